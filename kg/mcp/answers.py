"""What a tool is answered: canned queries and their rows, things by name, what the graph says, passages behind claims.

In: orders, and what is asked about. Out: JSON. Rows hold labels and, for things, their IRIs; what was cut says so.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final

from pyoxigraph import NamedNode

from kg.errors import UnknownName, UsageError
from kg.jsonvalues import Json, JsonObject, as_named_texts, as_number, as_text, as_texts
from kg.queries.catalogue import CannedQuery
from kg.queries.names import fold
from kg.queries.parameters import expand_curie
from kg.queries.results import Cell, Table, read_labels, read_table
from kg.queries.suggestions import suggest
from kg.stores.orders import Answer, Order
from kg.vocabulary import PREFIXES, data_prefixes
from kg.web.asking import Asked
from kg.web.chronicle import plain_words
from kg.web.citing import cite
from kg.web.claims import Claim, Quote, Voice, read_claims
from kg.web.concordance import search_texts
from kg.web.describing import describe
from kg.web.facts import Named
from kg.web.surroundings import Around, read_around
from kg.web.triples import encode_triples

KINDS: Final = ("actor", "issue", "resolution", "document")
MOST_ROWS: Final = 500
_MOST_NAMES: Final = 20
_MOST_CLAIMS: Final = 50
_MOST_TEXT: Final = 50_000


def answer_order(asked: Asked, order: Order) -> Answer:
    """Answer an order by its `kind`."""
    found = _KINDS[as_text(order["kind"])](asked, order)
    return Answer({"type": "application/json"}, json.dumps(found, ensure_ascii=False).encode())


def list_queries(asked: Asked, order: Order) -> JsonObject:
    """The canned queries, all or those of which a text holds the words asked for."""
    words = [fold(word) for word in as_text(order["words"]).split()]
    queries = [query for query in asked.catalogue if all(word in _searched(query) for word in words)]
    return {"queries": [_describe_query(query) for query in queries]}


def run_query(asked: Asked, order: Order) -> JsonObject:
    """Rows of a canned query. Raises UnknownName and UsageError as `kg query` does."""
    query = asked.catalogue.get(as_text(order["name"]))
    limit, offset = as_number(order["limit"]), as_number(order["offset"])
    if not 0 < limit <= MOST_ROWS or offset < 0:
        raise UsageError(f"limit is 1 to {MOST_ROWS}, offset 0 or more")
    found = read_table(asked.answer(query, as_named_texts(order["arguments"])), limit=offset + limit)
    rows = found.rows[offset:]
    table = Table(found.columns, rows, read_labels(rows, asked.store.query), found.truncated)
    return {
        "question": query.summary,
        "rows": [_describe_row(table, row) for row in rows],
        "truncated": table.truncated,
        **({"next_offset": offset + len(rows)} if table.truncated else {}),
    }


def find_things(asked: Asked, order: Order) -> JsonObject:
    """Things of a kind by name: the one that a name means, else those whose names hold it or are like it."""
    kind, text = as_text(order["of"]), as_text(order["text"])
    if kind not in KINDS:
        raise UnknownName("kind", kind, known=KINDS)
    labels = asked.names.labels(kind)
    wanted = fold(text)
    near = [label for label in labels if wanted and wanted in fold(label)] or suggest(text, labels, _MOST_NAMES)
    near = sorted(near, key=lambda label: (fold(label) != wanted, not fold(label).startswith(wanted), len(label)))
    try:
        meant: str | None = asked.names.resolve(kind, text).value
    except UsageError:
        meant = None
    found = {name: _resolve(asked, kind, name) for name in near[:_MOST_NAMES]}
    return {"iri": meant, "near": [{"name": name, "iri": iri} for name, iri in found.items() if iri]}


def describe_thing(asked: Asked, order: Order) -> JsonObject:
    """What the graph says of an IRI, as Turtle."""
    node = _read_iri(asked, as_text(order["iri"]))
    text = encode_triples(describe(asked, node), "ttl", asked.store.base).decode()
    return {"iri": node.value, "turtle": text[:_MOST_TEXT], "truncated": len(text) > _MOST_TEXT}


def show_claims(asked: Asked, order: Order) -> JsonObject:
    """Claims with the passages behind them. Raises UnknownName for one that the graph doesn't know."""
    wanted = as_texts(order["claims"])
    if len(wanted) > _MOST_CLAIMS:
        raise UsageError(f"at most {_MOST_CLAIMS} claims at once")
    nodes = [_read_iri(asked, iri) for iri in wanted]
    claims = read_claims(asked, nodes)
    for missing in [node for node in nodes if node not in {claim.node for claim in claims}]:
        raise UnknownName("claim", missing.value)
    around = read_around(asked, claims)
    return {"claims": [_describe_claim(claim, around) for claim in claims]}


def find_words(asked: Asked, order: Order) -> JsonObject:
    """Where words stand in the texts of documents. Raises UsageError where there are none."""
    words, offset = fold(as_text(order["words"])).split(), as_number(order["offset"])
    if not words:
        raise UsageError("expected words to search for")
    found = search_texts(asked, words, offset)
    return {
        "places": [
            {"document": _named(each.document), "prefix": each.before, "exact": each.words, "suffix": each.after}
            for each in found.places
        ],
        "searched": found.last - offset,
        "documents": found.total,
        "unreadable": found.unread,
        **({"next_offset": found.last} if found.last < found.total else {}),
    }


_KINDS: Final[Mapping[str, Callable[[Asked, Order], JsonObject]]] = {
    "queries": list_queries,
    "run": run_query,
    "find": find_things,
    "describe": describe_thing,
    "claims": show_claims,
    "words": find_words,
}


def _searched(query: CannedQuery) -> str:
    return fold(" ".join([query.name, query.summary, query.description, *query.tags]))


def _describe_query(query: CannedQuery) -> JsonObject:
    return {
        "name": query.name,
        "question": query.summary,
        "tags": list(query.tags),
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "required": parameter.required and parameter.default is None,
                "about": parameter.help,
                **({"choices": list(parameter.choices)} if parameter.choices else {}),
                **({"default": parameter.default} if parameter.default is not None else {}),
            }
            for parameter in query.params
        ],
    }


def _describe_row(table: Table, row: tuple[Cell, ...]) -> JsonObject:
    """A row by its columns, without those that are empty; a thing has its label and its IRI."""
    cells = zip(table.columns, row, strict=True)
    return {column: _describe_cell(table, cell) for column, cell in cells if cell is not None and table.text(cell)}


def _describe_cell(table: Table, cell: Cell) -> Json:
    if isinstance(cell, NamedNode) and (cell in table.labels or cell.value.startswith(("http://", "https://"))):
        text = table.text(cell)
        return {"label": text, "iri": cell.value} if cell in table.labels or "#" not in cell.value else text
    return table.text(cell)


def _describe_claim(claim: Claim, around: Mapping[NamedNode, Around]) -> JsonObject:
    said: JsonObject = {
        "claim": claim.node.value,
        "kind": claim.kind,
        "says": plain_words(claim.headline),
        "stance": claim.look.word if claim.look else "",
        "conditions": list(claim.conditions),
        "date": claim.date,
        "dated_by": claim.dated_by,
        "certainty": claim.certainty,
        "confidence": claim.confidence,
        "told_by": [_describe_voice(voice) for voice in claim.voices],
        "quotes": [_describe_quote(quote, around) for quote in claim.quotes],
        "document": _named(claim.document),
        "publisher": _named(claim.publisher),
        "published": claim.published,
        "cite_as": list(cite(claim)),
    }
    return {name: value for name, value in said.items() if value}


def _describe_voice(voice: Voice) -> JsonObject:
    """Who says it at one level, and how: in their own words or in another's."""
    told: JsonObject = {"names": [name.label for name in voice.names], "manner": voice.manner, "cue": voice.cue}
    return {name: value for name, value in told.items() if value}


def _describe_quote(quote: Quote, around: Mapping[NamedNode, Around]) -> JsonObject:
    before, after = around.get(quote.passage, ("", "")) if quote.passage else ("", "")
    return {"exact": quote.words, "prefix": before, "suffix": after, "start": quote.start, "end": quote.end}


def _named(thing: Named | None) -> dict[str, str]:
    return {"name": thing.label, "iri": thing.node.value} if thing else {}


def _resolve(asked: Asked, kind: str, name: str) -> str | None:
    try:
        return asked.names.resolve(kind, name).value
    except UsageError:  # several have that name
        return None


def _read_iri(asked: Asked, text: str) -> NamedNode:
    iri = expand_curie(text, {**PREFIXES, **data_prefixes(asked.store.base)}) or text.strip("<>")
    try:
        return NamedNode(iri)
    except ValueError as error:
        raise UsageError(f"{text!r} is no IRI") from error
