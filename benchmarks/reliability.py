"""Reliability: whether records are right as often as their confidence says.

In: observations with a confidence each. Out: tables by kind of record and by bins of confidence, and the expected
calibration error (Naeini, Cooper & Hauskrecht 2015): how far bins lie from what they say, weighted by their records.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from calibration import Observation

BINS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_Bins = dict[float, list[tuple[float, bool]]]


def format_reliability(title: str, seen: Sequence[Observation], said: Sequence[float]) -> Iterator[str]:
    """The lines of a table; `said` is the confidence of each observation."""
    yield f"{title}\n  {'kind':<11}{'from':>5}{'records':>9}{'confidence':>12}{'right':>8}{'error':>8}"
    for kind in dict.fromkeys(o.kind for o in sorted(seen, key=lambda o: o.kind)):
        pairs = [(share, o.right) for o, share in zip(seen, said, strict=True) if o.kind == kind]
        bins = in_bins(pairs)
        for low, held in sorted(bins.items()):
            confidence, right = means(held)
            yield f"  {kind:<11}{low:>5.1f}{len(held):>9}{confidence:>12.2f}{right:>8.2f}"
        confidence, right = means(pairs)
        yield f"  {kind:<11}{'all':>5}{len(pairs):>9}{confidence:>12.2f}{right:>8.2f}{calibration_error(bins):>8.3f}"


def in_bins(pairs: Sequence[tuple[float, bool]]) -> _Bins:
    """Pairs of confidence and truth by the lower edge of their bin."""
    bins: _Bins = defaultdict(list)
    for share, right in pairs:
        bins[max(edge for edge in BINS if edge <= share)].append((share, right))
    return dict(bins)


def means(held: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """The mean confidence and the share that is right."""
    return sum(share for share, _ in held) / len(held), sum(right for _, right in held) / len(held)


def calibration_error(bins: _Bins) -> float:
    """The expected calibration error, 0 where every bin is right as often as it says."""
    total = sum(len(held) for held in bins.values())
    gaps = (len(held) * abs(said - right) for held in bins.values() for said, right in [means(held)])
    return sum(gaps) / total
