"""The canned queries: their list, and each as a form with its answer, picture, files, SPARQL and command.

In: a query and its arguments, as the address says. Out: pages; the address is the question, and can be passed on.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote

from kg.errors import UnknownName
from kg.queries.catalogue import CannedQuery
from kg.queries.names import fold
from kg.queries.results import Table, read_labels, read_table
from kg.queries.suggestions import suggest
from kg.web.asking import Asked, is_graph
from kg.web.fields import Field, own_texts, read_fields
from kg.web.filters import address_with
from kg.web.media import GRAPHS, PICTURES, TABLES
from kg.web.paging import Window, open_window
from kg.web.rendering import Page

PATH: Final = "/queries"
_AT_ONCE: Final = 50
_MOST: Final = 5000
# No parameter has a hyphen in its name, so that this one is nobody's.
_PAGE: Final = "rows-page"
_TAGS: Final = ("overview", "positions", "events", "resolutions", "votes", "actors", "sources", "data")


@dataclass(frozen=True)
class Group:
    """The queries of one tag."""

    tag: str
    queries: tuple[CannedQuery, ...]


@dataclass(frozen=True)
class File:
    """One form in which an answer can be had."""

    suffix: str
    href: str


@dataclass(frozen=True)
class Answered:
    """An answer as the page shows it; `cut` says that there are more rows than the page counts."""

    table: Table
    window: Window
    cut: bool
    files: tuple[File, ...]
    picture: str | None


def show(asked: Asked) -> Page:
    """The list, of all or of those that hold some words."""
    words, tag = asked.given.get("q", ""), asked.given.get("tag", "")
    fitting = [query for query in asked.catalogue if _fits(query, words) and (not tag or tag in query.tags)]
    tags = _sort_tags({each for query in asked.catalogue for each in query.tags})
    facts = {
        "groups": _group(fitting, tag),
        "words": words,
        "tag": tag,
        "tags": [(each, address_with(PATH, asked.given, tag=each)) for each in tags],
        "everything": address_with(PATH, asked.given, tag=None),
        "number": len(fitting),
    }
    return Page("queries.html", "Queries", facts)


def show_query(asked: Asked) -> Page:
    """One query. What does not fit a field is told beside it, with 422; where there is no such query, 404."""
    try:
        query = asked.catalogue.get(asked.path["name"])
    except UnknownName as error:
        near = [{"href": f"{PATH}/{quote(name)}", "text": name} for name in error.suggestions]
        ways = [{"href": PATH, "text": "All queries"}]
        told = {"text": f"no query is called {error.name!r}", "suggestions": near, "ways": ways}
        return Page("error.html", "Not found", told, 404)
    path = f"{PATH}/{quote(query.name)}"
    fields = read_fields(asked, query, path)
    unknown = [_tell_unknown(query, name) for name in asked.given if name not in {*_names(query), _PAGE}]
    wrong = bool(unknown) or any(field.problem for field in fields)
    missing = any(field.parameter.required and not field.text and field.parameter.default is None for field in fields)
    texts = own_texts(query, asked.given)
    facts = {
        "query": query,
        "fields": fields,
        "unknown": unknown,
        "path": path,
        "answered": None if wrong or missing else _answer(asked, query, texts, path),
        "command": None if wrong else _command(query, fields),
        "editor": address_with("/editor", {"canned": query.name}, **texts) if not wrong else None,
        "given": asked.given,
    }
    return Page("query.html", query.summary or query.name, facts, 422 if wrong else 200)


def _answer(asked: Asked, query: CannedQuery, texts: Mapping[str, str], path: str) -> Answered:
    found = asked.answer(query, texts)
    forms = {**TABLES, **(GRAPHS if is_graph(found) else {})}
    table = read_table(found, limit=_MOST)
    rows, window = open_window(asked, table.rows, path, _AT_ONCE, _PAGE)
    shown = replace(table, rows=tuple(rows), labels=read_labels(rows, asked.store.query), truncated=False)
    drawn = query.view != "table" and bool(table.rows)
    files = [File(suffix, _file(query, suffix, texts)) for suffix in (*forms, *(PICTURES if drawn else ()))]
    picture = _file(query, "svg", texts) if drawn else None
    return Answered(shown, window, table.truncated, tuple(files), picture)


def _file(query: CannedQuery, suffix: str, texts: Mapping[str, str]) -> str:
    return address_with(f"/q/{quote(query.name)}.{suffix}", texts)


def _command(query: CannedQuery, fields: Sequence[Field]) -> str:
    """The command that asks the same."""
    options = (f"--{each.parameter.name.replace('_', '-')} {shlex.quote(each.text)}" for each in fields if each.text)
    return " ".join(("kg query", query.name, *options))


def _names(query: CannedQuery) -> list[str]:
    return [parameter.name for parameter in query.params]


def _tell_unknown(query: CannedQuery, name: str) -> str:
    return str(UnknownName("parameter of this query", name, suggest(name, _names(query)), known=_names(query)))


def _fits(query: CannedQuery, words: str) -> bool:
    told = fold(" ".join((query.name, query.summary, query.description, *query.tags)))
    return all(word in told for word in fold(words).split())


def _group(queries: Sequence[CannedQuery], tag: str) -> list[Group]:
    """The queries by their first tag; all in one group where one tag was asked for."""
    if tag:
        return [Group(tag, tuple(queries))] if queries else []
    tags = _sort_tags({_first_tag(query) for query in queries})
    return [Group(each, tuple(query for query in queries if _first_tag(query) == each)) for each in tags]


def _first_tag(query: CannedQuery) -> str:
    return query.tags[0] if query.tags else "other"


def _sort_tags(tags: set[str]) -> list[str]:
    return [*(tag for tag in _TAGS if tag in tags), *sorted(tags - set(_TAGS))]
