"""Confidence: how sure a record is, by the rule that made it and by what is known to make such records go wrong.

In: a record with its trace. Out: a share, 0 to 1: of a hundred records of that confidence so many should be right.
Figures are data, `confidence.toml` beside this module, measured by `benchmarks/calibration.py` on coded texts; a rule
without a line there is as sure as its kind, a row of the user's own lexicon as sure as it says. How sure the *source*
is, is the record's `certainty`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import exp, log
from pathlib import Path
from typing import Literal, get_args

from kg.extraction.traces import Trace, Traced
from kg.records import Actor, Event, Position, Relation, SourcedRecord, split_names

TABLE = Path(__file__).parent / "confidence.toml"
# What each means is said in `features_of`.
Feature = Literal[
    "once", "idle", "noun", "pronoun", "hedged", "reported", "quoted", "conditional", "answering", "claim", "far",
    "short", "long",
]  # fmt: skip
FEATURES: tuple[Feature, ...] = get_args(Feature)
_PRONOUNS = frozenset(
    "he she it they them him her his its their we us our i you this that these those who which".split()
)
_ACTING = ("holder", "source", "agent", "recipient", "parties", "partner")
# In code points: between the trigger and whoever is said to hold or do it, and of quotes.
_FAR, _SHORT, _LONG = 80, 60, 200
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


def how_sure(traced: Traced[SourcedRecord], text: str, busy: frozenset[str]) -> float:
    """How sure a record of a text is; `busy` are the actors that take part in other records."""
    if traced.trace.stated is not None:
        return traced.trace.stated
    return read_sureness().of(traced.record.kind, traced.trace.rule, features_of(traced, text, busy))


def features_of(traced: Traced[SourcedRecord], text: str, busy: frozenset[str]) -> frozenset[Feature]:
    """What, besides the rule, tells good records of its kind from bad ones."""
    record, trace = traced.record, traced.trace
    length, manner = len(record.quote), record.attribution[-1].manner if record.attribution else None
    found: dict[Feature, bool] = {
        "once": "once" in trace.features,  # the text names the actor but once
        "idle": isinstance(record, Actor) and record.name not in busy,  # and nothing is told of it
        "noun": "noun" in trace.features,  # the trigger is a noun
        "pronoun": any(text[p.start : p.end].lower() in _PRONOUNS for p in trace.where(*_ACTING)),
        "hedged": record.certainty in ("possible", "probable"),
        "reported": manner == "indirect_speech",
        "quoted": manner == "direct_quote",
        "conditional": isinstance(record, Position) and bool(record.conditions),
        "answering": bool(trace.where("answered")),  # what it is about stands in an earlier clause
        "claim": "positions.theses/proposition" in trace.via,  # said to be so, neither judged nor demanded
        "far": _is_far(trace),  # nobody who acts stands near the trigger
        "short": length < _SHORT,
        "long": length > _LONG,
    }
    return frozenset(name for name, holds in found.items() if holds)


def busy_actors(records: Iterable[SourcedRecord]) -> frozenset[str]:
    """The actors that events, positions and relations speak of."""
    names: set[str] = set()
    for record in records:
        if isinstance(record, Position):
            names.update(split_names(record.holder))
        elif isinstance(record, Event):
            names.update(participant.actor for participant in record.participants)
        elif isinstance(record, Relation):
            names.update((record.a, record.b))
    return frozenset(names)


def _is_far(trace: Trace) -> bool:
    triggers, acting = trace.where("trigger"), trace.where(*_ACTING)
    gaps = [max(t.start - p.end, p.start - t.end) for t in triggers for p in acting]
    return bool(gaps) and min(gaps) > _FAR
