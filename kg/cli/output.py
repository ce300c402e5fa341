"""`kg export`, `kg eval` and `kg schema`: graphs, scores and the schema of records, written out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.files import STDOUT, open_output, write_json
from kg.cli.opening import open_aloud
from kg.cli.options import DEFAULT_STORE, StoreOption
from kg.errors import UsageError

if TYPE_CHECKING:
    from pyoxigraph import Quad, Triple

    from kg.evaluation import Counts, Scores

GraphFormat = Literal["turtle", "trig", "nquads", "jsonld", "rdfxml"]


def export(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="The file to write, or - for stdout (Turtle unless --format says else)."),
    ],
    store: StoreOption = DEFAULT_STORE,
    source: Annotated[
        list[str] | None, typer.Option("--source", help="Only this source, by id, file or graph; may be repeated.")
    ] = None,
    construct: Annotated[
        Path | None, typer.Option("--construct", help="The result of the CONSTRUCT query in this file.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--everything", help="Every graph as it is, the ontology and all of the registry too.")
    ] = False,
    format: Annotated[
        GraphFormat | None, typer.Option("--format", "-f", help="How to write it; else by the file's suffix.")
    ] = None,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="For --construct, in seconds.")] = 60.0,
    database: Annotated[
        Literal["dna"] | None,
        typer.Option("--as", help="As a database of another program: dna, the texts and positions for DNA 3 and rDNA."),
    ] = None,
    shards: Annotated[
        int | None,
        typer.Option("--shards", metavar="N", min=1, max=512, help="Into a folder, as N compressed files of N-Quads."),
    ] = None,
    # For the help alone: with it, `ExportCommand` hands over to `kg network`.
    network: Annotated[
        str | None,
        typer.Option("--network", metavar="KIND", help="A network for Gephi, visone or R: the options of kg network."),
    ] = None,
) -> None:
    """Write the graph, some of its sources, or a CONSTRUCT's result, the same to the byte each time.

    Sources are written with the descriptions of the actors, issues, decisions and dates that they speak of.
    """
    from kg.pipeline.output import construct as run_construct
    from kg.pipeline.output import select_sources

    if sum(map(bool, (source, construct, everything))) > 1:
        raise UsageError("--source, --construct and --everything exclude each other")
    if shards is not None and (construct or format or database or file == STDOUT):
        raise UsageError("--shards takes a folder, and goes with --source or --everything only")
    if database is not None:
        if construct or everything or format:
            raise UsageError("--as goes with --source only")
        _export_dna(file, store, source or ())
        return
    if construct is not None:
        with open_aloud(store) as opened:
            write_graph(run_construct(opened, construct, timeout), file, format, opened.base)
        return
    with open_aloud(store) as opened:
        quads: Iterable[Quad] = opened.quads() if everything else select_sources(opened, source or ())
        if shards is not None:
            _write_shards(quads, file, shards)
            return
        write_graph(quads, file, format, opened.base)


def _write_shards(quads: Iterable[Quad], folder: Path, number: int) -> None:
    from kg.cli.console import count, say
    from kg.export.shards import COMMANDS, write_shards

    shards = write_shards(quads, folder, number)
    held, size = count(sum(shard.quads for shard in shards), "quad"), sum(shard.size for shard in shards)
    say(f"{folder}: {held} in {count(len(shards), 'file')}, {size / 1e6:,.1f} MB; {COMMANDS} says how to load them")


def _export_dna(file: Path, store: Path, sources: Sequence[str]) -> None:
    from kg.cli.console import say
    from kg.export.dna import PASSWORD
    from kg.pipeline.dna_output import write_dna

    with open_aloud(store) as opened:
        data, warnings = write_dna(opened, sources)
    with open_output(file) as stream:
        stream.write(data)
    for warning in warnings:
        say(f"not in the database as they are: {warning}")
    say(f"the password of each coder is {PASSWORD!r}")


def write_graph(
    quads: Iterable[Quad] | Iterable[Triple], file: Path | None, format: GraphFormat | None, base: str
) -> None:
    """Write a graph to a file in the format asked for, else in that of its suffix; to stdout as Turtle."""
    from kg.export import guess_format, write
    from kg.vocabulary import PREFIXES, data_prefixes

    if format is None:
        format = "turtle" if file is None or file == STDOUT else guess_format(file)
    with open_output(file) as stream:
        write(quads, format, stream, PREFIXES | data_prefixes(base), base=base)


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Gold records (.jsonl), or a folder of NAME.gold.jsonl.")
    ],
    predicted: Annotated[
        list[Path],
        typer.Argument(metavar="PREDICTED...", help="Records to score (.jsonl), or folders of NAME.jsonl."),
    ],
    texts: Annotated[
        Path | None, typer.Option("--texts", help="The document, or a folder of NAME.txt; else beside the gold.")
    ] = None,
    format: Annotated[Literal["table", "json"], typer.Option("--format", "-f", help="How to print it.")] = "table",
) -> None:
    """Score records against gold records: per kind precision, recall and F1; those of several readers side by side."""
    from kg.pipeline.scoring import evaluate as score_files

    if len(predicted) > 1:
        totals = {str(path): score_files(gold, path, texts)["total"] for path in predicted}
        _write_side_by_side(totals, format)
        return
    results = score_files(gold, predicted[0], texts)
    if format == "json":
        write_json({name: _figures(scores) for name, scores in results.items()})
        return
    for name, scores in results.items():
        _print_scores(name, scores)


def _write_side_by_side(totals: Mapping[str, Scores], format: Literal["table", "json"]) -> None:
    """The sums over all texts, of one reader beside the other."""
    from kg.cli.tables import print_table
    from kg.evaluation import ROWS

    if format == "json":
        write_json({name: _figures(scores) for name, scores in totals.items()})
        return
    rows = [
        (row, name, *map(str, (counts.gold, counts.predicted, counts.matched)), *_rates(counts))
        for row in ROWS
        for name, scores in totals.items()
        for counts in (scores.rows[row],)
    ]
    print_table(("kind", "reader", "gold", "predicted", "matched", "precision", "recall", "F1"), rows)


def schema() -> None:
    """Print the JSON Schema of one line of a records file."""
    from kg.records import json_schema

    write_json(json_schema())


def _figures(scores: Scores) -> dict[str, object]:
    rows: dict[str, object] = {
        row: {
            "gold": counts.gold,
            "predicted": counts.predicted,
            "matched": counts.matched,
            "precision": counts.precision,
            "recall": counts.recall,
            "f1": counts.f1,
        }
        for row, counts in scores.rows.items()
    }
    return rows | {"event_type_accuracy": scores.type_accuracy, "event_date_accuracy": scores.date_accuracy}


def _print_scores(name: str, scores: Scores) -> None:
    from kg.cli.tables import print_table

    print(name)
    head = ("kind", "gold", "predicted", "matched", "precision", "recall", "F1")
    rows = [
        (row, *map(str, (counts.gold, counts.predicted, counts.matched)), *_rates(counts))
        for row, counts in scores.rows.items()
    ]
    print_table(head, rows)
    print(f"matched events: type accuracy {_rate(scores.type_accuracy)}, date accuracy {_rate(scores.date_accuracy)}\n")


def _rates(counts: Counts) -> Iterator[str]:
    yield from map(_rate, (counts.precision, counts.recall, counts.f1))


def _rate(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:.3f}"
