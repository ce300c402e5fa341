"""The N-Quads of one dataset while they are being written.

In: what rows name (parties, dates, topics, texts). Out: terms as N-Quads text, lines in the dataset's graph, and at the
end what the whole needs once: the dataset, the actors that the registry doesn't know, time spans, provenance. Terms are
made once for each distinct value, since rows repeat them millions of times.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from pyoxigraph import NamedNode, Quad

from kg.iris import Minter, slug
from kg.mapping.codes import ACTOR_TYPES
from kg.mapping.shared import provenance_quads, time_quads
from kg.rows import DatasetSource, Party
from kg.vocabulary import DCTERMS, RDF, RDFS, SP, XSD

_SPECIAL: Final = re.compile(r'["\\\x00-\x1f\x7f]')
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_RESERVED: Final = re.compile(r"[a-z]{3}")


class RowWriter:
    """Writes terms and lines of one dataset. `find_actor` says which entry of the registry a party is in a year."""

    def __init__(
        self, source: DatasetSource, minter: Minter, find_actor: Callable[[Party, int | None], str | None]
    ) -> None:
        self.source, self.minter = source, minter
        self.node = NamedNode(f"{minter.base}dataset/{source.id}")
        self.graph = minter.source_graph(self.node)
        self._end = f" {self.graph} .\n"
        self._find_actor = find_actor
        self._actors: dict[str | Party, str] = {}
        self._unknown: dict[str, Party] = {}
        self._wholes: dict[Party, str] = {}
        self._publishers: dict[str, str] = {}
        self._times: dict[str, str] = {}
        self._topics: dict[str, str] = {}

    def line(self, subject: str, predicate: NamedNode, value: str) -> str:
        """One quad of the dataset's graph; subject and value are terms as this writer makes them."""
        return f"{subject} {predicate} {value}{self._end}"

    def lines(self, subject: str, *pairs: tuple[NamedNode | str, str | None]) -> str:
        """Quads of one subject; a value of None says nothing. Predicates may be terms as they are written."""
        return "".join(f"{subject} {predicate} {value}{self._end}" for predicate, value in pairs if value is not None)

    def local(self, kind: str, key: str) -> str:
        """Something that belongs to this dataset, by its own id there."""
        return f"<{self.node.value}/{kind}/{key if _is_plain(key) else slug(key)}>"

    def actor(self, party: Party, year: int | None = None) -> str:
        """The actor that a party is: the registry's, else one of its own under the slug of its name."""
        # Asked for each time, since the finder counts whom it does not know.
        entry = self._find_actor(party, year)
        key = entry or party
        known = self._actors.get(key)
        if known is None:
            known = self._actors[key] = self._name_actor(party, entry, year)
        return known

    def publisher(self, name: str) -> str:
        """The medium that a row is taken from: an organisation, by its name, which nobody looks up."""
        known = self._publishers.get(name)
        if known is None:
            known = self._publishers[name] = self._mint_actor(Party(name, type="organisation"))
        return known

    def time(self, edtf: str | None) -> str | None:
        """The time span of an EDTF date."""
        if not edtf:
            return None
        known = self._times.get(edtf)
        if known is None:
            known = self._times[edtf] = str(self.minter.time(edtf))
        return known

    def topic(self, label: str) -> str:
        """A topic of this dataset, by its label; that others use the same words does not make it theirs."""
        known = self._topics.get(label)
        if known is None:
            known = self._topics[label] = self.local("topic", slug(label))
        return known

    @staticmethod
    def text(value: str | None) -> str | None:
        """A plain literal; None for an empty text."""
        if not value:
            return None
        return f'"{_SPECIAL.sub(_escape, value)}"'

    @staticmethod
    def number(value: int | None) -> str | None:
        """A whole number."""
        return None if value is None else f'"{value}"^^{XSD.integer}'

    @staticmethod
    def decimal(value: str | None) -> str | None:
        """A decimal number, as it is written."""
        return None if value is None else f'"{value}"^^{XSD.decimal}'

    def finish(self, input_sha256: str, tool: str) -> Iterator[str]:
        """What the whole needs once: the dataset itself, topics, actors without an entry, time spans, provenance."""
        yield self.lines(
            str(self.node),
            (RDF.type, str(SP.Dataset)),
            (DCTERMS.title, self.text(self.source.title)),
            (DCTERMS.bibliographicCitation, self.text(self.source.citation)),
            (DCTERMS.license, self.text(self.source.license)),
            (SP.intensityScale, self.text(self.source.scale)),
        )
        for label, topic in sorted(self._topics.items()):
            yield self.lines(topic, (RDF.type, str(SP.Topic)), (RDFS.label, self.text(label)))
        for actor, party in sorted(self._unknown.items()):
            yield self._describe(actor, party)
        yield from _format(time_quads(sorted(self._times), self.minter))
        yield from _format(provenance_quads(self.graph, input_sha256, tool, self.minter))

    def _name_actor(self, party: Party, entry: str | None, year: int | None) -> str:
        if entry is not None:
            return str(self.minter.thing("actor", entry))
        if party.affiliation:
            # Asked for now, since the whole it belongs to may be named nowhere else.
            self._wholes[party] = self.actor(party.affiliation, year)
        return self._mint_actor(party)

    def _mint_actor(self, party: Party) -> str:
        name = party.label
        key = slug(name)
        actor = str(self.minter.thing("actor", f"{key}-x" if _RESERVED.fullmatch(key) else key))
        self._unknown.setdefault(actor, party)
        return actor

    def _describe(self, actor: str, party: Party) -> str:
        name = party.label
        return self.lines(
            self.local("actor-record", slug(name)),
            (RDF.type, str(SP.ActorRecord)),
            (SP.aboutActor, actor),
            (SP.name, self.text(name)),
            (SP.actorType, str(ACTOR_TYPES[party.type] if party.type else SP.Actor)),
            (SP.affiliation, self._wholes.get(party)),
            (SP.statedIn, str(self.node)),
            (SP.recordId, self.text(name)),
        )


def _format(quads: Iterable[Quad]) -> Iterator[str]:
    for quad in quads:
        yield f"{quad} .\n"


def _escape(match: re.Match[str]) -> str:
    letter = match[0]
    # XML has no way to write the others, so that a graph with them could not be exported.
    return _ESCAPES.get(letter, "\N{REPLACEMENT CHARACTER}")


def _is_plain(key: str) -> bool:
    return key.isascii() and key.replace("-", "").replace("_", "").replace(".", "").isalnum()
