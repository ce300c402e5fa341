"""The page of a thing at its own address, by what it is: an actor, an issue, a resolution, a document, an event,
a claim.

In: the rest of an address below `/id/`. Out: the page of its kind, or of everything that the graph says of it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from pyoxigraph import NamedNode

from kg.vocabulary import SP
from kg.web.asking import Asked
from kg.web.claims import KINDS
from kg.web.facts import ACTORS, nodes_of, read_facts
from kg.web.pages import actor, claim, document, event, issue, resolution, thing
from kg.web.rendering import Page

_PAGES: Final[Mapping[str, Callable[[Asked, NamedNode], Page]]] = {
    **dict.fromkeys(KINDS, claim.show),
    "EventRecord": event.show,
    **dict.fromkeys(ACTORS, actor.show),
    "Issue": issue.show,
    "Resolution": resolution.show,
    "Document": document.show,
}


def show(asked: Asked) -> Page:
    """The page of a thing. Raises UnknownName where the graph knows nothing of it."""
    node = asked.thing(asked.path["rest"])
    types = nodes_of(read_facts(asked, [node]).get(node, {}), "type")
    for name in (kind.value.removeprefix(SP.base) for kind in types):
        if name in _PAGES:
            return _PAGES[name](asked, node)
    return thing.show(asked)
