"""The graphs that a query or an update is about, where its text or the request names them.

In: the text of a query or an update, IRIs of graphs. Out: the IRIs behind FROM; an update with USING. It reads the
words of SPARQL as `guard` does, and does not parse it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.errors import UsageError
from kg.jsonvalues import as_texts
from kg.stores.guard import TOKEN, line_of


@dataclass(frozen=True)
class Dataset:
    """The graphs that a request names: those whose union is the default graph, and the named ones."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.default or self.named)


def read_dataset(order: Mapping[str, object]) -> Dataset:
    """The graphs that an order names, by their IRIs under `default` and `named`."""
    return Dataset(tuple(as_texts(order["default"])), tuple(as_texts(order["named"])))


def find_dataset(sparql: str) -> list[str]:
    """The IRIs that the FROM clauses of a query name.

    Raises UsageError for one that is not written out in full between angle brackets: what it means is not known here.
    """
    found = []
    tokens = [token for token in TOKEN.finditer(sparql) if not token[0].startswith("#")]
    for place, token in enumerate(tokens):
        word = (token["word"] or "").upper() if token["local"] is None else ""
        if "FROM" not in word:
            continue
        named = place + 1 < len(tokens) and (tokens[place + 1]["word"] or "").upper() == "NAMED"
        target = tokens[place + 1 + named][0] if place + 1 + named < len(tokens) else ""
        if word not in ("FROM", "FROMNAMED") or not target.startswith("<"):
            line = line_of(sparql, token.start())
            raise UsageError(f"FROM (line {line}) is to be followed by a graph's IRI in full: <…>")
        found.append(target[1:-1])
    return found


def add_using(update: str, dataset: Dataset) -> str:
    """The update with the dataset that the protocol names, as USING clauses before each WHERE outside of brackets.

    Raises UsageError where the update names one itself, and for DELETE WHERE, which has no place for one (SPARQL 1.1
    Protocol, section 2.2.3).
    """
    names = [*(f"USING <{iri}>" for iri in dataset.default), *(f"USING NAMED <{iri}>" for iri in dataset.named)]
    clauses = " ".join(names)
    pieces, position, depth, before = [], 0, 0, ""
    for token in TOKEN.finditer(update):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        word = (token["word"] or "").upper() if token["local"] is None else ""
        if depth == 0 and word:
            if word in ("USING", "WITH"):
                raise UsageError(f"the update has {word}, and the request names graphs to use too; only one may")
            if "WHERE" in word and (word != "WHERE" or before == "DELETE"):
                raise UsageError("with graphs to use, write DELETE { … } WHERE { … } instead of DELETE WHERE")
            if word == "WHERE":
                pieces += [update[position : token.start()], clauses, " "]
                position = token.start()
        before = word or ("" if token.lastgroup in ("open", "close") else before)
    return "".join((*pieces, update[position:]))
