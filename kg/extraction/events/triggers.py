"""Triggers: whether a word of a clause tells of an event, and by which frame.

In: a predication and the reading it stands in. Out: the most specific frame of the event lexicons whose
restrictions hold, or None. Irregular and mistagged forms, particles that the parse lost and nouns that only measure
("a round of talks") are seen through. Whether the event came true and who took part is not judged here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extraction import grammar
from kg.extraction.contexts import standing
from kg.extraction.events.clauses import CLAUSES, has_clause
from kg.extraction.events.participants import direct_recipients, read_participants, recipients
from kg.extraction.events.telling import is_compared, may_tell
from kg.extraction.events.types import is_place
from kg.extraction.frames import Frame, find_frames, has_idioms
from kg.extraction.lexicons.reading import read_texts, word_set
from kg.extraction.lexicons.words import split_words
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token

_LEXICONS = ("events_conflict", "events")


@dataclass(frozen=True)
class Trigger:
    """The frame by which a word tells of an event; `with_object`: the verb does so only with its object."""

    frame: Frame
    with_object: bool


def find_trigger(predication: Predication, reading: Reading) -> Trigger | None:
    """Find the frame by which a predication tells of an event."""
    triggers = list(_triggers(predication))
    if not triggers or (predication.kind == "noun" and not may_tell(predication)) or is_compared(predication):
        return None
    return next((t for t in triggers if _fits(predication, t.frame, reading)), None)


def _triggers(predication: Predication) -> Iterator[Trigger]:
    """The frames by preference: a verb with its object first, then those with a preposition, then the word alone."""
    lemmas = list(dict.fromkeys(_lemmas(predication)))
    with_objects = [lemma for lemma in lemmas if any(has_idioms(name, predication, lemma) for name in _LEXICONS)]
    objects = _objects(predication) if predication.kind == "verb" and with_objects else []
    phrases = [f"{lemma} {noun}" for lemma in with_objects for noun in objects]
    entries = (*phrases, *lemmas)
    found = [(f, entry) for entry in entries for lexicon in _LEXICONS for f in find_frames(lexicon, predication, entry)]
    for phrase in phrases:
        yield from (Trigger(f, True) for f, entry in found if entry == phrase)
    alone = [(f, bool(f.get("only_objects"))) for f, entry in found if entry in lemmas]
    yield from (Trigger(f, with_object) for f, with_object in alone if f.preposition)
    yield from (Trigger(f, with_object) for f, with_object in alone if not f.preposition)


def _lemmas(predication: Predication) -> Iterator[str]:
    """The lemma and, for verbs, what it should be where the pipeline got it wrong, with any particle."""
    yield predication.lemma
    if predication.kind != "verb":
        return
    word, rest = predication.head.lower_, predication.lemma.partition(" ")[2]
    regular = [word[:-1], word[:-2], word[:-3]] if word.endswith("ed") else []
    forms = [predication.lemma.partition(" ")[0], read_texts("language", "verb_forms").get(word, ""), *regular]
    particles = [rest] if rest else [p for p in _particles(predication.head) if p]
    for form in filter(None, forms):
        yield from (f"{form} {particle}" for particle in particles)
        yield form


def _particles(verb: Token) -> list[str]:
    """The adverbs that a verb may form a phrasal verb with: "pulled out of", "shot down"."""
    words = word_set("event_words", "particles")
    after = [c for c in verb.children if c.i > verb.i and c.dep_ in ("advmod", "compound:prt", "case")]
    after += [m for c in grammar.children(verb, "obl") for m in grammar.children(c, "case")]
    after += [t for t in verb.doc[verb.i + 1 : verb.i + 2] if t not in after]
    return [token.lower_ for token in after if token.lower_ in words]


def _objects(predication: Predication) -> list[str]:
    """The lemmas of a verb's objects; what a measure counts instead of the measure ("a round of talks")."""
    found = []
    apart = [t for p in _particles(predication.head) for t in predication.get(p)]  # "handed over the town"
    for token in (*predication.get("theme"), *apart):
        found.append(token.lemma_.lower())
        found.append(token.lower_)
        found.extend(c.lemma_.lower() for c in counted(token))
    answers = [c.lower_ for c in predication.head.children if c.lower_ in ("no", "yes")]
    found.extend(answers if predication.lemma == "say" else [])
    return list(dict.fromkeys(found))


def counted(noun: Token) -> list[Token]:
    """The nouns that a measure counts ("most of the sanctions", "$50 million in aid")."""
    if noun.lemma_.lower() not in word_set("event_words", "measures"):
        return []
    return [c for c in grammar.children(noun, "nmod", "obl") if grammar.preposition(c) in ("of", "in")]


def _fits(predication: Predication, frame: Frame, reading: Reading) -> bool:
    return (
        not _lemmas_of(predication.get("content")) & word_set("event_words", "withheld")
        and _has_words(predication, frame)  # the cheapest question first
        and _may_be_done(predication, frame, reading)
        and _has_needed(predication, frame, reading)
        and _is_labelled(predication, frame, reading)
        and _has_kind(predication, frame, reading)
    )


def _may_be_done(predication: Predication, frame: Frame, reading: Reading) -> bool:
    """Whether somebody may have done it: not where a thing that does nothing is the subject."""
    doers = predication.get("agent")
    if predication.kind != "verb" or not doers or frame.get("type") in ("ASSAULT", "OTHER"):
        return True
    inert = word_set("event_words", "inert")
    return not all(t.tag_ == "VB" or (t.lemma_.lower() in inert and not reading.names([t], predication)) for t in doers)


def _has_needed(predication: Predication, frame: Frame, reading: Reading) -> bool:
    needed = frame.text("needs")
    if needed in CLAUSES:
        return has_clause(predication, needed, reading)
    if needed == "place":
        return any(is_place(t, reading) for t in predication.get("theme"))
    if needed == "gone":
        return _is_gone(predication)
    if needed == "recipient":
        return bool(recipients(predication, frame, reading))
    if needed == "direct recipient":
        return bool(direct_recipients(predication, frame, reading))
    if needed == "several":
        return _are_several(predication, reading)
    if needed == "company":
        return not _is_alone(predication, reading)
    if needed == "pair":
        return len(read_participants(predication, frame, reading)) > 1
    return not needed or bool(reading.names(predication.get(needed), predication))


def _are_several(predication: Predication, reading: Reading) -> bool:
    """Whether the subject is several; a plural of people is, "the United States" is one."""
    agents = predication.get("agent")
    plural = [t for t in agents if t.tag_ in ("NNS", "NNPS") or t.lower_ == "they"]
    return len(agents) > 1 or any(not _is_one(t, predication, reading) for t in plural)


def _is_alone(predication: Predication, reading: Reading) -> bool:
    """Whether a state or a person does it and nobody else is spoken of: "Kenya met in Lima"; a body meets by itself."""
    agents, others = predication.get("agent"), word_set("event_words", "joining")
    if predication.get("theme") or any(t.lower_ in others for t in predication.verb.subtree):
        return False
    return len(agents) == 1 and _is_one(agents[0], predication, reading)


def _is_one(token: Token, predication: Predication, reading: Reading) -> bool:
    """Whether a word is the name of a state, or stands for one person."""
    names = reading.names([token], predication)
    kind = reading.cast.types.get(names[0]) if len(names) == 1 else None
    return (kind == "state" and token.tag_.startswith("NNP")) or (kind == "person" and token.tag_ in ("NN", "NNP"))


def _is_gone(predication: Predication) -> bool:
    """Whether those who leave or return leave for good: in the past, from a place, or home."""
    home = any(c.lower_ in ("home", "away", "back") for c in predication.head.children)
    left = predication.lemma in ("leave", "depart", "exit", "quit")
    return (left or home) and not predication.mood.has("can", "could") and not grammar.is_passive(predication.verb)


def _has_words(predication: Predication, frame: Frame) -> bool:
    """Whether the objects, subjects or the content have one of the words that the entry asks for."""
    objects, subjects, content = (frame.get(f"only_{name}") for name in ("objects", "subjects", "content"))
    if objects is not None and not set(_objects(predication)) & _words(objects):
        return False
    if subjects is not None and not _subjects(predication) & _words(subjects):
        return False
    governed = frame.get("only_governed")
    if governed is not None and not _lemmas_of(predication.get(frame.preposition)) & _words(governed):
        return False
    return content is None or bool(_content_words(predication) & _words(content))


@cache
def _words(listed: str) -> frozenset[str]:
    """The words of a field of the lexicon."""
    return frozenset(split_words(listed))


def _subjects(predication: Predication) -> set[str]:
    """The lemmas of the subjects, with what a measure counts ("hundreds of farmers"); crowds are people."""
    agents = predication.get("agent")
    counts = [c for t in agents for c in counted(t)]
    crowd = any(t.tag_ == "NNPS" for t in (*agents, *counts))
    crowd = crowd or (not counts and any(t.lower_ in ("thousands", "hundreds", "dozens") for t in agents))
    return _lemmas_of([*agents, *counts]) | ({"people"} if crowd else set())


def _content_words(predication: Predication) -> set[str]:
    """The lemmas of what is said or planned, with its objects ("bring harm")."""
    heads = [t for t in predication.get("content", "that") if not any(c.lower_ in ("not", "n't") for c in t.children)]
    return _lemmas_of([t for head in heads for t in (head, *grammar.children(head, "obj"))])


def _lemmas_of(tokens: Sequence[Token]) -> set[str]:
    return {token.lemma_.lower() for token in tokens}


def _is_labelled(predication: Predication, frame: Frame, reading: Reading) -> bool:
    """Whether somebody is called something bad, where the entry asks for that."""
    if frame.get("labelled") is None:
        return True
    labels = predication.get("as", "content") or predication.get("theme")[-1:]
    beside = ("amod", "conj", "appos", "nmod:unmarked")
    words = {t.lemma_.lower() for label in labels for t in (label, *grammar.children(label, *beside))}
    if not words & word_set("event_words", "negative_labels") or predication.verb.head.lower_ == "what":
        return False
    standing_view = predication.mood.tense == "present" and not predication.mood.perfect
    people = any(t.tag_ == "NNS" for t in labels)
    return not standing_view or people or bool(reading.names(predication.get("theme")[:1], predication))


def _has_kind(predication: Predication, frame: Frame, reading: Reading) -> bool:
    """Whether the parties are of the kind that the entry asks for: leaving a body, holding a person, an aid stopped."""
    kinds, actors = frame.text("recipient_types"), frame.text("agent_types")
    if kinds and not _are(recipients(predication, frame, reading), kinds, reading):
        return False
    if actors and not _are(reading.names(predication.get("agent"), predication), actors, reading):
        return False
    if frame.get("passive_person"):
        human = _are(recipients(predication, frame, reading), "person", reading)
        return human and grammar.is_passive(predication.verb) and not predication.get("content")
    if frame.get("stopped"):
        parent = predication.parent
        stops = (
            parent is not None and parent.lemma in ("stop", "cease", "halt", "end") and predication.link == "content"
        )
        return stops and parent is not None and standing(parent) == "fact"
    return True


def _are(names: Sequence[str], kinds: str, reading: Reading) -> bool:
    return any(actor.type in _words(kinds) for actor in reading.cast.actors if actor.name in names)
