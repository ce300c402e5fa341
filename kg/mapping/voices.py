"""The chain of voices behind a claim, given or by default.

Without an attribution the authors speak: in their own voice, but of another's position by inference ("Russia wants …").
Where `attributed_by` names somebody who is no author, the authors report (own voice) what that one says (level 1,
indirect speech). Where a coder is named, the manner of the authors' voice is that of the coding: how they put it, the
coder did not say.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import NamedNode

from kg.mapping.names import Names
from kg.records import Manner, Position, Sourced


@dataclass(frozen=True)
class Voice:
    """One link of the chain: who says it (with names), how, in which reporting words."""

    sources: dict[NamedNode, str]
    manner: Manner
    cue: str | None = None


def read_voices(record: Sourced, holder: NamedNode | None, names: Names) -> list[Voice]:
    """The chain of voices of a record, from the document inwards; `holder` is a position's."""
    if record.attribution:
        return [Voice(names.actors("; ".join(link.sources)), link.manner, link.cue) for link in record.attribution]
    authors = names.voice(record.part)
    if record.coder:
        return [Voice(authors, "human_coding")]
    if not isinstance(record, Position):
        return [Voice(authors, "own_voice")]
    cited = names.actors(record.attributed_by) if record.attributed_by else {}
    if any(source not in authors for source in cited):
        return [Voice(authors, "own_voice"), Voice(cited, "indirect_speech")]
    return [Voice(authors, "own_voice" if holder in authors else "inference")]
