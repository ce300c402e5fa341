"""Whether networks of a database of Discourse Network Analyzer equal what its manual defines, cell by cell.

    python benchmarks/networks.py DATABASE.dna [--expect ROWS COLUMNS TWO_MODE_SUM ONE_MODE_SUM]

The database is loaded into a store, and each kind of network of its organisations and concepts is built with each
normalisation and each policy of duplicates by `kg.networks`. Beside it the same matrix is computed here from the rows
of the database, over the whole array of organisation, concept and agreement, as the equations of the manual are
printed. `--expect` compares with what rDNA itself returns: its tests have 7 6 40 276 for `sample.dna`.
"""

from __future__ import annotations

import argparse
import math
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from costs import run

from kg.networks import Network, Settings, read_networks
from kg.stores import open_store

ROWS = """SELECT s.DocumentId, d.Date, organisation.Value, concept.Value, agreement.Value
  FROM STATEMENTS s JOIN DOCUMENTS d ON s.DocumentId = d.ID
  JOIN STATEMENTTYPES t ON s.StatementTypeId = t.ID AND t.Label = 'DNA Statement'
  JOIN VARIABLES v1 ON v1.StatementTypeId = t.ID AND v1.Variable = 'organization'
  JOIN VARIABLES v2 ON v2.StatementTypeId = t.ID AND v2.Variable = 'concept'
  JOIN VARIABLES v3 ON v3.StatementTypeId = t.ID AND v3.Variable = 'agreement'
  JOIN DATASHORTTEXT c1 ON c1.StatementId = s.ID AND c1.VariableId = v1.ID
  JOIN ENTITIES organisation ON c1.Entity = organisation.ID
  JOIN DATASHORTTEXT c2 ON c2.StatementId = s.ID AND c2.VariableId = v2.ID
  JOIN ENTITIES concept ON c2.Entity = concept.ID
  JOIN DATABOOLEAN agreement ON agreement.StatementId = s.ID AND agreement.VariableId = v3.ID
  WHERE organisation.Value <> '' AND concept.Value <> '' ORDER BY d.Date, s.ID"""
K = (0, 1)
Matrix = dict[tuple[str, str], float]


class Row(NamedTuple):
    """One coded statement."""

    document: int
    day: date
    i: str
    j: str
    k: int


class Array:
    """x(i, j, k), whole."""

    def __init__(self, rows: list[Row], signed: bool, duplicates: str) -> None:
        kept, seen = [], set()
        for row in rows:
            period = {
                "document": row.document, "week": tuple(row.day.isocalendar())[:2],
                "month": (row.day.year, row.day.month), "year": row.day.year,
            }.get(duplicates)  # fmt: skip
            key = (row.i, row.j, row.k if signed else None, period)
            if duplicates == "include" or key not in seen:
                kept.append(row)
            seen.add(key)
        self.i, self.j = (sorted({getattr(row, name) for row in kept}) for name in "ij")
        self.x = dict.fromkeys(product(self.i, self.j, K), 0)
        for row in kept:
            self.x[row.i, row.j, row.k] += 1

    def activity(self, i: str) -> int:
        """Σj Σk x(i,j,k)."""
        return sum(self.x[i, j, k] for j in self.j for k in K)

    def one_mode(self, kind: str, normalise: str) -> Matrix:
        """The equations of the section on one-mode networks."""
        x = self.x
        matrix: Matrix = {}
        for i, h in product(self.i, self.i):
            if i == h:
                matrix[i, h] = 0
                continue
            near = sum(x[i, j, k] * x[h, j, m] * (1 - abs(k - m)) for j in self.j for k in K for m in K)
            far = sum(x[i, j, k] * x[h, j, m] * abs(k - m) for j in self.j for k in K for m in K)
            met = sum(sum(x[i, j, k] for k in K) * sum(x[h, j, k] for k in K) for j in self.j)
            weight = {"congruence": near, "conflict": far, "subtract": near - far, "cooccurrence": met}[kind]
            divisor = self.divide(i, h, normalise)
            matrix[i, h] = weight / divisor if divisor else 0
        return matrix

    def divide(self, i: str, h: str, normalise: str) -> float:
        """Φ of the section on normalisation."""
        x, cells = self.x, list(product(self.j, K))
        if normalise == "average":
            return (self.activity(i) + self.activity(h)) / 2
        if normalise == "cosine":
            return math.sqrt(self.activity(i) ** 2) * math.sqrt(self.activity(h) ** 2)
        if normalise == "jaccard":
            return (
                sum(x[i, *c] for c in cells if x[h, *c] == 0)
                + sum(x[h, *c] for c in cells if x[i, *c] == 0)
                + sum(x[i, *c] * x[h, *c] for c in cells)
            )
        return 1

    def two_mode(self, agreement: str, normalise: str) -> Matrix:
        """The equations of the sections on affiliation networks."""
        matrix: Matrix = {}
        for i, j in product(self.i, self.j):
            no, yes = (self.x[i, j, k] for k in K)
            code = (yes > 0) + 2 * (no > 0)
            divisor = {
                "activity": self.activity(i), "prominence": sum(self.x[h, j, k] for h in self.i for k in K),
            }.get(normalise, 1)  # fmt: skip
            matrix[i, j] = {"ignore": yes + no, "subtract": yes - no, "combine": code}[agreement] / divisor
        return matrix


def list_choices() -> Iterator[dict[str, Any]]:
    """Every kind of network with every normalisation and policy of duplicates that fit it."""
    for duplicates in ("include", "document", "week", "month", "year", "range"):
        for kind in ("congruence", "conflict", "subtract", "cooccurrence"):
            for normalise in ("none", "average", "jaccard", "cosine"):
                yield {"kind": kind, "normalise": normalise, "duplicates": duplicates}
        for agreement in ("ignore", "subtract", "combine"):
            for normalise in ("none", "activity", "prominence") if agreement != "combine" else ("none",):
                yield {
                    "kind": "affiliation", "agreement": agreement, "normalise": normalise, "duplicates": duplicates,
                }  # fmt: skip


def read_rows(path: Path) -> list[Row]:
    """The statements of a database of version 3, whose dates count seconds."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        found = connection.execute(ROWS).fetchall()
    return [Row(document, datetime.fromtimestamp(day, UTC).date(), i, j, k) for document, day, i, j, k in found]


def to_matrix(network: Network) -> Matrix:
    """A network as a matrix with labels."""
    rows = network.of(network.settings.nodes)
    columns = network.of(network.settings.through) if network.settings.two_mode else rows
    matrix: Matrix = dict.fromkeys(product([node.label for node in rows], [node.label for node in columns]), 0)
    labels = {node.iri: node.label for node in network.nodes}
    for edge in network.edges:
        source, target = labels[edge.source], labels[edge.target]
        matrix[source, target] = edge.weight
        if not network.settings.two_mode:
            matrix[target, source] = edge.weight
    return matrix


def differ(ours: Matrix, theirs: Matrix) -> bool:
    """Whether two matrices are not the same."""
    return ours.keys() != theirs.keys() or any(not math.isclose(ours[cell], theirs[cell]) for cell in ours)


def main() -> None:
    """Compare, print, and fail where a cell differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("database", type=Path)
    parser.add_argument("--expect", type=int, nargs=4, metavar="N")
    given = parser.parse_args()
    rows, wrong, cells, done = read_rows(given.database), [], 0, 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "kg"
        run([sys.executable, "-m", "kg.cli", "load", given.database, "--store", folder, "--quiet"])
        with open_store(folder) as store:
            for choices in list_choices():
                settings = Settings(nodes="organisation", **choices)
                (network,) = read_networks(store.query, settings)
                array = Array(rows, settings.signed, settings.duplicates)
                theirs = (
                    array.two_mode(settings.agreement, settings.normalise)
                    if settings.two_mode
                    else array.one_mode(settings.kind, settings.normalise)
                )
                wrong += [choices] if differ(to_matrix(network), theirs) else []
                cells, done = cells + len(theirs), done + 1
            sums = [to_matrix(read_networks(store.query, Settings(kind, nodes="organisation"))[0])
                    for kind in ("affiliation", "cooccurrence")]  # fmt: skip
    figures = [len({i for i, _ in sums[0]}), len({j for _, j in sums[0]}), *(int(sum(m.values())) for m in sums)]
    print(f"{len(rows)} statements, {done} networks, {cells} cells; {len(wrong)} networks differ", *wrong, sep="\n")
    print("rows, columns, sum of two modes, sum of one mode:", *figures, "as rDNA" if figures == given.expect else "")
    sys.exit(bool(wrong) or (given.expect is not None and figures != given.expect))


if __name__ == "__main__":
    main()
