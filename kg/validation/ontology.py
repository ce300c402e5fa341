"""The ontology as triples, for those who look at graphs that use it."""

from __future__ import annotations

from functools import lru_cache

import pyoxigraph as ox
from pyoxigraph import Quad

from kg.resources import data_folder


@lru_cache(maxsize=1)
def ontology_triples() -> tuple[Quad, ...]:
    """All that the ontology says."""
    quads = ox.parse(path=data_folder("ontology") / "standpoint.ttl")
    return tuple(Quad(quad.subject, quad.predicate, quad.object) for quad in quads)
