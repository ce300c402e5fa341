"""What a timeline shows: claims with the days between which they can lie, as entries in rows.

In: claims that have a date. Out: an `Entry` each, in the order of their days. Drawing is the browser's: the entries
stand on the page as a list that reads by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.pictures.palette import Look
from kg.web.asking import Asked
from kg.web.claims import Claim, read_claims
from kg.web.facts import Named
from kg.web.finding import Spoken
from kg.web.headlines import Piece


@dataclass(frozen=True)
class Entry:
    """One claim on a timeline; a day is missing where a date is open to that side."""

    claim: Claim
    first: str
    last: str
    row: str

    @property
    def look(self) -> Look | None:
        """The look of a position's stance."""
        return self.claim.look if self.claim.kind == "position" else None

    @property
    def words(self) -> str:
        """The claim in words."""
        return plain_words(self.claim.headline)


def plain_words(pieces: Sequence[Piece]) -> str:
    """The line of a claim without links and signs."""
    return " ".join("".join(map(_words, pieces)).split())


def make_entries(asked: Asked, spoken: Sequence[Spoken]) -> list[Entry]:
    """The entries of claims."""
    days = {each.claim: each for each in spoken}
    entries = [_entry(claim, days[claim.node]) for claim in read_claims(asked, days)]
    return sorted(entries, key=lambda entry: (entry.first or entry.last, entry.claim.node.value))


def _entry(claim: Claim, spoken: Spoken) -> Entry:
    first, last = (day.isoformat() if day else "" for day in (spoken.first, spoken.last))
    return Entry(claim, first, last, claim.kind)


def _words(piece: Piece) -> str:
    if isinstance(piece, str):
        return piece
    return piece.label if isinstance(piece, Named) else f" {piece.words} "
