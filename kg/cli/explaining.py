"""How `kg extract --explain` shows a record: what it says, the rule that made it, and its sentences with their parts.

In: explanations and the text that they quote. Out: lines of text, with colours or without; parts stand in brackets
after their names either way: `[holder Kenya] [trigger wants] [issue the dam to be built]`. Parts inside others nest;
where two cross, the later one is cut in two. Nothing is read or judged here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kg.records import Actor, Event, Position, Relation, Resolution, SourcedRecord

if TYPE_CHECKING:
    from kg.extraction.explanations import Explanation
    from kg.extraction.traces import Part

_STANCES = {"support": "supports", "oppose": "opposes", "mixed": "is divided on", "uncertain": "leaves open"}
_TIES = {"ally": "is an ally of", "rival": "is a rival of", "member_of": "is a member of", "role_in": "has a role in"}
_COLOURS = {
    "trigger": "red", "holder": "blue", "agent": "blue", "source": "blue", "a": "blue", "issue": "green",
    "content": "green", "theme": "green", "b": "cyan", "recipient": "cyan", "target": "cyan", "date": "magenta",
    "condition": "yellow", "answered": "yellow",
}  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """How explanations of one file are shown."""

    path: Path
    text: str
    colours: bool = False

    def format(self, explanation: Explanation) -> Iterator[str]:
        """The lines for one record: a header, the rule, then each sentence with its place (`file:line`)."""
        record, trace = explanation.record, explanation.trace
        sure = f"{record.confidence:.2f}" if record.confidence is not None else "unknown"
        yield self._bold(f"{record.id} {record.kind}: {_plain(summarise(record))}")
        yield f"  confidence {sure}, by {' on '.join((trace.rule, *trace.via))}"
        for start, end in explanation.sentences:
            line = self.text.count("\n", 0, start) + 1
            yield f"  {self.path}:{line}: {self._marked(start, end, trace.parts)}"

    def _marked(self, start: int, end: int, parts: Sequence[Part]) -> str:
        inside = sorted((p for p in parts if p.start < end and start < p.end), key=lambda p: (p.start, -p.end))
        return " ".join("".join(self._pieces(start, end, _merged(inside))).split())

    def _pieces(self, at: int, end: int, parts: Sequence[Part]) -> Iterator[str]:
        """The text from one place to another with its parts, outer ones first."""
        waiting = list(parts)
        while waiting:
            part = waiting.pop(0)
            first, last = max(part.start, at), min(part.end, end)
            inner = [p for p in waiting if p.start < last]
            waiting = [replace(p, start=last) for p in inner if p.end > last] + waiting[len(inner) :]
            yield _plain(self.text[at:first])
            yield self._tint(f"[{part.name}", part.name) + " "
            yield from self._pieces(first, last, inner)
            yield self._tint("]", part.name)
            at = last
        yield _plain(self.text[at:end])

    def _bold(self, text: str) -> str:
        return typer.style(text, bold=True) if self.colours else text

    def _tint(self, text: str, name: str) -> str:
        return typer.style(text, fg=_COLOURS.get(name.split("/")[0], "white")) if self.colours else text


def summarise(record: SourcedRecord) -> str:
    """What a record says, in a few words.

    >>> summarise(Position(holder="Kenya", stance="oppose", issue="Ban on ivory", quote="Kenya opposes the ban"))
    'Kenya opposes: Ban on ivory'
    """
    match record:
        case Actor():
            return f"{record.name} ({record.type})"
        case Event():
            return f"{record.type} ({record.status}): {record.label}"
        case Resolution():
            return f"{record.label} ({record.type})"
        case Position():
            return f"{record.holder} {_STANCES[record.stance]}: {record.issue}"
        case Relation(type="agree" | "disagree"):
            return f"{record.a} and {record.b} {record.type}: {record.issue}"
    return f"{record.a} {_TIES[record.type]} {record.b}"


def _merged(parts: Sequence[Part]) -> list[Part]:
    """The parts, those of the same words as one with both names."""
    merged: list[Part] = []
    for part in parts:
        if merged and (merged[-1].start, merged[-1].end) == (part.start, part.end):
            merged[-1] = replace(part, name=f"{merged[-1].name}/{part.name}")
        else:
            merged.append(part)
    return merged


def _plain(text: str) -> str:
    """The text without characters that a terminal takes for orders."""
    return "".join(" " if unicodedata.category(character) == "Cc" else character for character in text)
