"""Roll-call votes of the UN General Assembly, in Erik Voeten's data as packaged in `unvotes`.

In: `un_votes` (rcid, country, country_code, vote) with `un_roll_calls` and `un_roll_call_issues` beside it, plain or
gzip. Out: roll calls, each before its votes. Whoever was no member has no row there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.datasets.files import DatasetFile
from kg.errors import InputError
from kg.jsonl import Reject
from kg.rows import DatasetSource, Party, RollCall, Vote, VoteOption, VoteScope

BODY: Final = "united-nations-general-assembly"
_VOTES: Final = ["rcid", "country", "country_code", "vote"]
_ROLL_CALLS: Final = ["rcid", "session", "importantvote", "date", "unres", "amend", "para", "short", "descr"]
_OPTIONS: Final[dict[str, VoteOption]] = {"yes": "yes", "no": "no", "abstain": "abstain", "absent": "absent"}


def is_votes(head: bytes) -> bool:
    """Whether a file begins like `un_votes`."""
    return head.split(b"\n", 1)[0].strip().replace(b'"', b"") == ",".join(_VOTES).encode()


def describe(path: Path) -> DatasetSource:
    """The dataset as a whole."""
    return DatasetSource(
        "un-general-assembly-votes",
        "United Nations General Assembly roll-call votes",
        "Erik Voeten, United Nations General Assembly Voting Data, Harvard Dataverse, doi:10.7910/DVN/LEJUQZ",
    )


def companions(path: Path) -> list[Path]:
    """The other files that the votes depend on, beside them."""
    return [_beside(path, "un_roll_calls"), _beside(path, "un_roll_call_issues")]


def read_votes(file: DatasetFile) -> Iterator[RollCall | Vote | Reject]:
    """The roll calls and votes of a file. Raises InputError where a companion is missing or has other columns."""
    roll_calls = _read_roll_calls(*companions(file.path))
    known: dict[str, RollCall | None] = dict(roll_calls)
    voters: dict[tuple[str, str], Party] = {}
    for line, row in file.rows():
        if line == 1:
            continue
        if len(row) != len(_VOTES) or row[3] not in _OPTIONS or row[0] not in known:
            yield Reject(line, _explain(row, known), ",".join(row))
            continue
        rcid, country, code, option = row
        roll_call = known[rcid]
        if roll_call is not None:
            known[rcid] = None
            yield roll_call
        voter = voters.get((country, code))
        if voter is None:
            voter = voters[country, code] = Party(country, iso2="" if code == "NA" else code)
        yield Vote(rcid, voter, _OPTIONS[option])


def _read_roll_calls(path: Path, issues: Path) -> dict[str, RollCall]:
    topics: dict[str, list[str]] = {}
    for line, row in DatasetFile(issues).rows():
        if line > 1:
            topics.setdefault(row[0], []).append(row[2])
    roll_calls: dict[str, RollCall] = {}
    for line, row in DatasetFile(path).rows():
        if line == 1:
            if row != _ROLL_CALLS:
                raise InputError(
                    f"has the columns {', '.join(row)}; expected {', '.join(_ROLL_CALLS)}", path=path, line=1
                )
            continue
        rcid, session, _, date, symbol, amend, para, short, description = row
        scope: VoteScope = "paragraph" if para == "1" else "amendment" if amend == "1" else "whole"
        roll_calls[rcid] = RollCall(
            rcid, date or None, _symbol(symbol), scope, short, description, tuple(topics.get(rcid, ())), session
        )
    return roll_calls


def _symbol(text: str) -> str | None:
    """The symbol in the form of the UN Digital Library."""
    if match := re.fullmatch(r"R/(\d+)/(\d+[A-Z]?)", text):
        return f"A/RES/{match[1]}/{match[2]}"
    return text or None


def _explain(row: list[str], known: dict[str, RollCall | None]) -> str:
    if len(row) != len(_VOTES):
        return f"has {len(row)} cells; expected {', '.join(_VOTES)}"
    if row[3] not in _OPTIONS:
        return f"the vote is {row[3]!r}; expected {', '.join(_OPTIONS)}"
    return f"roll call {row[0]!r} is not in un_roll_calls"


def _beside(path: Path, stem: str) -> Path:
    for file in sorted(path.parent.iterdir()):
        if file.name.split(".")[0] == stem:
            return file
    raise InputError(f"needs {stem}.csv (or .csv.gz) beside it", path=path)
