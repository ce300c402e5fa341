"""Roll calls and votes as quads: one vote event a roll call, one triple a vote.

Popolo's split of motion and vote event, and one property for each option (as in Flanders' Besluit vocabulary), because
a node for every vote would be four quads a vote instead of one. "Not a member" is no row, hence no triple.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.mapping.resolutions import resolution_slug
from kg.mapping.rows.writer import RowWriter
from kg.rows import RollCall, Vote, VoteOption
from kg.vocabulary import RDF, SP

_OPTIONS: Final = {"yes": SP.votedYes, "no": SP.votedNo, "abstain": SP.abstained, "absent": SP.absent}
_SCOPES: Final = {
    "whole": SP.wholeText, "paragraph": SP.paragraphVote, "amendment": SP.amendmentVote, "motion": SP.motionVote,
}  # fmt: skip


class VoteWriter:
    """Writes the votes of one body; its roll calls come before the votes in them."""

    def __init__(self, writer: RowWriter, body: str) -> None:
        """`body` is the registry's id of the voting body."""
        self._writer = writer
        self._body = str(writer.minter.thing("actor", body))
        self._events: dict[str, tuple[str, int | None]] = {}

    def write(self, rows: Iterable[RollCall | Vote]) -> Iterator[str]:
        """The quads of rows, in their order, some lines at a time."""
        options: dict[VoteOption, str] = {option: f" {term} " for option, term in _OPTIONS.items()}  # type: ignore[misc]
        end, actor = f" {self._writer.graph} .\n", self._writer.actor
        for row in rows:
            if type(row) is Vote:
                event, year = self._events[row.roll_call]
                yield event + options[row.option] + actor(row.voter, year) + end
            elif isinstance(row, RollCall):
                yield self._write_roll_call(row)

    def _write_roll_call(self, row: RollCall) -> str:
        writer = self._writer
        event = writer.local("vote", row.id)
        self._events[row.id] = event, int(row.date[:4]) if row.date else None
        decision = writer.minter.thing("resolution", resolution_slug(row.symbol)) if row.symbol else None
        return writer.lines(
            event,
            (RDF.type, str(SP.VoteEvent)),
            (SP.recordId, writer.text(row.id)),
            (SP.votingBody, self._body),
            (SP.decides, str(decision) if decision else None),
            (SP.symbol, writer.text(row.symbol)),
            (SP.voteScope, str(_SCOPES[row.scope])),
            (SP.name, writer.text(row.title)),
            (SP.statement, writer.text(row.description)),
            (SP.occurredAt, writer.time(row.date)),
            (SP.statedIn, str(writer.node)),
            *((SP.topic, writer.topic(topic)) for topic in row.topics),
        )
