"""The page of a document: its text with the passages that claims rest on, and the claims beside it.

In: the IRI of a document, perhaps of a part of one. Out: a page. Where the text cannot be had again, the passages are
shown with the words around them, and why.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import Final

from pyoxigraph import NamedNode

from kg.queries.parameters import fill
from kg.web.asking import Asked
from kg.web.claims import KINDS, Claim, read_claims
from kg.web.facts import Facts, as_node, ask_rows, first_text, nodes_of, read_facts, read_names
from kg.web.marking import Passage, mark
from kg.web.questions import find_questions
from kg.web.rendering import Page
from kg.web.texts import Found, find_text

_CLAIMS: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?claim WHERE { { ?claim sp:statedIn $document }
  UNION { ?part dcterms:isPartOf $document . ?claim sp:statedIn ?part } } LIMIT 2000"""
_PARTS: Final = """PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?part WHERE { ?part dcterms:isPartOf $document }"""
_MOST: Final = 500
_BESIDE: Final = tuple(kind for kind in KINDS.values() if kind != "actor")


def show(asked: Asked, node: NamedNode) -> Page:
    """The page of a document, or of a part of one, such as a comment."""
    facts = read_facts(asked, [node])
    document = next(iter(nodes_of(facts[node], "isPartOf")), node)
    facts |= read_facts(asked, [document])
    part = first_text(facts[node], "identifier") if document != node else ""
    claims = _claims(asked, document, node if part else None)
    shown = sorted(claims[:_MOST], key=lambda claim: (claim.start, claim.node.value))
    passages = _passages(asked, shown)
    found = find_text(asked, document, first_text(facts[document], "textSha256"))
    blocks = mark(found.document, passages) if found.document else []
    if part:
        blocks = [block for block in blocks if block.part is not None and block.part.id == part]
    names = read_names(asked, [document, node, *_people(facts[document]), *_people(facts[node])])
    return Page(
        "document.html",
        names[node].label,
        {
            "document": names[document],
            "part": part,
            "facts": facts[node] if part else facts[document],
            "names": names,
            "unnamed": not part and nodes_of(facts[document], "creator") == [_author_of(document)],
            "published": _published(asked, facts[document]),
            "blocks": blocks,
            "passages": passages,
            "problem": found.problem,
            "questions": find_questions(asked, document, "document"),
            "claims": list(enumerate(shown)),
            "beside": _BESIDE,
            "hidden": len(claims) - len(shown),
            "kinds": sorted({kind for passage in passages for kind in passage.kinds}),
            "numbers": _numbers(passages),
            "authors": _authors(asked, found),
        },
    )


def _claims(asked: Asked, document: NamedNode, part: NamedNode | None) -> list[Claim]:
    rows = ask_rows(asked, fill(_CLAIMS, {"document": document}))
    nodes = sorted((as_node(row[0]) for row in rows), key=lambda node: node.value)
    claims = read_claims(asked, nodes)
    return [claim for claim in claims if part is None or (claim.document and claim.document.node == part)]


def _passages(asked: Asked, claims: list[Claim]) -> list[Passage]:
    """The passages of claims in the order of the text, each once, with the numbers of its claims."""
    resting: dict[NamedNode, list[int]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for quote in claim.quotes:
            if quote.passage is not None and quote.start is not None:
                resting[quote.passage].append(number)
    facts = read_facts(asked, resting)
    found = [_passage(facts[node], claims, numbers) for node, numbers in resting.items()]
    ordered = sorted(found, key=lambda passage: (passage.start, passage.end))
    return [replace(passage, number=number) for number, passage in enumerate(ordered)]


def _passage(facts: Facts, claims: list[Claim], numbers: list[int]) -> Passage:
    # Of several claims on the same words, what they say of actors counts least.
    ordered = sorted(numbers, key=lambda number: claims[number].kind == "actor")
    kinds = tuple(dict.fromkeys(claims[number].kind for number in ordered))
    start, end = (int(first_text(facts, name)) for name in ("start", "end"))
    around = first_text(facts, "prefix"), first_text(facts, "suffix")
    return Passage(0, start, end, first_text(facts, "exact"), kinds, tuple(ordered), *around)


def _numbers(passages: list[Passage]) -> dict[int, list[int]]:
    """The numbers of the passages of each claim."""
    found: dict[int, list[int]] = defaultdict(list)
    for passage in passages:
        for claim in passage.claims:
            found[claim].append(passage.number)
    return found


def _people(facts: Facts) -> list[NamedNode]:
    return nodes_of(facts, "creator", "publisher")


def _author_of(document: NamedNode) -> NamedNode:
    """Whoever wrote a document in which no author is named."""
    return NamedNode(f"{document.value}/actor/author")


def _published(asked: Asked, facts: Facts) -> str:
    spans = nodes_of(facts, "publishedAt")
    return next((first_text(span, "edtf") for span in read_facts(asked, spans).values()), "")


def _authors(asked: Asked, found: Found) -> dict[str, str]:
    """Who wrote each part, as its text names them."""
    parts = found.document.parts if found.document else ()
    return {part.id: ", ".join(author.name for author in part.authors) for part in parts}
