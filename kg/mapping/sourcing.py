"""What every claim carries: its name, its passage, where it is stated, the chain of voices, its date.

In: grounded records. Out: nodes in the source's graph, and notes: which record (by its index) made each claim, who was
named, how, where and by which record first.
"""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from kg.errors import RecordError
from kg.iris import Minter
from kg.mapping.codes import CERTAINTIES, DATE_BASES, MANNERS
from kg.mapping.names import Names
from kg.mapping.statements import Statements, write_decimal
from kg.mapping.texts import Text
from kg.mapping.voices import read_voices
from kg.records import Condition, Dated, Sourced
from kg.vocabulary import RDF, SP


class Sourcing:
    """The claims of one source, without what they say. `index` is that of the record being mapped."""

    def __init__(self, text: Text, names: Names, statements: Statements, minter: Minter) -> None:
        self._text, self._names, self._minter, self._say = text, names, minter, statements.say
        self.index: int | None = None
        self.records: dict[NamedNode, int] = {}
        self.named: dict[NamedNode, tuple[str, Sourced, int | None]] = {}
        self._used: dict[NamedNode, int] = {}

    def claim(
        self, record: Sourced, type: NamedNode, kind: str, *key: str, holder: NamedNode | None = None
    ) -> NamedNode:
        """Make a claim named by its kind, its key and where it stands; `holder` is a position's."""
        start, end = get_place(record)
        claim = self._mint(kind, *key, str(start))
        self._say(claim, RDF.type, type)
        self._say(claim, SP.evidence, self._text.passage(start, end))
        self._say(claim, SP.statedIn, self._text.stated_in(record.part))
        self._say(claim, SP.certainty, CERTAINTIES[record.certainty] if record.certainty else None)
        self._say(claim, SP.confidence, None if record.confidence is None else write_decimal(record.confidence))
        self._say(claim, SP.coder, record.coder)
        self._attribute(claim, record, holder)
        return claim

    def _mint(self, kind: str, *key: str) -> NamedNode:
        name = self._minter.local(self._names.node, kind, *key)
        self._used[name] = count = self._used.get(name, 0) + 1
        claim = name if count == 1 else self._minter.local(self._names.node, kind, *key, str(count))
        if self.index is not None:
            self.records[claim] = self.index
        return claim

    def _attribute(self, claim: NamedNode, record: Sourced, holder: NamedNode | None) -> None:
        for level, voice in enumerate(read_voices(record, holder, self._names)):
            self._note(record, voice.sources)
            node = NamedNode(f"{claim.value}/by/{level}")
            self._say(claim, SP.attribution, node)
            self._say(claim, SP.reportedBy, *(voice.sources if level == 0 else ()))
            self._say(node, RDF.type, SP.Attribution)
            self._say(node, SP.level, level)
            self._say(node, SP.source, *voice.sources)
            self._say(node, SP.manner, MANNERS[voice.manner])
            self._say(node, SP.cue, voice.cue)

    def date(self, claim: NamedNode, property: NamedNode, record: Dated) -> None:
        """The date, its words, and what it rests on: the words, unless the record says otherwise."""
        basis = record.date_basis or ("stated" if record.date and record.date_text else None)
        self._say(claim, property, self._text.time(record.date))
        self._say(claim, SP.timeText, record.date_text)
        self._say(claim, SP.timeBasis, DATE_BASES[basis] if basis else None)

    def actors(self, record: Sourced, names: str | None) -> tuple[NamedNode, ...]:
        """The actors of a name field, noted as named by this record."""
        actors = self._names.actors(names) if names else {}
        self._note(record, actors)
        return tuple(actors)

    def _note(self, record: Sourced, actors: Mapping[NamedNode, str]) -> None:
        for actor, name in actors.items():
            self.named.setdefault(actor, (name, keep_passage(record), self.index))


def get_place(record: Sourced | Condition) -> tuple[int, int]:
    """The offsets of a grounded record. Raises RecordError for one that is not."""
    if record.start is None or record.end is None:
        raise RecordError(f"a record that is not tied to its text cannot be mapped: {record!r:.80}")
    return record.start, record.end


def keep_passage(record: Sourced) -> Sourced:
    """Only the passage of a record, without what else it says: its voice is the authors'."""
    return Sourced(quote=record.quote, start=record.start, end=record.end, part=record.part)
