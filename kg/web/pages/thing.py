"""The page of a thing that has no page of its own kind: what the graph says of it, both ways."""

from __future__ import annotations

from typing import Final

from kg.web.asking import Asked
from kg.web.describing import unknown_address
from kg.web.rendering import Page

_OUT: Final = "SELECT DISTINCT ?property ?value WHERE { $thing ?property ?value } ORDER BY ?property ?value"
_IN: Final = "SELECT DISTINCT ?subject ?property WHERE { ?subject ?property $thing } ORDER BY ?property ?subject"
_MOST: Final = 200


def show(asked: Asked) -> Page:
    """The page of the thing at this address. Raises UnknownName, with the nearest addresses."""
    thing = asked.thing(asked.path["rest"])
    told = asked.sparql(_OUT, limit=_MOST, thing=thing)
    used = asked.sparql(_IN, limit=_MOST, thing=thing)
    if not told.rows and not used.rows:
        raise unknown_address(asked, asked.path["rest"])
    label = used.labels.get(thing) or told.labels.get(thing) or asked.path["rest"]
    return Page("thing.html", label, {"thing": thing, "told": told, "used": used})
