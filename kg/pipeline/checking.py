"""Shapes and lint: over one source before it is stored, over a store, over an RDF file."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import RdfFormat, Store, parse

from kg.errors import InputError
from kg.iris import Minter
from kg.mapping import Source
from kg.pipeline.inputs import read_bytes
from kg.pipeline.output import select_sources
from kg.pipeline.shipped import get_registry_entries
from kg.stores import open_any
from kg.things import derive
from kg.validation import Violation, lint, lint_answers, validate


def check(source: Source, minter: Minter) -> list[Violation]:
    """Validate one source together with the things, time spans and registry entries that it refers to."""
    candidate = Store()
    candidate.extend(source.quads)
    candidate.extend(source.times)
    mentioned = {quad.object for quad in source.quads}
    entries = get_registry_entries(minter.base)
    candidate.extend(quad for node in mentioned for quad in entries.get(node, ()))
    derive(candidate, minter.base)
    return validate(candidate)


def check_store(folder: Path) -> list[Violation]:
    """Lint all that a store holds, and validate source by source, which is quicker than all at once.

    Datasets are linted only: their rows were checked one by one as they were read, and there may be millions.
    """
    with open_any(folder) as store:
        found = lint_answers(store.query)
        for entry in store.sources():
            if entry.kind != "dataset":
                found += validate(select_sources(store, [entry.graph.value]))
    return found


def check_file(path: Path) -> list[Violation]:
    """Validate and lint an RDF file. Raises InputError where it cannot be read."""
    form = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise InputError("is no RDF file; expected .ttl, .trig, .nt, .nq, .rdf or .jsonld", path=path)
    data = read_bytes(path)
    if not data.strip():
        raise InputError("is empty; expected RDF", path=path)
    try:
        quads = list(parse(data, format=form))
    except SyntaxError as error:
        raise InputError(str(error.msg), path=path, line=error.lineno) from error
    return [*validate(quads), *lint(quads)]
