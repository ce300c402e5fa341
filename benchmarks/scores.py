"""Scores of the packaged extraction on gold records: per kind precision, recall and F1, errors, and reliability.

    python benchmarks/scores.py GOLD_DIR --texts DIR [--errors KIND] [--classes] [--reliability]
    python benchmarks/scores.py GOLD_DIR --texts DIR --floor benchmarks/scores.json [--record]
    python benchmarks/scores.py GOLD_DIR... --texts DIR... --calibrate

GOLD_DIR holds NAME.gold.jsonl; the document is NAME.txt in --texts; several folders have as many of --texts. --errors
lists what was missed and what was wrong of one kind, --classes counts both by class of error and by rule.
--reliability compares the confidence of records with how often they are right: as the package says it, and as it would
say it had it been calibrated on all other texts. --calibrate measures the confidences anew and writes them into the
package. With --floor the run fails where an F1 lies more than 0.02 below the recorded one; --record writes the figures
of this run there.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from calibration import Observation, cross_validated, read_first, write_table
from error_classes import Classes, Misses, format_false, format_misses
from reliability import format_reliability

from kg.documents.reader import read_document
from kg.evaluation import ROWS, Pairs, Scores, match_records, score
from kg.extraction import Extractor
from kg.extraction.confidence import busy_actors, features_of
from kg.extraction.explanations import Explanation
from kg.extraction.traces import Traced
from kg.jsonl import Reject, read_records
from kg.records import Document, Position, SourcedRecord
from kg.registry import load_registry

TOLERANCE = 0.02


@dataclass(frozen=True)
class Case:
    """One document with what should be found in it and what was."""

    name: str
    text: str
    gold: Sequence[SourcedRecord]
    explained: Sequence[Explanation]
    pairs: dict[str, Pairs]

    @property
    def found(self) -> list[SourcedRecord]:
        """The records that were read."""
        return [explanation.record for explanation in self.explained]

    def observations(self) -> Iterator[Observation]:
        """What each record shows of the rule that made it."""
        right = {id(found) for row in ROWS if row != "position~" for _, found in self.pairs[row]}
        busy = busy_actors(self.found)
        for item in self.explained:
            features = features_of(Traced(item.record, item.trace), self.text, busy)
            held = id(item.record) in right
            yield Observation(self.name, item.record.kind, item.trace.rule, frozenset(features), held)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--texts", type=Path, nargs="+", required=True)
    parser.add_argument("--errors", choices=[row for row in ROWS if row != "position~"])
    parser.add_argument("--classes", action="store_true")
    parser.add_argument("--reliability", action="store_true")
    parser.add_argument("--calibrate", action="store_true")
    parser.add_argument("--first", type=Path, help="counts of first readings, by which --calibrate sobers the figures")
    parser.add_argument("--floor", type=Path)
    parser.add_argument("--record", action="store_true")
    args = parser.parse_args()
    if len(args.gold) != len(args.texts):
        parser.error(f"{len(args.gold)} folders of gold records, but {len(args.texts)} of texts")
    cases = [case for gold, texts in zip(args.gold, args.texts, strict=True) for case in read_cases(gold, texts)]
    total = show_scores(cases)
    if args.errors:
        show_errors(cases, args.errors)
    if args.classes:
        show_classes(cases)
    if args.reliability:
        show_reliability(cases)
    if args.calibrate:
        first = read_first(args.first) if args.first else None
        write_table([seen for case in cases for seen in case.observations()], first=first)
    return hold(total, args.floor, args.record) if args.floor else 0


def read_cases(gold: Path, texts: Path) -> Iterator[Case]:
    extractor = Extractor(load_registry())
    for path in sorted(gold.glob("*.gold.jsonl")):
        name = path.name.removesuffix(".gold.jsonl")
        document = read_document(texts / f"{name}.txt")
        wanted = [record for _, record in read_records(path) if not isinstance(record, Document | Reject)]
        explained = extractor.explain(document)
        found = [explanation.record for explanation in explained]
        yield Case(name, document.text, wanted, explained, match_records(document.text, wanted, found))


def show_scores(cases: Sequence[Case]) -> Scores:
    """The scores of each text, and of all of them."""
    total = Scores()
    for case in cases:
        scores = score(case.text, case.gold, case.found)
        show(case.name, scores)
        total += scores
    show("total", total)
    return total


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


def show_classes(cases: Sequence[Case]) -> None:
    """Why records were missed, and which rules made the wrong ones."""
    missed = Classes()
    for case in cases:
        missed += Misses(case.text, case.gold, case.found, case.pairs).classes()
    seen = [one for case in cases for one in case.observations()]
    lines = format_misses(missed, Counter(record.kind for case in cases for record in case.gold))
    print("\n".join(lines))
    print("\n".join(format_false(Counter(o.rule for o in seen), Counter(o.rule for o in seen if not o.right))))


def show_reliability(cases: Sequence[Case]) -> None:
    """How often records of each confidence are right, by kind: a calibrated reader has both columns alike."""
    seen = [one for case in cases for one in case.observations()]
    said = [record.confidence or 0.0 for case in cases for record in case.found]
    print("\n".join(format_reliability("as the package says", seen, said)))
    print("\n".join(format_reliability("calibrated on all other texts", seen, cross_validated(seen))))


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
