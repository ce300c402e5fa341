"""A codebook: the issues that a researcher tells apart, with paraphrases and contraries, and records coded by it.

In: entries, and records that others extracted or coded. Out: the entry that a wording means, and records whose issue is
the entry's, with the source's own wording kept and the stance turned where the contrary is meant. A wording that is no
entry's stays as it is: nothing is forced into the codebook.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz import fuzz

from kg.codebook.normal import Normal, normal_form
from kg.errors import InputError
from kg.records import Position, Relation, SourcedRecord, Stance

_TURNED: Final[Mapping[Stance, Stance]] = {"support": "oppose", "oppose": "support"}
# Spelling and endings differ by less, other words by more: benchmarks/issues.py measures it.
_ALIKE: Final = 92.0


@dataclass(frozen=True)
class Entry:
    """One issue of a codebook: a proposition with one polarity, other wordings of it, and wordings of its opposite.

    `line` is where it stands in its file.
    """

    id: str
    issue: str
    paraphrases: tuple[str, ...] = ()
    contraries: tuple[str, ...] = ()
    line: int | None = None

    def wordings(self) -> Iterator[tuple[str, int]]:
        """All its wordings, each with 1, or -1 for those of the opposite."""
        yield from ((wording, 1) for wording in (self.issue, *self.paraphrases))
        yield from ((wording, -1) for wording in self.contraries)


@dataclass(frozen=True)
class Codebook:
    """Entries, and a digest of the file that they were read from."""

    entries: tuple[Entry, ...]
    digest: str = ""

    def match(self, wording: str) -> tuple[Entry, int] | None:
        """The entry that a wording means, and -1 where it means the opposite; by normal form, else by spelling."""
        form = normal_form(wording)
        found = self._index.get(form.matter) or self._most_alike(form)
        return (found[0], found[1] * form.sign) if found else None

    def code(self, record: SourcedRecord) -> SourcedRecord:
        """The record with the codebook's issue, if its own is one of the codebook's; else the record as it is."""
        if not isinstance(record, Position | Relation) or record.issue is None or record.code is not None:
            return record
        found = self.match(record.issue)
        if found is None:
            return record
        entry, sign = found
        coded = {"issue": entry.issue, "code": entry.id, "wording": record.issue}
        if isinstance(record, Position) and sign < 0:
            coded["stance"] = _TURNED.get(record.stance, record.stance)
        return record.model_copy(update=coded)

    def _most_alike(self, form: Normal) -> tuple[Entry, int] | None:
        """The entry whose wording differs in spelling only; none where two entries are as near."""
        words = " ".join(form.stems)
        near = [
            (score, found)
            for (stems, agent), found in self._index.items()
            if agent == form.agent and len(stems) == len(form.stems) and _same_numbers(stems, form.stems)
            and (score := fuzz.ratio(words, " ".join(stems), score_cutoff=_ALIKE))
        ]  # fmt: skip
        best = max((score for score, _ in near), default=0.0)
        found = {(entry.id, sign): (entry, sign) for score, (entry, sign) in near if score == best}
        return next(iter(found.values())) if len(found) == 1 else None

    @cached_property
    def _index(self) -> Mapping[tuple[tuple[str, ...], tuple[str, ...]], tuple[Entry, int]]:
        return {form.matter: (entry, sign) for entry, sign, form, _ in _forms(self.entries)}


def check_entries(entries: Iterable[Entry], path: str) -> None:
    """Check that no wording is two entries', or on both sides of one. Raises InputError."""
    seen: dict[tuple[tuple[str, ...], tuple[str, ...]], tuple[Entry, int, str]] = {}
    for entry, sign, form, wording in _forms(entries):
        other, before, words = seen.setdefault(form.matter, (entry, sign, wording))
        if other is not entry:
            problem = f"{wording!r} ({entry.id}) is no other matter than {words!r} ({other.id})"
            raise InputError(problem, path=path, line=entry.line)
        if before != sign:
            meant = "the same" if form.sign == normal_form(words).sign else "the opposite"
            problem = f"{wording!r} and {words!r} mean {meant}, which their columns deny"
            raise InputError(problem, path=path, line=entry.line)


def _forms(entries: Iterable[Entry]) -> Iterator[tuple[Entry, int, Normal, str]]:
    """Every wording of the entries: whose it is, its sign with that of its own words, its normal form."""
    for entry in entries:
        for wording, sign in entry.wordings():
            form = normal_form(wording)
            yield entry, sign * form.sign, form, wording


def _same_numbers(stems: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return {stem for stem in stems if stem.isdigit()} == {stem for stem in others if stem.isdigit()}
