"""The page of a thing that has no page of its own kind: what the graph says of it, both ways."""

from __future__ import annotations

from typing import Final

from kg.web.asking import Asked
from kg.web.describing import find_near
from kg.web.facts import read_names
from kg.web.filters import address_with
from kg.web.rendering import Page, address

_OUT: Final = "SELECT DISTINCT ?property ?value WHERE { $thing ?property ?value } ORDER BY ?property ?value"
_IN: Final = "SELECT DISTINCT ?subject ?property WHERE { ?subject ?property $thing } ORDER BY ?property ?subject"
_MOST: Final = 200


def show(asked: Asked) -> Page:
    """The page of the thing at this address. Where nothing is, that says so and leads on."""
    thing = asked.thing(asked.path["rest"])
    told = asked.sparql(_OUT, limit=_MOST, thing=thing)
    used = asked.sparql(_IN, limit=_MOST, thing=thing)
    if not told.rows and not used.rows:
        return _nothing(asked, asked.path["rest"])
    label = used.labels.get(thing) or told.labels.get(thing) or asked.path["rest"]
    return Page("thing.html", label, {"thing": thing, "told": told, "used": used})


def _nothing(asked: Asked, rest: str) -> Page:
    """Nothing is at the address: things at the nearest ones, by their names, and a search."""
    near = [asked.thing(each) for each in find_near(asked, rest)]
    names = read_names(asked, near)
    words = " ".join(rest.rpartition("/")[2].replace("-", " ").split())
    facts = {
        "text": f"the graph knows nothing at the address {rest!r}",
        "suggestions": [{"href": address(node, asked.store.base), "text": names[node].label} for node in near],
        "ways": [{"href": address_with("/search", {"q": words}), "text": f"Search for “{words}”"}] if words else [],
    }
    return Page("error.html", "Not found", facts, 404)
