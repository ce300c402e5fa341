"""`kg sources`, `kg retract` and `kg validate`: what a store holds, taking a source out, and whether all is well."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.console import REFUSED, count, say
from kg.cli.files import write_json
from kg.cli.opening import open_aloud
from kg.cli.options import DEFAULT_STORE, PRINT_FORMAT, StoreOption

if TYPE_CHECKING:
    from kg.stores import SourceEntry


def sources(
    store: StoreOption = DEFAULT_STORE,
    format: Annotated[Literal["table", "json"], PRINT_FORMAT] = "table",
) -> None:
    """A source is a file that was loaded, or a document in one; its id is what kg retract takes.

    Examples:
        kg sources
        kg sources --format json
    """
    with open_aloud(store) as opened:
        entries = opened.sources()
    if format == "json":
        write_json([_describe(entry) for entry in entries])
        return
    from kg.cli.tables import print_table

    rows = [(e.id, e.title, count(e.quads, "triple"), e.loaded_at, Path(e.path).name) for e in entries]
    print_table(("source", "title", "size", "loaded", "file"), rows)
    say(f"{opened.path} holds {count(len(entries), 'source')}")


def retract(
    source: Annotated[
        str,
        typer.Argument(metavar="SOURCE", help="The source's id (or how it begins), its graph, or a file: all of it."),
    ],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """What other sources say too stays.

    Examples:
        kg retract yes-the-u-s
    """
    from kg.pipeline.retraction import retract as take_out

    with open_aloud(store, write=True) as opened:
        gone = take_out(opened, source)
    what = gone[0].id if len(gone) == 1 else f"{count(len(gone), 'source')} of {gone[0].path}"
    say(f"retracted {what} ({count(sum(entry.quads for entry in gone), 'triple')})")


def validate(
    files: Annotated[
        list[Path] | None, typer.Argument(metavar="FILE...", help="RDF files; without any, the store.")
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """The lint queries are asked too; a store is checked where no file is named.

    Examples:
        kg validate
        kg validate graph.ttl
    """
    from kg.pipeline.checking import check_file, check_store
    from kg.validation import format_violation

    findings = [(str(file), check_file(file)) for file in files or ()]
    if not files:
        findings.append((str(store), check_store(store)))
    for name, violations in findings:
        for violation in violations:
            print(f"{name}: {format_violation(violation)}")
        say(f"{name}: {'conforms' if not violations else count(len(violations), 'finding')}")
    if any(violation.severity == "violation" for _, violations in findings for violation in violations):
        raise typer.Exit(REFUSED)


def _describe(entry: SourceEntry) -> dict[str, object]:
    return {
        "id": entry.id,
        "title": entry.title,
        "path": entry.path,
        "kind": entry.kind,
        "graph": entry.graph.value,
        "document": entry.document.value,
        "triples": entry.quads,
        "records": dict(entry.records),
        "rejects": entry.rejects,
        "tool": entry.tool,
        "input_sha256": entry.input_sha256,
        "loaded_at": entry.loaded_at,
    }
