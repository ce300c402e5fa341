"""The sentence of one claim: what it says, who says so citing whom, in which words, and how sure.

In: a clause in plain English, the claim behind it. Out: a text with the verbatim words and the numbers of their
passages. What is inferred, uncertain or coded is said so in a sentence of its own after it.
"""

from __future__ import annotations

from typing import Final

from kg.reports.model import UNTITLED, Text, Words, text_of
from kg.reports.sources import Claim, Passage, Sources
from kg.reports.wording import begin, excerpt, join, with_article

_MANNERS: Final = {
    "inference": "This is the writer’s inference.",
    "humanCoding": "This was coded by a person.",
    "machineCoding": "This was coded by a program.",
    "officialRecord": "This is from an official record.",
}
_CERTAINTIES: Final = {
    "possible": "The source calls it possible only.",
    "probable": "The source calls it probable only.",
}


def tell(clause: Text, claim: Claim, sources: Sources, holder: str = "", remarks: tuple[str, ...] = ()) -> Text:
    """A clause as a sentence, with its voices, words and passages; `holder` is who speaks if nobody else does."""
    told = _begin(text_of(clause, ", ", voices(claim, holder)))
    return text_of(told, quote(claim, sources), _remarks(claim, remarks))


def voices(claim: Claim, holder: str = "") -> str:
    """Who says it, from the text inwards: "according to TASS, citing Lavrov", with the document.

    >>> from pyoxigraph import NamedNode
    >>> voices(Claim(NamedNode("https://example.org/c"), "Position", "Ana and Bo", "Lavrov", "", "directQuote", ""))
    'according to Ana and Bo, quoting Lavrov'
    """
    parts = [_teller(claim, holder)]
    if claim.citing:
        parts.append(f"{'quoting' if claim.manner == 'directQuote' else 'citing'} {_names(claim.citing)}")
    if claim.who_cites:
        parts.append(f"who cited {_names(claim.who_cites)}")
    return ", ".join(parts)


def _teller(claim: Claim, holder: str) -> str:
    if not claim.passages:
        return f"according to {_names(claim.told_by)}"
    passage = claim.passages[0]
    known = ", ".join(part for part in (passage.publisher, passage.published) if part)
    if holder and claim.told_by == holder and not claim.citing:
        return f"in the holder’s own words ({known})"
    # A dataset tells by itself, and an author without a name is called after the document.
    if not claim.told_by:
        return f"according to {_title(passage)} ({known})"
    if claim.told_by == f"the author of {passage.title}":
        return f"according to the author of {_title(passage)} ({known})"
    return f"according to {_names(claim.told_by)} ({known})"


def _title(passage: Passage) -> str:
    return passage.title if passage.title.startswith(UNTITLED) else f"“{passage.title}”"


def quote(claim: Claim, sources: Sources) -> Text:
    """The verbatim words of a claim with the numbers of their passages, and the full stop."""
    texts = [_quote_one(passage, sources) for passage in claim.passages]
    joined: list[Text] = []
    for number, text in enumerate(texts):
        joined += [text_of(" and " if number else "", text)]
    opening = ": " if any(passage.words for passage in claim.passages) else " "
    return text_of(opening, *joined, ".")


def cite_all(claims: list[Claim], sources: Sources) -> Text:
    """The numbers of all passages of some claims, each once."""
    cites = dict.fromkeys(sources.cite(passage) for claim in claims for passage in claim.passages)
    return text_of(*(text_of(" ", cite) for cite in cites))


def _quote_one(passage: Passage, sources: Sources) -> Text:
    cite = sources.cite(passage)
    return text_of(Words(excerpt(passage.words), "quote"), " ", cite) if passage.words else text_of(cite)


def _names(names: str) -> str:
    return join([with_article(name) for name in names.split(" and ")])


def _remarks(claim: Claim, others: tuple[str, ...]) -> str:
    found = [_CERTAINTIES.get(claim.certainty, ""), _MANNERS.get(claim.manner, ""), *others]
    return "".join(f" {remark}" for remark in found if remark)


def _begin(text: Text) -> Text:
    first = text[0]
    return (Words(begin(first.text), first.style), *text[1:]) if isinstance(first, Words) else text
