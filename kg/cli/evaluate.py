"""`kg eval` and `kg schema`: the scores of records, and the schema that they follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.files import write_json, write_text
from kg.cli.options import PRINT_FORMAT

if TYPE_CHECKING:
    from kg.evaluation import Counts, Scores

PrintFormat = Literal["table", "json"]


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD", help="Gold records (.jsonl), or a folder of NAME.gold.jsonl.")
    ],
    predicted: Annotated[
        list[Path],
        typer.Argument(metavar="PREDICTED...", help="Records to score (.jsonl), or folders of NAME.jsonl."),
    ],
    texts: Annotated[
        Path | None,
        typer.Option("--texts", metavar="PATH", help="The document, or a folder of NAME.txt; else beside the gold."),
    ] = None,
    format: Annotated[PrintFormat, PRINT_FORMAT] = "table",
    errors: Annotated[
        Path | None,
        typer.Option("--errors", metavar="FILE.csv", help="Write what was missed, made up or read otherwise there."),
    ] = None,
) -> None:
    """For each kind of record precision, recall and F1; the records of several readers are scored side by side.

    Examples:
        kg eval gold rules --texts gold
        kg eval gold rules model --format json
        kg eval gold rules --errors errors.csv
    """
    from kg.pipeline.scoring import evaluate as score_files

    if errors is not None:
        _write_errors(errors, gold, predicted, texts)
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


def _write_errors(file: Path, gold: Path, predicted: list[Path], texts: Path | None) -> None:
    from pyoxigraph import Literal as Value

    from kg.errors import UsageError
    from kg.formats.writing import format_table
    from kg.pipeline.misreadings import Misreading, find_misreadings
    from kg.pipeline.scoring import read_samples
    from kg.queries.results import Table

    if len(predicted) > 1:
        raise UsageError("--errors takes one reader at a time")
    found = [row for sample in read_samples(gold, predicted[0], texts) for row in find_misreadings(*sample)]
    write_text(file, format_table(Table(Misreading._fields, tuple(tuple(map(Value, row)) for row in found)), "csv"))


def _write_side_by_side(totals: Mapping[str, Scores], format: PrintFormat) -> None:
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
    """With it other programs can write records that kg load takes, and check them.

    Examples:
        kg schema > records.schema.json
    """
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
    return rows | {
        "event_type_accuracy": scores.type_accuracy,
        "event_date_accuracy": scores.date_accuracy,
        "stance_accuracy": scores.stance_accuracy,
        "stance_alpha": scores.stance_alpha,
    }


def _print_scores(name: str, scores: Scores) -> None:
    from kg.cli.tables import print_table

    print(name)
    head = ("kind", "gold", "predicted", "matched", "precision", "recall", "F1")
    rows = [
        (row, *map(str, (counts.gold, counts.predicted, counts.matched)), *_rates(counts))
        for row, counts in scores.rows.items()
    ]
    print_table(head, rows)
    print(f"matched events: type accuracy {_rate(scores.type_accuracy)}, date accuracy {_rate(scores.date_accuracy)}")
    alpha = f"Krippendorff's alpha {_rate(scores.stance_alpha)}"
    print(f"position~ matched: stance accuracy {_rate(scores.stance_accuracy)}, {alpha}\n")


def _rates(counts: Counts) -> Iterator[str]:
    yield from map(_rate, (counts.precision, counts.recall, counts.f1))


def _rate(rate: float | None) -> str:
    return "-" if rate is None else f"{rate:.3f}"
