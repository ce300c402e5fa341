"""The page of an event as one source tells it: who did what to whom, when and where; beside it how others tell it.

In: the record of an event. Out: a page. Records of the same kind of event between the same, whose dates don't exclude
each other, stand side by side: whether they tell of one event is for the reader to judge. Those of other days follow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from kg.edtf import parse_edtf
from kg.web.asking import Asked
from kg.web.chronicle import plain_words
from kg.web.claims import Claim, read_claims
from kg.web.facts import NOTHING, Named, first_text, first_word, nodes_of, read_facts, read_names, words_of
from kg.web.pages.claim import SAME_WORDS, find_citations, find_others, tell_details
from kg.web.rendering import Page
from kg.web.surroundings import read_around
from kg.web.times import tell_date

_SAME_EVENT: Final = """PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT DISTINCT ?other WHERE { $claim a sp:EventRecord ; sp:eventType ?type ; sp:initiator ?who .
  ?other sp:initiator ?who ; sp:eventType ?type ; a sp:EventRecord .
  $claim sp:recipient ?whom . ?other sp:recipient ?whom FILTER(?other != $claim) } ORDER BY ?other LIMIT 24"""
_ROLES: Final = {
    "Who": ("initiator",),
    "To whom": ("recipient",),
    "Also": ("participant",),
    "Where": ("place",),
    "Resolution": ("aboutResolution",),
}
_BESIDE: Final = 4
_SHOWN: Final = frozenset(
    [name for names in _ROLES.values() for name in names]
    + "type attribution evidence confidence certainty statedIn quoted label reportedBy recordId".split()
    + "eventType eventStatus occurredAt timeBasis timeText placeText intensity cameoCode".split()
)


@dataclass(frozen=True)
class Telling:
    """One source's telling of an event: the claim, and each thing that is told under the word for it."""

    claim: Claim
    told: dict[str, list[Named | str]]


def show(asked: Asked, node: NamedNode) -> Page:
    """The page."""
    claim = read_claims(asked, [node])[0]
    others = find_others(asked, _SAME_EVENT, node)
    beside = [other for other in others if _may_be_one(claim, other)][: _BESIDE - 1]
    tellings = [_tell(asked, each) for each in (claim, *beside)]
    facts = {
        "claim": claim,
        "tellings": tellings,
        "aspects": list(dict.fromkeys(word for telling in tellings for word in telling.told)),
        "details": tell_details(asked, claim, _SHOWN),
        "around": read_around(asked, [claim]),
        "citations": find_citations(asked, claim),
        "same": [other for other in others if other not in beside],
        "beside": find_others(asked, SAME_WORDS, node),
    }
    return Page("event.html", plain_words(claim.headline), facts)


def _tell(asked: Asked, claim: Claim) -> Telling:
    facts = claim.facts
    names = read_names(asked, (node for roles in _ROLES.values() for node in nodes_of(facts, *roles)))
    told: dict[str, list[Named | str]] = {
        word: [names[node] for node in nodes_of(facts, *roles)] for word, roles in _ROLES.items()
    }
    told["Where"] = told["Where"] or [text.value for text in facts.get("placeText", ())]
    words = {
        "When": _when(claim),
        "What": " ".join(words_of(value).lower() for value in facts.get("eventType", ())) + _code(claim),
        "Status": first_word(facts, "eventStatus"),
        "Intensity": _intensity(asked, claim),
    }
    told |= {word: [text] for word, text in words.items() if text}
    order = ("What", "Who", "To whom", "Also", "When", "Where", "Status", "Intensity", "Resolution")
    return Telling(claim, {word: told[word] for word in order if told.get(word)})


def _when(claim: Claim) -> str:
    """The day, and how it is known: by the words of the text, or from the day on which the text appeared."""
    if not claim.facts.get("occurredAt"):
        return f"not told; published {tell_date(claim.published)}" if claim.published.strip("X") else "not told"
    known = claim.dated_by or ""
    words = first_text(claim.facts, "timeText")
    told = f"“{words}”" if words and words != claim.date else ""
    inside = ", ".join(filter(None, (told, known)))
    return tell_date(claim.date) + (f" ({inside})" if inside else "")


def _code(claim: Claim) -> str:
    code = first_text(claim.facts, "cameoCode")
    return f" (CAMEO {code})" if code else ""


def _intensity(asked: Asked, claim: Claim) -> str:
    """How cooperative or hostile a dataset counts it, and on which scale."""
    number = first_text(claim.facts, "intensity").replace("-", "\u2212")
    if not number:
        return ""
    source = nodes_of(claim.facts, "statedIn")[:1]
    scale = next((first_text(facts or NOTHING, "intensityScale") for facts in read_facts(asked, source).values()), "")
    return f"{number} ({scale})" if scale else number


def _may_be_one(claim: Claim, other: Claim) -> bool:
    """Whether the dates of two events don't exclude that they are one; what is undated may be any time."""
    if not (claim.facts.get("occurredAt") and other.facts.get("occurredAt")):
        return True
    try:
        one, two = parse_edtf(claim.date), parse_edtf(other.date)
    except ValueError:
        return True
    begun = not (one.earliest and two.latest) or one.earliest <= two.latest
    return begun and (not (two.earliest and one.latest) or two.earliest <= one.latest)
