"""The pages: for each address the function that shows it, and the words of the menu.

A page is a module here with a function that takes an `Asked` and gives a `Page`; it is entered in `PAGES`. Paths are
Starlette's (`{name}` is one part, `{name:path}` the rest). The first that fits counts. They run in the process that
answers, and may ask as often as they like.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kg.web.asking import Asked
from kg.web.pages import editor, matrix, network, overview, queries, review, search, things, timeline
from kg.web.rendering import Page


@dataclass(frozen=True)
class Place:
    """Where a page is: its path, its name, what shows it, and its word in the menu, if it has one there."""

    path: str
    name: str
    show: Callable[[Asked], Page]
    menu: str = ""


PAGES: Final = (
    Place("/", "overview", overview.show, "Overview"),
    Place("/matrix", "matrix", matrix.show, "Agreement"),
    Place("/matrix/cell", "cell", matrix.show_cell),
    Place("/network", "network", network.show, "Network"),
    Place("/timeline", "timeline", timeline.show, "Timeline"),
    Place("/queries", "queries", queries.show, "Queries"),
    Place("/queries/{name}", "query", queries.show_query),
    Place("/editor", "editor", editor.show, "SPARQL"),
    Place("/review", "review", review.show, "Review"),
    Place("/search", "search", search.show),
    Place("/id/{rest:path}", "thing", things.show),
)


def get_place(name: str) -> Place:
    """The page of that name; KeyError where there is none."""
    return {place.name: place for place in PAGES}[name]
