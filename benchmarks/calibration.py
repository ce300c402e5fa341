"""Calibration: how often records are right by their rule and features, measured on coded texts.

In: observations, one for each record that was read off a coded text. Out: the figures of
`kg/extraction/confidence.toml`, written into its lines. A share of few records leans to that of the kind; what a
feature adds is fitted on top of the rules. Run by `scores.py --calibrate`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path

from kg.extraction.confidence import FEATURES, TABLE, Sureness, log_odds

# A rule is judged as if this many records more had been seen that are right as often as its kind.
_BORROWED = 16.0
# The penalty on what a feature adds: as if that many records more had shown that it adds nothing.
_RIDGE = 16.0
# Features that fewer records have are left out: they would be fitted to those.
_FEWEST = 10
_STEPS = 50
# Of what was lost at a first reading, the part that is taken to hold still: the classes of errors found there have been
# mended since. A guess, to be measured on the next texts.
_STILL = 0.5
First = Mapping[str, tuple[int, int]]
_LINE = re.compile(r'^(?P<name>"[^"]+"|\w+) = (?P<value>-?[\d.]+)(?P<space> *)(?:# (?P<note>.*))?$')
_SECTION = re.compile(r"^\[(?P<name>[\w.]+)\]$")


@dataclass(frozen=True)
class Observation:
    """One record that was read: of which text and kind, by which rule, with which features, and whether it is right."""

    document: str
    kind: str
    rule: str
    features: frozenset[str]
    right: bool


def fit(seen: Sequence[Observation]) -> Sureness:
    """The confidences that observations call for."""
    kinds = {kind: _share(_of_kind(seen, kind)) for kind in sorted({o.kind for o in seen})}
    rules = {}
    for rule, kind in sorted({(o.rule, o.kind) for o in seen}):
        held = [o.right for o in seen if o.rule == rule and o.kind == kind]
        rules[rule] = (sum(held) + _BORROWED * kinds[kind]) / (len(held) + _BORROWED)
    plain = Sureness(kinds, rules, {})
    return Sureness(kinds, rules, {kind: _features(_of_kind(seen, kind), plain) for kind in kinds})


def cross_validated(seen: Sequence[Observation]) -> list[float]:
    """The confidence of each observation by what all other texts show."""
    by_document = {
        name: fit([o for o in seen if o.document != name]) for name in dict.fromkeys(o.document for o in seen)
    }
    return [by_document[o.document].of(o.kind, o.rule, o.features) for o in seen]


def _of_kind(seen: Sequence[Observation], kind: str) -> list[Observation]:
    return [o for o in seen if o.kind == kind]


def _share(seen: Sequence[Observation]) -> float:
    """The share that is right, never none and never all."""
    return (sum(o.right for o in seen) + 1) / (len(seen) + 2)


def _features(seen: Sequence[Observation], plain: Sureness) -> dict[str, float]:
    """What each feature adds to the log-odds: logistic regression on top of the rules, by Newton's steps in turn."""
    base = [log_odds(plain.rules[o.rule]) for o in seen]
    added: dict[str, float] = {n: 0.0 for n in FEATURES if sum(n in o.features for o in seen) >= _FEWEST}
    for _ in range(_STEPS):
        for name in added:
            slope, curve = -_RIDGE / 4 * added[name], _RIDGE / 4
            for odds, o in zip(base, seen, strict=True):
                if name in o.features:
                    share = 1 / (1 + exp(-odds - sum(added[other] for other in o.features if other in added)))
                    slope += o.right - share
                    curve += share * (1 - share)
            added[name] += slope / curve
    return added


def sobered(table: Sureness, seen: Sequence[Observation], first: First) -> Sureness:
    """The table with all rules of a kind less sure, by as much as texts showed when they were read for the first time.

    Rules are mended on coded texts and look better there than on texts that nobody has seen. `first` tells by kind how
    many records were right at a first reading, of how many. The log-odds of a kind's rules are moved by half of what
    parts that share from the share that is right on all texts now; a kind that did no worse is left as it is.
    """
    kinds, rules = dict(table.kinds), dict(table.rules)
    for kind, (right, made) in first.items():
        here = _of_kind(seen, kind)
        moved = _STILL * (log_odds(right / made) - log_odds(_share(here))) if here else 0.0
        if moved < 0:
            kinds[kind] = _moved(kinds[kind], moved)
            rules |= {rule: _moved(rules[rule], moved) for rule in {o.rule for o in here}}
    return Sureness(kinds, rules, table.features)


def read_first(path: Path) -> First:
    """The counts of first readings: right and made, by kind."""
    counts = json.loads(path.read_text(encoding="utf-8"))
    return {kind: (right, made) for kind, (right, made) in counts.items()}


def _moved(share: float, by: float) -> float:
    return 1 / (1 + exp(-log_odds(share) - by))


def write_table(seen: Sequence[Observation], path: Path = TABLE, first: First | None = None) -> None:
    """Write what observations show into the table; comments and the order of the lines that are there stay."""
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(rewritten(lines, seen, first)) + "\n", encoding="utf-8")


def rewritten(lines: Iterable[str], seen: Sequence[Observation], first: First | None = None) -> Iterator[str]:
    """The lines of the table with new figures, and with lines for what has none yet at the end of its section."""
    table = sobered(fit(seen), seen, first or {})
    section, waiting, blank = "", dict[str, str](), list[str]()
    for line in lines:
        if header := _SECTION.match(line):
            yield from (*waiting.values(), *blank)
            section, waiting, blank = header["name"], _figures(header["name"], table, seen), []
            yield line
        elif not line or line.startswith("#"):
            blank.append(line)  # what stands before the next section belongs to that
        else:
            yield from blank
            blank = []
            yield _renewed(line, section, waiting, table)
    yield from (*waiting.values(), *blank)


def _renewed(line: str, section: str, waiting: dict[str, str], table: Sureness) -> str:
    """The line with its new figure; a rule that made no record is as sure as its kind."""
    found = _LINE.match(line)
    assert found is not None, f"no figure: {line!r}"
    name = found["name"]
    if name in waiting:
        return waiting.pop(name)
    if section == "rules":
        kind = _kind_of(name.strip('"'))
        return f"{name} = {table.kinds[kind]:.2f}  # 0 of 0"
    return f"{name} = 0.00  # 0 of 0"


def _kind_of(rule: str) -> str:
    """The kind of record that a rule makes, by the folder that it stands in."""
    kinds = {"cast": "actor", "voices": "actor", "events": "event", "decisions": "resolution"}
    folder = rule.split(".")[0]
    return kinds.get(folder, folder.removesuffix("s"))


def _figures(section: str, table: Sureness, seen: Sequence[Observation]) -> dict[str, str]:
    """The lines of a section by the names as they are written."""
    if section == "kinds":
        return {k: f"{k} = {v:.2f}  # {_count(_of_kind(seen, k))}" for k, v in table.kinds.items()}
    if section == "rules":
        made = Counter(o.rule for o in seen)
        right = Counter(o.rule for o in seen if o.right)
        return {f'"{r}"': f'"{r}" = {v:.2f}  # {right[r]} of {made[r]}' for r, v in table.rules.items()}
    kind = section.removeprefix("features.")
    return dict(_feature_lines(kind, table, _of_kind(seen, kind)))


def _feature_lines(kind: str, table: Sureness, seen: Sequence[Observation]) -> Iterator[tuple[str, str]]:
    added: Mapping[str, float] = table.features.get(kind, {})
    for name, value in added.items():
        having = [o for o in seen if name in o.features]
        expected = sum(table.rules[o.rule] for o in having)
        yield name, f"{name} = {value:.2f}  # {_count(having)}, by the rules {expected:.1f}"


def _count(seen: Sequence[Observation]) -> str:
    return f"{sum(o.right for o in seen)} of {len(seen)}"
