"""Roll calls and votes as quads: one vote event a roll call, one triple a vote.

Popolo's split of motion and vote event, and one property for each option (as in Flanders' Besluit vocabulary), because
a node for every vote would be four quads a vote instead of one. "Not a member" is no row, hence no triple.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode

from kg.mapping.resolutions import normalise_symbol, resolution_slug
from kg.mapping.rows.writer import RowWriter
from kg.rows import Party, RollCall, VoteOption, Votes
from kg.vocabulary import RDF, SP

_OPTIONS: Final[dict[VoteOption, NamedNode]] = {
    "yes": SP.votedYes, "no": SP.votedNo, "abstain": SP.abstained, "absent": SP.absent,
}  # fmt: skip
_SCOPES: Final = {
    "whole": SP.wholeText, "paragraph": SP.paragraphVote, "amendment": SP.amendmentVote, "motion": SP.motionVote,
}  # fmt: skip


class VoteWriter:
    """Writes roll calls, and votes in them after each."""

    def __init__(self, writer: RowWriter) -> None:
        self._writer = writer
        # For each roll call what a line of its votes begins with, by option, and the year, which says who is meant.
        self._events: dict[str, tuple[dict[VoteOption, str], int | None]] = {}
        self._ends: dict[int | None, dict[Party, str]] = {}

    def write(self, rows: Iterable[RollCall | Votes]) -> Iterator[str]:
        """The quads of rows, in their order, one row at a time."""
        for row in rows:
            yield self._write_votes(row) if type(row) is Votes else self._write_roll_call(row)  # type: ignore[arg-type]

    def _write_votes(self, row: Votes) -> str:
        begins, year = self._events[row.roll_call]
        ends = self._ends.setdefault(year, {})
        for voter in row.cast:
            if voter not in ends:
                ends[voter] = f"{self._writer.actor(voter, year)} {self._writer.graph} .\n"
        return "".join([begins[option] + ends[voter] for voter, option in row.cast.items()])

    def _write_roll_call(self, row: RollCall) -> str:
        writer = self._writer
        event, year = writer.local("vote", row.id), int(row.date[:4]) if row.date else None
        self._events[row.id] = {option: f"{event} {term} " for option, term in _OPTIONS.items()}, year
        decision = writer.minter.thing("resolution", resolution_slug(row.resolution)) if row.resolution else None
        return writer.lines(
            event,
            (RDF.type, str(SP.VoteEvent)),
            (SP.recordId, writer.text(row.id)),
            (SP.votingBody, writer.actor(row.body)),
            (SP.decides, str(decision) if decision else None),
            (SP.symbol, writer.text(normalise_symbol(row.resolution) if row.resolution else row.symbol)),
            (SP.voteScope, str(_SCOPES[row.scope])),
            (SP.name, writer.text(row.title)),
            (SP.statement, writer.text(row.description)),
            (SP.votedAt, writer.time(row.date)),
            (SP.statedIn, str(writer.node)),
            *((SP.topic, writer.topic(topic)) for topic in row.topics),
        )
