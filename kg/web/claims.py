"""Claims as people read them: who says what of whom, on what conditions, in which words, at which place.

In: the IRIs of claims, of any kind. Out: a `Claim` each, in the same order, with the labels of all that it names.
Nothing is judged here; which claims belong on a page is the page's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from kg.pictures.palette import Look
from kg.web.asking import Asked
from kg.web.facts import (
    NOTHING,
    Facts,
    Named,
    first_text,
    first_word,
    nodes_of,
    read_facts,
    read_names,
)
from kg.web.headlines import Piece, headline
from kg.web.looks import look_of

KINDS: Final[Mapping[str, str]] = {
    "Position": "position",
    "EventRecord": "event",
    "AgreementClaim": "agreement",
    "RelationClaim": "relation",
    "ResolutionRecord": "resolution",
    "VoteEvent": "vote",
    "ActorRecord": "actor",
}
_LEADS: Final[Mapping[str, str]] = {
    "ifMet": "if",
    "unlessMet": "unless",
    "onlyAfter": "only after",
    "until": "until",
    "onlyFor": "only for",
}
_LED: Final = ("if", "unless", "except", "without", "only", "after", "once", "when", "as", "until", "till", "for")
_DETAILS: Final = (
    "attribution",
    "evidence",
    "condition",
    "heldDuring",
    "occurredAt",
    "adoptedAt",
    "votedAt",
    "statedIn",
)
NAMED: Final = (
    *("holder", "onBehalfOf", "issue", "party", "relationFrom", "relationTo", "initiator", "recipient", "participant"),
    *("place", "aboutResolution", "aboutActor", "adoptedBy", "decides", "votingBody", "target"),
)


@dataclass(frozen=True)
class Quote:
    """Words of a document; `passage` is where they stand, if they are words of its text."""

    words: str
    passage: NamedNode | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class Voice:
    """Who says it at one level: the text's own voice first, then whom it cites."""

    names: tuple[Named, ...]
    manner: str
    cue: str


@dataclass(frozen=True)
class Claim:
    """One claim of one source."""

    node: NamedNode
    kind: str
    headline: tuple[Piece, ...]
    look: Look | None
    conditions: tuple[str, ...]
    date: str
    dated_by: str
    certainty: str
    confidence: str
    voices: tuple[Voice, ...]
    quotes: tuple[Quote, ...]
    document: Named | None
    publisher: Named | None
    published: str
    record: str
    facts: Facts

    @property
    def start(self) -> int:
        """Where in its document it stands; what has no place comes last."""
        return min((quote.start for quote in self.quotes if quote.start is not None), default=10**9)


def is_unnamed(claim: Claim, teller: Named) -> bool:
    """Whether who tells a claim is only known as the author of its document."""
    return claim.document is not None and teller.node.value == f"{claim.document.node.value}/actor/author"


def read_claims(asked: Asked, claims: Iterable[NamedNode]) -> list[Claim]:
    """Claims by their IRIs; those that the graph doesn't know are left out."""
    wanted = list(dict.fromkeys(claims))
    facts = read_facts(asked, wanted)
    details = read_facts(asked, (node for claim in facts.values() for node in nodes_of(claim, *_DETAILS)))
    further = [node for detail in details.values() for node in nodes_of(detail, "publishedAt", "isPartOf")]
    details |= read_facts(asked, further)
    pages = [node for detail in details.values() for node in nodes_of(detail, "publishedAt")]
    details |= read_facts(asked, [node for node in pages if node not in details])
    return _Reader(facts, details, read_names(asked, _named(facts, details))).read(wanted)


def _named(facts: Mapping[NamedNode, Facts], details: Mapping[NamedNode, Facts]) -> Iterable[NamedNode]:
    for claim in facts.values():
        yield from nodes_of(claim, *NAMED, "statedIn", "reportedBy")
    for detail in details.values():
        yield from nodes_of(detail, "source", "publisher", "creator")


@dataclass(frozen=True)
class _Reader:
    """What was read of the claims, of the nodes that belong to them, and the names of all."""

    facts: Mapping[NamedNode, Facts]
    details: Mapping[NamedNode, Facts]
    names: Mapping[NamedNode, Named]

    def read(self, wanted: Sequence[NamedNode]) -> list[Claim]:
        return [self._claim(node, self.facts[node]) for node in wanted if node in self.facts]

    def _claim(self, node: NamedNode, facts: Facts) -> Claim:
        kind = next((KINDS[word] for word in map(_class, nodes_of(facts, "type")) if word in KINDS), "claim")
        document = next(iter(nodes_of(facts, "statedIn")), None)
        about = self.details.get(document, NOTHING) if document else NOTHING
        page = next((self.details.get(node, NOTHING) for node in nodes_of(about, "isPartOf")), NOTHING)
        date, dated_by = self._date(facts, about)
        publisher = next(iter(nodes_of(about, "publisher") or nodes_of(page, "publisher")), None)
        return Claim(
            node,
            kind,
            headline(kind, facts, self.names),
            look_of(first_word(facts, "stance") or first_word(facts, "agreement")),
            tuple(self._condition(self.details.get(node, NOTHING)) for node in nodes_of(facts, "condition")),
            date,
            dated_by,
            first_word(facts, "certainty"),
            first_text(facts, "confidence"),
            self._voices(facts),
            self._quotes(facts),
            self.names.get(document) if document else None,
            self.names.get(publisher) if publisher else None,
            self._day(about) or self._day(page),
            first_text(facts, "recordId"),
            facts,
        )

    def _date(self, facts: Facts, about: Facts) -> tuple[str, str]:
        """The date of what is claimed, as its source gave it, and where it is known from."""
        for node in nodes_of(facts, "heldDuring", "occurredAt", "adoptedAt", "votedAt"):
            return first_text(self.details.get(node, NOTHING), "edtf"), first_word(facts, "timeBasis")
        return self._day(about), "date of the document"

    def _day(self, about: Facts) -> str:
        spans = nodes_of(about, "publishedAt")
        return next((first_text(self.details.get(span, NOTHING), "edtf") for span in spans), "")

    @staticmethod
    def _condition(facts: Facts) -> str:
        words = first_text(facts, "conditionText")
        led = words.casefold().startswith(tuple(f"{word} " for word in _LED))
        kind = next((_LEADS.get(_class(node), "") for node in nodes_of(facts, "conditionType")), "")
        return words if led else f"{kind} {words}".strip()

    def _voices(self, facts: Facts) -> tuple[Voice, ...]:
        links = [self.details.get(node, NOTHING) for node in nodes_of(facts, "attribution")]
        told = [self._voice(link) for link in sorted(links, key=lambda link: int(first_text(link, "level") or 0))]
        reporters = tuple(self.names[node] for node in nodes_of(facts, "reportedBy"))
        return tuple(told) or ((Voice(reporters, "", ""),) if reporters else ())

    def _voice(self, link: Facts) -> Voice:
        names = tuple(self.names[node] for node in nodes_of(link, "source"))
        return Voice(names, first_word(link, "manner"), first_text(link, "cue"))

    def _quotes(self, facts: Facts) -> tuple[Quote, ...]:
        found = [self._quote(node) for node in nodes_of(facts, "evidence") if node in self.details]
        found.sort(key=lambda quote: quote.start or 0)
        return tuple(found) or tuple(Quote(text.value) for text in facts.get("quoted", ()))

    def _quote(self, passage: NamedNode) -> Quote:
        facts = self.details[passage]
        start, end = first_text(facts, "start"), first_text(facts, "end")
        return Quote(first_text(facts, "exact"), passage, int(start) if start else None, int(end) if end else None)


def _class(node: NamedNode) -> str:
    return node.value.rpartition("#")[2]
