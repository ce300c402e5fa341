"""Canned queries as files: an answer in the form that the address names.

In: the name of a query, its arguments as a user types them, a form, and which rows. Out: bytes. An answer is whole
unless `limit` asks for less; then its facts say whether there are more rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from pyoxigraph import QueryTriples

from kg.errors import LimitReached, UnknownName, UsageError
from kg.formats.captions import Caption
from kg.formats.writing import encode_table
from kg.jsonvalues import JsonObject, as_text
from kg.queries.catalogue import CannedQuery
from kg.queries.results import Table, read_labels, read_table
from kg.stores.orders import Answer, Order
from kg.stores.protocol import Results
from kg.web.asking import Asked
from kg.web.media import GRAPHS, PICTURES, TABLES
from kg.web.triples import encode_triples

MAX_ROWS: Final = 100_000
PAGING: Final = ("limit", "offset")
# What is shown by itself and not in a page of ours: nothing may run in it, and it brings its own style.
ALONE: Final = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"


def answer_canned(asked: Asked, order: Order) -> Answer:
    """The answer to the query `name` in the form of the suffix `form`. Raises UnknownName for a form it hasn't."""
    query = asked.catalogue.get(as_text(order["name"]))
    texts, rows = _split(asked.given, query)
    suffix = as_text(order["form"])
    if suffix not in (*TABLES, *PICTURES, *GRAPHS):
        raise UnknownName("format", suffix, known=[*TABLES, *PICTURES])
    found = asked.answer(query, texts)
    if suffix in GRAPHS:
        return _graph(asked, query, found, suffix)
    table = _read(asked, found, rows)
    caption = describe(query, texts)
    facts = {"truncated": table.truncated, "rows": len(table.rows), "offset": rows[0], "limit": rows[1]}
    if suffix in PICTURES:
        return _file(query, suffix, _draw(table, query, caption, suffix), PICTURES[suffix].media_type, facts)
    form = TABLES[suffix]
    return _file(query, suffix, encode_table(table, form.format, caption), form.media_type, facts)


def describe(query: CannedQuery, given: Mapping[str, str]) -> Caption:
    """What was asked, the defaults of what was left out too."""
    texts = {parameter.name: given.get(parameter.name, parameter.default) for parameter in query.params}
    return Caption(query.name, query.summary, {name: text for name, text in texts.items() if text is not None})


def _split(given: Mapping[str, str], query: CannedQuery) -> tuple[dict[str, str], tuple[int, int | None]]:
    """The arguments, and which rows: the first one's number and how many, None for all."""
    own = {parameter.name for parameter in query.params}
    paging = {name: text for name, text in given.items() if name in PAGING and name not in own}
    texts = {name: text for name, text in given.items() if name not in paging}
    limit = _whole(paging, "limit")
    return texts, (_whole(paging, "offset") or 0, limit)


def _whole(paging: Mapping[str, str], name: str) -> int | None:
    text = paging.get(name)
    if text is None:
        return None
    if not (text.isascii() and text.isdecimal()) or len(text) > 9:
        raise UsageError(f"{name}: {text!r} is not a whole number from 0 up")
    return int(text)


def _read(asked: Asked, found: Results, rows: tuple[int, int | None]) -> Table:
    """The rows that were asked for, with labels. Raises LimitReached for more than fit into one answer."""
    offset, limit = rows
    most = offset + (MAX_ROWS if limit is None else min(limit, MAX_ROWS))
    table = read_table(found, limit=most)
    if table.truncated and limit is None:
        raise LimitReached(f"the answer has more than {MAX_ROWS} rows; ask for a part of them by limit and offset")
    kept = table.rows[offset:]
    return replace(table, rows=kept, labels=read_labels(kept, asked.store.query))


def _graph(asked: Asked, query: CannedQuery, found: Results, suffix: str) -> Answer:
    """The triples of a CONSTRUCT query."""
    if not isinstance(found, QueryTriples):
        raise UnknownName("format", suffix, known=[*TABLES])
    body = encode_triples(list(found), suffix, asked.store.base)
    return _file(query, suffix, body, GRAPHS[suffix].media_type, {"truncated": False})


def _draw(table: Table, query: CannedQuery, caption: Caption, suffix: str) -> bytes:
    """The picture of an answer."""
    from tempfile import TemporaryDirectory

    from kg.pictures import draw

    with TemporaryDirectory(prefix="standpoint-") as folder:
        path = Path(folder) / f"picture.{suffix}"
        draw(table, query.view, path, caption.title, plot=query.plot, arguments=caption.arguments)
        return path.read_bytes()


def _file(query: CannedQuery, suffix: str, body: bytes, media_type: str, facts: JsonObject) -> Answer:
    headers = {"Content-Disposition": f'inline; filename="{query.name}.{suffix}"'}
    if suffix in ("html", "svg"):
        headers["Content-Security-Policy"] = ALONE
    return Answer({**facts, "type": media_type, "headers": headers}, body)
