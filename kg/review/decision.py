"""One decision of a reviewer, and its form as a line of JSON.

In: what a person decided, or JSON Lines. Out: decisions that are complete in themselves. Whether the claims and things
that they name exist, only a store can say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, model_validator

from kg.errors import InputError
from kg.iris import digest

Verdict = Literal["accept", "reject", "correct", "merge", "split", "withdraw"]
# What a claim can be corrected in; which claim has what stands in `terms`.
Property = Literal["stance", "issue", "holder", "type", "status", "date"]

Iri = Annotated[str, Field(pattern=r"^https?://[^\s<>\"{}|\\^`]+$")]
Words = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(lambda text: " ".join(text.split()))]


class Decision(BaseModel):
    """What somebody decided, when and why.

    `about` are claims (accept, reject, correct, split), one thing (merge: the actor or issue that is no more) or none
    (withdraw). `into` is the thing that another is merged into, or that claims get when theirs (`apart_from`) is split;
    `name` labels a thing that is new. A merged issue can be the `contrary` of the other: stances turn.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["decision"] = "decision"
    verdict: Verdict
    by: Words
    at: Annotated[AwareDatetime, AfterValidator(lambda at: at.astimezone(UTC))] = Field(
        default_factory=lambda: datetime.now(UTC)
    )
    reason: Words | None = None
    about: Annotated[tuple[Iri, ...], AfterValidator(lambda iris: tuple(sorted(set(iris))))] = ()
    changes: Annotated[Mapping[Property, str], AfterValidator(lambda pairs: dict(sorted(pairs.items())))] = Field(
        default_factory=dict
    )
    apart_from: Iri | None = None
    into: Iri | None = None
    name: Words | None = None
    contrary: bool = False
    withdraws: str | None = None

    @property
    def id(self) -> str:
        """Twelve hexadecimal digits of what it says: the same decision told twice is one."""
        return digest(format_decision(self), 12)

    @model_validator(mode="after")
    def _fits_its_verdict(self) -> Self:
        for problem, found in _problems(self).items():
            if found:
                raise ValueError(problem)
        return self


_NEEDS: Final[Mapping[Verdict, str]] = {"correct": "changes", "merge": "into", "split": "into", "withdraw": "withdraws"}


def _problems(decision: Decision) -> dict[str, bool]:
    verdict = decision.verdict
    needed = _NEEDS.get(verdict)
    return {
        f"to {verdict}, `{needed}` is needed": needed is not None and not getattr(decision, needed),
        "`withdraws` names the one decision that is withdrawn, and `about` nothing": verdict == "withdraw"
        and bool(decision.about),
        f"`about` must name what to {verdict}": verdict != "withdraw" and not decision.about,
        "one thing is merged into another": verdict == "merge"
        and (len(decision.about) != 1 or decision.about[0] == decision.into),
        "to split, `apart_from` names the thing that the claims are about now": verdict == "split"
        and decision.apart_from in (None, decision.into),
        "only a correction has `changes`": verdict != "correct" and bool(decision.changes),
        "only merged issues are contrary": decision.contrary and verdict != "merge",
    }


def format_decision(decision: Decision) -> str:
    """One line of JSON, without what is not said."""
    return decision.model_dump_json(exclude_none=True)


def parse_decisions(lines: Iterable[str], path: Path | str | None = None) -> Iterator[Decision]:
    """The decisions of JSON Lines, in their order; InputError names the line that is none."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield Decision.model_validate(json.loads(line))
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise InputError(
                f"is no decision: {f'{place}: ' if place else ''}{first['msg']}", path=path, line=number
            ) from error
        except ValueError as error:
            raise InputError(f"is no JSON: {error}", path=path, line=number) from error
