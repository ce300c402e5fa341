"""The passages behind the claims: found by claim or by words, and numbered in the order in which they are cited.

In: the rows of the query `claims`. Out: for a claim, who tells it and its passages; for a passage, the number of its
reference. A passage that several sentences cite has one number.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from pyoxigraph import NamedNode

from kg.reports.model import UNTITLED, Cite, Reference
from kg.reports.record import Entry, Record
from kg.reports.wording import bare_date, fold_spaces


@dataclass(frozen=True)
class Passage:
    """Where the words of a claim stand: a passage of a document, or a record of a dataset."""

    document: NamedNode
    title: str
    publisher: str
    published: str
    place: str
    words: str
    address: str
    iri: str


@dataclass
class Claim:
    """A claim with the voices behind it, from the text inwards, and its passages in the order of the text.

    `kind`, `manner` and `certainty` are local names of the ontology's terms.
    """

    iri: NamedNode
    kind: str
    told_by: str
    citing: str
    who_cites: str
    manner: str
    certainty: str
    passages: list[Passage] = field(default_factory=list)

    @property
    def document(self) -> NamedNode:
        """The document or dataset that makes the claim."""
        return self.passages[0].document


class Sources:
    """The claims that were looked up so far, and the references to their passages."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._asked: dict[tuple[str, NamedNode], list[Claim]] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._references: list[Reference] = []

    @property
    def references(self) -> tuple[Reference, ...]:
        """What was cited, by number."""
        return tuple(self._references)

    def about(self, role: str, thing: NamedNode) -> list[Claim]:
        """The claims about a thing; `role` is the parameter of the query: actor or about."""
        key = (role, thing)
        if key not in self._asked:
            self._asked[key] = _group(self._record.entries("claims", **{role: thing}))
        return self._asked[key]

    def cite(self, passage: Passage) -> Cite:
        """The reference to a passage, numbered when it is cited first."""
        key = (passage.iri or passage.document.value, passage.place)
        if key not in self._numbers:
            number = self._numbers[key] = len(self._references) + 1
            self._references.append(
                Reference(
                    number, passage.title, passage.publisher, passage.published, passage.place, passage.words,
                    passage.address, passage.iri or passage.document.value,
                )
            )  # fmt: skip
        return Cite(self._numbers[key])


def find_claims(claims: list[Claim], kind: str, document: NamedNode | None, words: str) -> list[Claim]:
    """The claims of a kind that rest on these words of a document, or of any where `document` is None.

    Rows of datasets without words are told apart by nothing, so that none is found for them.
    """
    if not words:
        return []
    return [
        claim
        for claim in claims
        if claim.kind == kind
        and any(
            passage.words == words and (document is None or passage.document == document) for passage in claim.passages
        )
    ]


def _group(entries: list[Entry]) -> list[Claim]:
    claims: dict[NamedNode, Claim] = {}
    seen: dict[NamedNode, set[str]] = defaultdict(set)
    for entry in entries:
        iri = entry.node("claim")
        if iri is None:
            continue
        if iri not in claims:
            voices = (entry.text("told_by"), entry.text("citing"), entry.text("who_cites"))
            claims[iri] = Claim(iri, entry.term("kind"), *voices, entry.term("manner"), entry.term("certainty"))
        passage = _read_passage(entry)
        if passage is not None and passage.iri + passage.place not in seen[iri]:
            seen[iri].add(passage.iri + passage.place)
            claims[iri].passages.append(passage)
    return [claim for claim in claims.values() if claim.passages]


def _read_passage(entry: Entry) -> Passage | None:
    document, passage = entry.node("document"), entry.node("passage")
    if document is None:
        return None
    offsets = f"characters {entry.text('start')}–{entry.text('end')}"
    return Passage(
        document,
        _title(entry, document),
        entry.text("publisher"),
        bare_date(entry.text("published")),
        offsets if passage is not None else f"record {entry.text('record')}",
        entry.text("quote"),
        entry.text("address"),
        "" if passage is None else passage.value,
    )


def _title(entry: Entry, document: NamedNode) -> str:
    """A document's title; one without is called by the end of its address."""
    label = entry.table.labels.get(document)
    if label:
        return fold_spaces(label)
    name, _, part = document.value.rpartition("/doc/")[2].partition("/part/")
    return f"{UNTITLED}{name}" + (f", {part}" if part else "")
