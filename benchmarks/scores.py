"""Scores of the packaged extraction on gold records: per kind precision, recall and F1, errors, and reliability.

    python benchmarks/scores.py GOLD_DIR --texts DIR [--errors KIND] [--reliability]
    python benchmarks/scores.py GOLD_DIR --texts DIR --floor benchmarks/scores.json [--record]

GOLD_DIR holds NAME.gold.jsonl; the document is NAME.txt in --texts. --errors lists what was missed and what was wrong
of one kind; --reliability compares the confidence of records with how often they are right. With --floor the run fails
where an F1 lies more than 0.02 below the recorded one; --record writes the figures of this run there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.documents.reader import read_document
from kg.evaluation import ROWS, Pairs, Scores, match_records, score
from kg.extraction import Extractor
from kg.jsonl import Reject, read_records
from kg.records import Document, Position, SourcedRecord
from kg.registry import load_registry

TOLERANCE = 0.02
BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01)


@dataclass(frozen=True)
class Case:
    """One document with what should be found in it and what was."""

    name: str
    text: str
    gold: Sequence[SourcedRecord]
    found: Sequence[SourcedRecord]
    pairs: dict[str, Pairs]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--errors", choices=[row for row in ROWS if row != "position~"])
    parser.add_argument("--reliability", action="store_true")
    parser.add_argument("--floor", type=Path)
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    cases = list(read_cases(args.gold, args.texts))
    total = Scores()
    for case in cases:
        scores = score(case.text, case.gold, case.found)
        show(case.name, scores)
        total += scores
    show("total", total)
    if args.errors:
        show_errors(cases, args.errors)
    if args.reliability:
        show_reliability(cases)
    return hold(total, args.floor, args.record) if args.floor else 0


def read_cases(gold: Path, texts: Path) -> Iterator[Case]:
    extractor = Extractor(load_registry())
    for path in sorted(gold.glob("*.gold.jsonl")):
        name = path.name.removesuffix(".gold.jsonl")
        document = read_document(texts / f"{name}.txt")
        wanted = [record for _, record in read_records(path) if not isinstance(record, Document | Reject)]
        found = extractor.extract(document)
        yield Case(name, document.text, wanted, found, match_records(document.text, wanted, found))


def show(title: str, scores: Scores) -> None:
    print(f"{title}\n  {'kind':<11}{'gold':>6}{'found':>6}{'hit':>6}{'precision':>11}{'recall':>8}{'F1':>8}")
    for row in ROWS:
        counts = scores.rows[row]
        rates = "".join(
            f"{'-' if rate is None else format(rate, '.3f'):>{width}}"
            for rate, width in ((counts.precision, 11), (counts.recall, 8), (counts.f1, 8))
        )
        print(f"  {row:<11}{counts.gold:>6}{counts.predicted:>6}{counts.matched:>6}{rates}")
    matched = scores.rows["event"].matched
    print(
        f"  matched events: {matched}, right type {scores.event_types}, "
        f"with a date in the gold {scores.dated_events}, right date {scores.event_dates}\n"
    )


def show_errors(cases: Sequence[Case], kind: str) -> None:
    """Every record of a kind that was missed or is wrong; positions by holder and passage, the stance apart."""
    for case in cases:
        pairs = case.pairs["position~" if kind == "position" else kind]
        hits = {id(record) for pair in pairs for record in pair}
        print(case.name)
        for title, records in (("missed", case.gold), ("wrong", case.found)):
            for record in records:
                if record.kind == kind and id(record) not in hits:
                    print(f"  {title:<7}{describe(record)}")
        for wanted, found in pairs:
            if isinstance(wanted, Position) and isinstance(found, Position) and wanted.stance != found.stance:
                print(f"  stance {wanted.stance} read as {found.stance}: {describe(found)}")


def describe(record: SourcedRecord) -> str:
    fields = record.model_dump(include={"name", "holder", "stance", "type", "a", "b", "label", "participants"})
    fields["participants"] = [item["actor"] for item in fields.get("participants", ())]
    return f"{' '.join(str(value) for value in fields.values() if value)} | {' '.join(record.quote.split())[:160]}"


def show_reliability(cases: Sequence[Case]) -> None:
    """How often records of each confidence are right, by kind: a calibrated reader has both columns alike."""
    bins: defaultdict[tuple[str, float], list[tuple[float, bool]]] = defaultdict(list)
    for case in cases:
        right = {id(found) for row in ROWS if row != "position~" for _, found in case.pairs[row]}
        for record in case.found:
            if record.confidence is not None:
                low = max(edge for edge in BINS if edge <= record.confidence)
                bins[record.kind, low].append((record.confidence, id(record) in right))
    print(f"{'kind':<12}{'from':>5}{'records':>9}{'confidence':>12}{'right':>8}")
    for (kind, low), items in sorted(bins.items()):
        said, held = (sum(column) / len(items) for column in zip(*items, strict=True))
        print(f"{kind:<12}{low:>5.1f}{len(items):>9}{said:>12.2f}{held:>8.2f}")


def hold(total: Scores, floor: Path, record: bool) -> int:
    """Compare with the recorded figures, or record these."""
    figures = {row: round(total.rows[row].f1 or 0.0, 4) for row in ROWS}
    if record:
        floor.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
        return 0
    known = json.loads(floor.read_text(encoding="utf-8"))
    fallen = {row: (known[row], figures[row]) for row in known if figures[row] < known[row] - TOLERANCE}
    for row, (before, now) in fallen.items():
        print(f"{row}: F1 fell from {before} to {now}", file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
