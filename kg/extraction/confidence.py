"""Confidence: how sure a record is, by the rule that made it and by what is known to make such records go wrong.

In: a record with its trace. Out: a share, 0 to 1: of a hundred records of that confidence so many should be right.
Figures are data, `confidence.toml` beside this module, measured by `benchmarks/calibration.py` on coded texts; a rule
without a line there is as sure as its kind. How sure the *source* is, is the record's `certainty`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Literal, get_args

from kg.extraction.traces import Trace
from kg.records import Event, Position, Relation, SourcedRecord

TABLE = Path(__file__).parent / "confidence.toml"
Feature = Literal[
    "once", "noun", "pronoun", "hedged", "relayed", "reported", "quoted", "conditional", "answering", "far"
]
FEATURES: tuple[Feature, ...] = get_args(Feature)
_PRONOUNS = frozenset(
    "he she it they them him her his its their we us our i you this that these those who which".split()
)
_ACTING = ("holder", "source", "agent", "recipient", "parties", "partner")
_FAR = 80  # code points between the trigger and whoever is said to hold or do it
_SUREST = 0.99


@dataclass(frozen=True)
class Sureness:
    """The table: confidence by kind of record and by rule, and what each feature adds to the log-odds, by kind."""

    kinds: Mapping[str, float]
    rules: Mapping[str, float]
    features: Mapping[str, Mapping[str, float]]

    def of(self, kind: str, rule: str, features: Iterable[str]) -> float:
        """How sure a record of a kind is that a rule made and that has these features, in hundredths."""
        added = self.features.get(kind, {})
        odds = log_odds(self.rules.get(rule, self.kinds[kind])) + sum(added.get(name, 0.0) for name in features)
        return round(min(max(1 / (1 + exp(-odds)), 1 - _SUREST), _SUREST), 2)


def log_odds(share: float) -> float:
    """The natural logarithm of the odds of a share between 0 and 1."""
    return log(share / (1 - share))


@cache
def read_sureness() -> Sureness:
    """The packaged table."""
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    return Sureness(table["kinds"], table["rules"], table["features"])


def how_sure(record: SourcedRecord, trace: Trace, text: str) -> float:
    """How sure a record of a text is."""
    return read_sureness().of(record.kind, trace.rule, features_of(record, trace, text))


def features_of(record: SourcedRecord, trace: Trace, text: str) -> frozenset[Feature]:
    """What, besides the rule, tells good records of its kind from bad ones."""
    found: dict[Feature, bool] = {
        "once": "once" in trace.features,
        "noun": "noun" in trace.features,
        "pronoun": any(text[p.start : p.end].lower() in _PRONOUNS for p in trace.where(*_ACTING)),
        "hedged": record.certainty in ("possible", "probable"),
        "relayed": len(record.attribution) > 2,
        "reported": bool(record.attribution) and record.attribution[-1].manner == "indirect_speech",
        "quoted": bool(record.attribution) and record.attribution[-1].manner == "direct_quote",
        "conditional": isinstance(record, Position) and bool(record.conditions),
        "answering": bool(trace.where("answered")),
        "far": isinstance(record, Position | Event | Relation) and _is_far(trace),
    }
    return frozenset(name for name, holds in found.items() if holds)


def _is_far(trace: Trace) -> bool:
    """Whether nobody who acts is named close to the trigger."""
    triggers, acting = trace.where("trigger"), trace.where(*_ACTING)
    gaps = [max(t.start - p.end, p.start - t.end) for t in triggers for p in acting]
    return bool(gaps) and min(gaps) > _FAR
