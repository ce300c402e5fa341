"""The way out to Discourse Network Analyzer: sources of a store, with their texts, as a database.

In: an open store. Out: the bytes of the database, and what it could not take. Texts are not in the store: they are read
again from where the sources were loaded from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolution, QuerySolutions

from kg.datasets.dna_records import MACHINE, read_dna
from kg.documents.reader import read_document
from kg.edtf import parse_edtf
from kg.errors import InputError
from kg.export.dna import CodedName, CodedStatement, CodedText, format_dna
from kg.iris import Minter
from kg.jsonl import stream_batches
from kg.pipeline.inputs import is_records
from kg.records import Document
from kg.stores import SourceEntry, Store, find_sources
from kg.vocabulary import SP

# Agreement is yes or no; who is of two minds says both, as coders of DNA code it.
_AGREEMENTS = {SP.support: (True,), SP.oppose: (False,), SP.mixed: (True, False)}

_POSITIONS = """
PREFIX sp: <https://w3id.org/standpoint/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?claim ?start ?end ?holder ?name ?person ?behalf ?behalf_name ?concept ?stance ?coder WHERE {
  ?passage sp:inDocument <%s> ; oa:start ?start ; oa:end ?end .
  ?claim sp:evidence ?passage ; a sp:Position ; sp:holder ?holder ; sp:issue/rdfs:label ?concept ; sp:stance ?stance .
  ?holder rdfs:label ?name .
  BIND(EXISTS { ?holder a ?human . FILTER(?human IN (sp:Person, sp:Commenter)) } AS ?person)
  OPTIONAL { ?claim sp:onBehalfOf ?behalf . ?behalf rdfs:label ?behalf_name }
  OPTIONAL { ?claim sp:coder ?coder }
} ORDER BY ?start ?end ?claim ?behalf_name ?name ?concept"""
_NOTES = """
PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT ?actor ?role ?alias WHERE {
  ?record a sp:ActorRecord ; sp:statedIn <%s> ; sp:aboutActor ?actor .
  { ?record sp:role ?role } UNION { ?record sp:alias ?alias }
} ORDER BY ?actor ?role ?alias"""


def write_dna(store: Store, sources: Sequence[str] = ()) -> tuple[bytes, list[str]]:
    """A database of some sources, or of all that have a text, and warnings of what is not in it.

    Raises UnknownName, and InputError for a text that is not where it was loaded from.
    """
    held = store.sources()
    chosen = list({entry.graph: entry for source in sources for entry in find_sources(held, source)}.values()) or held
    lost: Counter[str] = Counter()
    entries = sorted((entry for entry in chosen if entry.kind != "review"), key=lambda entry: entry.path)
    texts = [
        _code(store, entry, document, lost)
        for _, group in groupby((entry for entry in entries if entry.kind != "dataset"), lambda entry: entry.path)
        for entry, document in _read_texts(Minter(store.base), list(group))
    ]
    lost["datasets, which have no texts"] += sum(entry.kind == "dataset" for entry in entries)
    lost["documents without a date, which got 1 January 1970"] += sum(text.date is None for text in texts)
    return format_dna(texts), [f"{count} {what}" for what, count in lost.items() if count]


def _read_texts(minter: Minter, entries: Sequence[SourceEntry]) -> Iterator[tuple[SourceEntry, Document]]:
    """The documents of sources that were loaded from one file, in the order of that file."""
    wanted = {entry.document: entry for entry in entries}
    for document in _read_documents(entries[0]):
        node = minter.document(document.title or document.text, document.text, document.edition)
        if entry := wanted.pop(node, None):
            yield entry, document
    for entry in wanted.values():
        raise InputError(f"does not hold the text of {entry.id} any more; load it again", path=entry.path)


def _read_documents(entry: SourceEntry) -> Iterator[Document]:
    path = Path(entry.path)
    if entry.kind == "document":
        yield read_document(path)
    elif is_records(path):
        yield from (batch.document for batch in stream_batches(path))
    else:
        yield from (batch.document for batch in read_dna(path))


def _code(store: Store, entry: SourceEntry, document: Document, lost: Counter[str]) -> CodedText:
    notes = _read_notes(store, entry)
    statements: list[CodedStatement] = []
    for row in _ask(store, _POSITIONS % entry.document.value):
        stance = row["stance"]
        agreements = _AGREEMENTS.get(stance, ()) if isinstance(stance, NamedNode) else ()
        lost["positions whose stance is uncertain"] += not agreements
        statements += (_code_position(row, agrees, notes) for agrees in agreements)
    return CodedText(
        title=document.title or document.id,
        text=document.text,
        author="; ".join(author.name for author in document.authors),
        source=document.publisher or "",
        date=_find_day(document.published),
        statements=statements,
    )


def _code_position(row: QuerySolution, agrees: bool, notes: dict[str, CodedName]) -> CodedStatement:
    """Who speaks for another is the person; who speaks alone is one if known as one, else an organisation."""
    holder, behalf = (_name(row, key, name, notes) for key, name in (("holder", "name"), ("behalf", "behalf_name")))
    speaks = bool(behalf.name) or _text(row, "person") == "true"
    return CodedStatement(
        start=int(_text(row, "start")),
        end=int(_text(row, "end")),
        person=holder if speaks else CodedName(),
        organisation=behalf if speaks else holder,
        concept=_text(row, "concept"),
        agrees=agrees,
        coder=_text(row, "coder") or MACHINE,
    )


def _read_notes(store: Store, entry: SourceEntry) -> dict[str, CodedName]:
    """What the document says of its actors beside their names, by their IRIs."""
    notes: dict[str, CodedName] = {}
    for row in _ask(store, _NOTES % entry.document.value):
        actor, role, alias = (_text(row, name) for name in ("actor", "role", "alias"))
        known = notes.get(actor, CodedName())
        aliases = (*known.aliases, alias) if alias and alias not in known.aliases else known.aliases
        notes[actor] = CodedName("", known.type or role, aliases)
    return notes


def _name(row: QuerySolution, key: str, name: str, notes: dict[str, CodedName]) -> CodedName:
    return notes.get(_text(row, key), CodedName())._replace(name=_text(row, name))


def _ask(store: Store, sparql: str) -> QuerySolutions:
    answer = store.query(sparql)
    assert isinstance(answer, QuerySolutions)
    return answer


def _text(row: QuerySolution, name: str) -> str:
    term = row[name]
    return term.value if isinstance(term, Literal | NamedNode) else ""


def _find_day(published: str | None) -> str | None:
    """The first day of an EDTF date that says at least its year."""
    found = parse_edtf(published).earliest if published else None
    return found.isoformat() if found else None
