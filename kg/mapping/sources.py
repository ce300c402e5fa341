"""One source: a document with all that its records claim, as the quads of one named graph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from kg.iris import Minter
from kg.mapping.claims import Claims
from kg.mapping.names import Names
from kg.mapping.shared import time_quads
from kg.mapping.statements import Statements
from kg.mapping.texts import Text
from kg.records import Author, Document, Sourced, SourcedRecord
from kg.registry import Decision
from kg.vocabulary import SP


@dataclass(frozen=True)
class Source:
    """All that one source says.

    `quads` are all in `graph`, `times` describe the time spans that they refer to, in `graph/time`; both are sorted.
    `records` says which record, by its index, each claim was made of; claims made of the document's own metadata
    are not in it.
    """

    document: NamedNode
    graph: NamedNode
    quads: tuple[Quad, ...]
    times: tuple[Quad, ...]
    records: Mapping[NamedNode, int]


def map_source(
    document: Document, records: Sequence[SourcedRecord], decisions: Mapping[str, Decision], minter: Minter
) -> Source:
    """Map a document and its grounded records.

    `decisions` are by name; a name without one counts as new. Raises RecordError for a record without offsets.
    """
    node = minter.document(document.title or document.text, document.text, document.edition)
    statements = Statements(minter.source_graph(node))
    names = Names(document, node, records, decisions, minter)
    text = Text(document, names, statements, minter)
    claims = Claims(text, names, statements, minter)
    text.describe()
    claims.map_records(records)
    _name_makers(document, text, names, claims)
    claims.name_others()
    return Source(node, statements.graph, statements.quads(), time_quads(sorted(text.dates), minter), claims.records)


def _name_makers(document: Document, text: Text, names: Names, claims: Claims) -> None:
    """Describe the authors and the publisher, who stand in the document's metadata, where no record does."""
    for author, name, actor, part in _find_makers(document, names):
        if actor in claims.described or names.is_registered(actor):
            continue
        start, end = text.find_author(author, name, part)
        record = Sourced(quote=document.text[start:end], start=start, end=end, part=part)
        is_commenter = author is not None and author.anonymous and part is not None
        claim = claims.describe_actor(actor, name, SP.Commenter if is_commenter else SP.Actor, record)
        if author is not None:
            claims.describe_post(claim, author.role, author.affiliation, record)


def _find_makers(document: Document, names: Names) -> Iterator[tuple[Author | None, str, NamedNode, str | None]]:
    """Who made the document and its parts: author (None: unnamed, or the publisher), name, actor, part."""
    for part in (None, *(part.id for part in document.parts)):
        known = {names.actor(author.name): author for author in names.authors(part)}
        for actor, name in names.voice(part).items():
            yield known.get(actor), name, actor, part
    if document.publisher:
        for actor, name in names.actors(document.publisher).items():
            yield None, name, actor, None
