"""Scores of the packaged extraction on gold records: per kind and document precision, recall and F1.

    python benchmarks/scores.py GOLD_DIR --texts seeds [--floor benchmarks/scores.json] [--record]

GOLD_DIR holds NAME.gold.jsonl; the document is NAME.txt in --texts. With --floor the run fails where an F1 lies more
than 0.02 below the recorded one; --record writes the figures of this run there.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from kg.documents.reader import read_document
from kg.evaluation import ROWS, Scores, score
from kg.extraction import Extractor
from kg.jsonl import Reject, read_records
from kg.records import Document, SourcedRecord
from kg.registry import load_registry

TOLERANCE = 0.02


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--floor", type=Path)
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    total = score_folder(args.gold, args.texts)
    figures = {row: round(total.rows[row].f1 or 0.0, 4) for row in ROWS}
    if args.record and args.floor:
        args.floor.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        return 0
    return compare(figures, json.loads(args.floor.read_text(encoding="utf-8"))) if args.floor else 0


def score_folder(gold: Path, texts: Path) -> Scores:
    extractor = Extractor(load_registry())
    total = Scores()
    for path in sorted(gold.glob("*.gold.jsonl")):
        document = read_document(texts / f"{path.name.removesuffix('.gold.jsonl')}.txt")
        found = score(document.text, read_gold(path), extractor.extract(document))
        show(path.name, found)
        total += found
    show("total", total)
    return total


def read_gold(path: Path) -> list[SourcedRecord]:
    return [record for _, record in read_records(path) if not isinstance(record, Document | Reject)]


def show(title: str, scores: Scores) -> None:
    print(f"{title}\n  {'kind':<11}{'gold':>6}{'pred':>6}{'hit':>6}{'precision':>11}{'recall':>8}{'F1':>8}")
    for row in ROWS:
        counts = scores.rows[row]
        rates = "".join(
            f"{'-' if rate is None else format(rate, '.3f'):>{width}}"
            for rate, width in ((counts.precision, 11), (counts.recall, 8), (counts.f1, 8))
        )
        print(f"  {row:<11}{counts.gold:>6}{counts.predicted:>6}{counts.matched:>6}{rates}")
    matched = scores.rows["event"].matched
    print(f"  matched events: {matched}, right type {scores.event_types}, dated {scores.dated_events}, "
          f"right date {scores.event_dates}\n")  # fmt: skip


def compare(figures: dict[str, float], floor: dict[str, float]) -> int:
    fallen = {row: (floor[row], figures[row]) for row in floor if figures[row] < floor[row] - TOLERANCE}
    for row, (before, now) in fallen.items():
        print(f"{row}: F1 fell from {before} to {now}", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
