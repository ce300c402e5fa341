"""Relations that a text states between two actors: agree, disagree, ally, rival, member of, role in.

In: a reading. Out: Relation records in text order. Agreement and disagreement name their issue. What follows from
two actors' positions is not stated here: that is derived, by queries, from the positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.attitudes import issue_tokens
from kg.extraction.contexts import embedding, in_condition
from kg.extraction.frames import Frame, find_frame, word_set
from kg.extraction.quotations import is_first_person
from kg.extraction.theses import read_thesis
from kg.extraction.wording import capitalised
from kg.passages import find_quote
from kg.records import Relation, RelationType

if TYPE_CHECKING:
    from kg.extraction.predications import Predication
    from kg.extraction.reading import Reading

_TURNED: dict[str, RelationType] = {"agree": "disagree", "disagree": "agree"}
_MOST_PARTIES = 3
# What belongs to a body by joining it; that a state's ministry is the state's is a fact about the actor, no relation.
_MEMBERS = frozenset({"state", "armed_group", "organisation", "coalition"})


def read_relations(reading: Reading) -> list[Relation]:
    """Read the relations of a document, in text order."""
    found = [*_roles(reading)]
    for predication in reading.predications():
        found.extend(_stated(predication, reading))
        found.extend(_shared_attitude(predication, reading))
        found.extend(_compared(predication, reading))
        found.extend(_reply(predication, reading))
    return _distinct(found)


def _stated(predication: Predication, reading: Reading) -> Iterator[Relation]:
    """Relations by the frames."""
    frame = find_frame("relations", predication)
    if frame is None or predication.mood.question:
        return
    kind = _type(frame, predication)
    if kind is None:
        return
    issue = _issue(frame, predication, reading) if kind in ("agree", "disagree") else None
    if (issue is None) == (kind in ("agree", "disagree")):
        return
    for a, b in _pairs(frame, predication, reading):
        yield Relation(
            **reading.common(predication), type=kind, a=a, b=b, issue=issue, confidence=frame.get("confidence")
        )


def _type(frame: Frame, predication: Predication) -> RelationType | None:
    """The relation that is stated, None where it is only wished for or denied."""
    kind: RelationType = frame.get("type")
    mood = predication.mood
    settled = (
        kind == "agree" and predication.kind == "verb" and predication.lemma == "agree" and mood.tense != "present"
    )
    if settled and not predication.get("with"):
        return None  # an agreement reached is an event
    if embedding(predication) in ("desired", "possible", "prevented", "planned") or mood.has(
        "should", "must", "can", "could", "would"
    ):
        return None
    return _TURNED.get(kind) if mood.negated else kind


def _pairs(frame: Frame, predication: Predication, reading: Reading) -> list[tuple[str, str]]:
    """The pairs of actors between whom it holds: those coordinated as parties, or each party with each partner."""
    role = next((r for r in frame.roles("parties") if predication.get(r)), "")
    parties = reading.names(predication.get(role), predication)
    partner_role = frame.preposition or next((r for r in frame.roles("partner") if predication.get(r)), "")
    partners = (
        [n for n in reading.names(predication.get(partner_role), predication) if n not in parties]
        if partner_role
        else []
    )
    if parties and set(parties) <= set(reading.cast.voice_of(predication.block)):
        return []  # "our allies": whose they are isn't said
    if parties and partners:
        return list(product(parties[:_MOST_PARTIES], partners[:_MOST_PARTIES]))
    if predication.kind == "noun" and parties and role == "agent" and frame.get("type") in ("ally", "rival"):
        partners = [n for n in reading.names([predication.head], predication) if n not in parties]
        if partners:
            return list(product(parties[:_MOST_PARTIES], partners[:_MOST_PARTIES]))
    one_sided = frame.get("type") in ("member_of", "ally") and role != "between"
    if one_sided or len(parties) < 2:
        return []
    return list(combinations(parties[:_MOST_PARTIES], 2))


def _issue(frame: Frame, predication: Predication, reading: Reading) -> str | None:
    for role in frame.roles("issue"):
        for token in predication.get(role):
            if token.lower_ in ("hand", "part", "side", "way", "time"):
                continue
            if not reading.names([token], predication) or grammar.children(token, "nmod", "acl"):
                issue = reading.issues.of(token, predication.block.start)
                vague = issue is None or issue.wording.lower() in word_set("issues", "vague")
                if issue is not None and not vague and not reading.is_date(token, predication.block):
                    return capitalised(issue.wording)
    return None


def _shared_attitude(predication: Predication, reading: Reading) -> Iterator[Relation]:
    """ "Both A and B want X": two actors who are said in one breath to hold the same attitude agree."""
    frame = find_frame("frames", predication)
    if frame is None or predication.kind == "noun" or embedding(predication) != "fact" or predication.mood.question:
        return
    if predication.mood.has("should", "must", "can", "could", "may", "might") or in_condition(predication):
        return
    names = reading.names(predication.get("agent"), predication)
    content = issue_tokens(predication, frame, reading)
    if len(names) != 2 or not content or set(names) == set(reading.cast.voice_of(predication.block)):
        return
    issue = reading.issues.of(content[0], predication.block.start, names)
    if issue is not None and not reading.names(content[:1], predication):
        yield Relation(
            **reading.common(predication),
            type="agree",
            a=names[0],
            b=names[1],
            issue=capitalised(issue.wording),
            confidence=0.55,
        )


def _compared(predication: Predication, reading: Reading) -> Iterator[Relation]:
    """ "A and B have the same interest", "have different goals": attitudes that the text itself compares."""
    if predication.kind != "noun" or predication.lemma not in word_set("relations", "attitude_nouns"):
        return
    modifiers = {child.lemma_.lower() for child in predication.head.children if child.dep_ == "amod"}
    alike, apart = modifiers & word_set("relations", "alike"), modifiers & word_set("relations", "apart")
    names = reading.names(predication.get("agent", "between"), predication)
    if len(names) != 2 or bool(alike) == bool(apart) or embedding(predication) != "fact" or predication.mood.question:
        return
    about = predication.get("over", "on", "about", "in", "towards", "toward", "to")
    issue = reading.issues.of(about[0] if about else predication.head, predication.block.start, names)
    if issue is not None:
        kind: RelationType = "agree" if bool(alike) != predication.mood.negated else "disagree"
        wording = capitalised(issue.wording)
        yield Relation(**reading.common(predication), type=kind, a=names[0], b=names[1], issue=wording, confidence=0.55)


def _reply(predication: Predication, reading: Reading) -> Iterator[Relation]:
    """ "I agree" in a reader's comment or letter: with the authors above it, where nobody else is named."""
    part, authors = predication.block.part, reading.cast.authors
    if part is None or predication.lemma not in _TURNED or predication.get("with") or not authors:
        return
    who = reading.cast.voice_of(predication.block)
    told = predication.get("content") or tuple(grammar.children(predication.head, "parataxis"))
    if not who or who == authors or not any(is_first_person(t) for t in predication.get("agent")) or not told:
        return
    thesis = next((read_thesis(c, reading, evaluative=False) for t in told if (c := reading.at(t, predication))), None)
    if thesis is not None:
        turned = predication.mood.negated != (predication.lemma == "disagree")
        issue = capitalised(thesis.issue)
        kind: RelationType = "disagree" if turned else "agree"
        yield Relation(**reading.common(predication), type=kind, a=who[0], b=authors[0], issue=issue, confidence=0.55)


def _roles(reading: Reading) -> Iterator[Relation]:
    """Offices and memberships that the cast knows from titles and appositions."""
    for actor in reading.cast.actors:
        if actor.affiliation is None or actor.affiliation == actor.name:
            continue
        kind: RelationType = "role_in" if actor.type == "person" else "member_of"
        if (actor.role is None) if kind == "role_in" else (actor.type not in _MEMBERS):
            continue
        place = (actor.start, actor.end) if actor.start is not None else find_quote(reading.document.text, actor.quote)
        if place is None or place[0] is None or place[1] is None:
            continue
        words = reading.document.text[place[0] : place[1]]
        yield Relation(
            type=kind, a=actor.name, b=actor.affiliation, quote=words, start=place[0], end=place[1], confidence=0.75
        )


def _distinct(relations: Sequence[Relation]) -> list[Relation]:
    """The relations without repeats: timeless ones once a pair, agreements once a pair and place."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for relation in relations:
        pair = (
            frozenset((relation.a, relation.b))
            if relation.type not in ("role_in", "member_of")
            else (relation.a, relation.b)
        )
        where = relation.start if relation.type in ("agree", "disagree") else None
        if (key := (relation.type, pair, where)) not in seen:
            seen.add(key)
            kept.append(relation)
    return kept
