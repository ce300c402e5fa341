"""What comes with the program and stands in every store: the ontology and the registry of actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.iris import Minter
from kg.pipeline.inputs import hash_bytes
from kg.resources import data_folder, own_digest
from kg.stores import WritableStore, open_any

if TYPE_CHECKING:
    from kg.registry import Registry

Term = NamedNode | BlankNode | Literal | Triple


def open_for_loading(folder: Path, base: str | None = None) -> WritableStore:
    """Open a store for writing, make it where there is none, and put in this version's ontology and registry."""
    store = open_any(folder, write=True, create=True, base=base)
    try:
        _put_constants(store)
    except BaseException:
        store.close()
        raise
    return store


@cache
def get_registry() -> Registry:
    """The registry of actors, read once: every source of a load is linked with it."""
    from kg.registry import load_registry

    return load_registry()


@cache
def get_registry_quads(base: str) -> tuple[Quad, ...]:
    """The registry as quads of a store with this base."""
    from kg.mapping import registry_quads

    return tuple(registry_quads(get_registry(), Minter(base)))


@cache
def get_registry_entries(base: str) -> Mapping[Term, Sequence[Quad]]:
    """The same by what they describe."""
    found: dict[Term, list[Quad]] = {}
    for quad in get_registry_quads(base):
        found.setdefault(quad.subject, []).append(quad)
    return found


def _put_constants(store: WritableStore) -> None:
    minter = Minter(store.base)
    ontology = (data_folder("ontology") / "standpoint.ttl").read_bytes()
    tables = sorted((data_folder("ontology") / "registry").glob("*.csv"))
    graphs: dict[NamedNode, Iterable[Quad]] = {
        minter.graph("ontology"): _ontology_quads(ontology, minter.graph("ontology")),
        minter.graph("registry"): _generate_registry(store.base),
    }
    store.constants(graphs, hash_bytes(ontology, *(table.read_bytes() for table in tables), own_digest().encode()))


def _generate_registry(base: str) -> Iterator[Quad]:
    # A generator, so that a store that has this registry already does not wait for it.
    yield from get_registry_quads(base)


def _ontology_quads(ontology: bytes, graph: NamedNode) -> Iterator[Quad]:
    for quad in parse(ontology, format=RdfFormat.TURTLE):
        yield Quad(quad.subject, quad.predicate, quad.object, graph)
