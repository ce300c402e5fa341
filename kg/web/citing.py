"""The citation of a claim's words: who says them through whom, where and when they appeared, and at which place.

In: a claim, and the addresses at which its document was published. Out: lines of plain text, one for each quote, to be
copied into a manuscript. Nothing is cited that the store doesn't hold: what is unknown is left out.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.web.claims import Claim, Quote, Voice, is_unnamed
from kg.web.facts import Named
from kg.web.times import tell_date


def cite(claim: Claim, addresses: Sequence[str] = ()) -> list[str]:
    """A line for each quote of a claim."""
    return [_cite_quote(claim, quote, addresses) for quote in claim.quotes if claim.document]


def _cite_quote(claim: Claim, quote: Quote, addresses: Sequence[str]) -> str:
    place = f"characters {quote.start}–{quote.end}" if quote.start is not None else ""
    parts = (*_authors(claim), f"“{_title(claim)}”", _name(claim.publisher), _published(claim), place, *addresses[:1])
    return f"“{' '.join(quote.words.split())}”{_cited(claim)}, in: {', '.join(filter(None, parts))}."


def _cited(claim: Claim) -> str:
    """Whom the text cites for it, from the text inwards."""
    told = [_tell_voice(voice) for voice in claim.voices[1:]]
    return f" ({', citing '.join(told)})" if told else ""


def _tell_voice(voice: Voice) -> str:
    names = " and ".join(name.label for name in voice.names)
    return f"{names}, {voice.manner}" if voice.manner else names


def _authors(claim: Claim) -> list[str]:
    names = claim.voices[0].names if claim.voices else ()
    known = [name.label for name in names if not is_unnamed(claim, name)]
    return [" and ".join(known)] if known else []


def _published(claim: Claim) -> str:
    return tell_date(claim.published) if claim.published.strip("X-/.") else ""


def _title(claim: Claim) -> str:
    return _name(claim.document).strip("“”")


def _name(thing: Named | None) -> str:
    return thing.label if thing else ""
