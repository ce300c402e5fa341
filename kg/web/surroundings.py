"""What stands around the words of claims: whole sentences of the text, where that is quickly had again.

In: claims. Out: what stands before and after each of their passages, with dots where the text goes on. Else it is what
the store keeps: some twenty characters, in whole words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from pyoxigraph import NamedNode

from kg.web.asking import Asked
from kg.web.claims import Claim, Quote
from kg.web.facts import Facts, first_text, nodes_of, read_facts
from kg.web.texts import find_quick_words

_AROUND: Final = 280
_MOST_TEXTS: Final = 5
_SENTENCE: Final = re.compile(r"(?:(?<=[.!?…])[”’\"')\]]*\s+|\n\s*)(?=\S)")

Around = tuple[str, str]


def read_around(asked: Asked, claims: Iterable[Claim]) -> dict[NamedNode, Around]:
    """What stands before and after the words of claims, by their passages."""
    listed = list(claims)
    quotes = [(quote.passage, quote, claim) for claim in listed for quote in claim.quotes if quote.passage is not None]
    facts = read_facts(asked, [passage for passage, _, _ in quotes])
    texts = _read_texts(asked, listed)
    found = {}
    for passage, quote, claim in quotes:
        text = texts.get(claim.document.node, "") if claim.document else ""
        kept = facts.get(passage, {})
        found[passage] = _cut_text(text, quote) if _stands_in(text, quote) else _cut_kept(kept)
    return found


def _read_texts(asked: Asked, claims: Iterable[Claim]) -> Mapping[NamedNode, str]:
    """The texts of the first few documents, also under the names of their parts."""
    nodes = list(dict.fromkeys(claim.document.node for claim in claims if claim.document))[:_MOST_TEXTS]
    facts = read_facts(asked, nodes)
    whole = {node: next(iter(nodes_of(facts.get(node, {}), "isPartOf")), node) for node in nodes}
    facts |= read_facts(asked, [page for page in whole.values() if page not in facts])
    found = {}
    for node, page in whole.items():
        found[node] = find_quick_words(asked, page, first_text(facts.get(page, {}), "textSha256"))
    return found


def _stands_in(text: str, quote: Quote) -> bool:
    return quote.start is not None and quote.end is not None and text[quote.start : quote.end] == quote.words


def _cut_text(text: str, quote: Quote) -> Around:
    start, end = quote.start or 0, quote.end or 0
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    if start > _AROUND:
        before = "… " + (_from_sentence(before) or _from_word(before))
    if end + _AROUND < len(text):
        after = (_to_sentence(after) or _to_word(after)) + " …"
    return before.lstrip(), after.rstrip()


def _cut_kept(facts: Facts) -> Around:
    before, after = first_text(facts, "prefix"), first_text(facts, "suffix")
    return (f"… {_from_word(before)}" if before else "", f"{_to_word(after)} …" if after else "")


def _from_sentence(text: str) -> str:
    """The text from its first sentence on that begins inside; "" where none does."""
    opens = _SENTENCE.search(text)
    return text[opens.end() :] if opens else ""


def _to_sentence(text: str) -> str:
    closes = list(_SENTENCE.finditer(text))
    return text[: closes[-1].start()] if closes else ""


def _from_word(text: str) -> str:
    """What was cut somewhere, from its first whole word on."""
    return text.partition(" ")[2] or text


def _to_word(text: str) -> str:
    return text.rpartition(" ")[0] or text
