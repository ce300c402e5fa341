"""The first page: what is loaded."""

from __future__ import annotations

from kg.web.asking import Asked
from kg.web.rendering import Page


def show(asked: Asked) -> Page:
    """The page."""
    return Page(
        "overview.html",
        "Overview",
        {"documents": asked.run("documents", limit=50), "actors": asked.run("actors", limit=20)},
    )
