"""Consequences: theses on what a thing does, by verbs and phrases that judge it.

In: a clause. Out: a stance on the subject, or nothing: "will fail", "undermines trust", "puts lives at risk", "has
outlived its usefulness", "makes no sense", "does not reflect the truth". What a thing is called is read in `theses`.
"""

from __future__ import annotations

from kg.extraction import grammar
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.judging import judge
from kg.extraction.positions.prospects import Thesis, thesis_on
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token


def read_consequence(clause: Predication, reading: Reading) -> Thesis | None:
    """ "will fail", "undermines", "makes it worse": a verb that judges what its subject does."""
    subject = _judged_subject(clause, reading)
    if subject is None or _is_only_told(clause):
        return None
    value = _value(clause, subject, len(reading.voices.chain(clause)) > 1)
    issue = reading.issues.of(subject, clause.block.start) if value else None
    return thesis_on(issue, -value if clause.mood.negated else value, "consequence", clause, reading)


def _judged_subject(clause: Predication, reading: Reading) -> Token | None:
    """The thing that a verb may judge: no actor, and nothing that only points."""
    subject = clause.get("agent")
    if clause.kind != "verb" or not subject or reading.names(subject[:1], clause):
        return None
    first = subject[0]
    if first.tag_.startswith(("PRP", "W", "DT")):
        return None
    # "Three steps would help": which they are is said elsewhere.
    return None if grammar.children(first, "nummod") else first


def _is_only_told(clause: Predication) -> bool:
    """Whether it happened before, or may or may not: "the mission had failed", "might fail".

    In somebody's words the past perfect is what they called the present perfect.
    """
    if clause.mood.has("may", "might", "could"):
        return True
    return clause.mood.perfect and clause.mood.tense == "past" and not is_backshifted(clause)


def is_backshifted(clause: Predication) -> bool:
    """Whether a clause stands in the words of somebody who spoke in the past: "said that it had failed"."""
    above = clause.parent if clause.link == "content" else None
    return above is not None and above.mood.tense == "past"


def _value(clause: Predication, subject: Token, told: bool) -> int:
    """What the verb says of its subject; `told` is whether somebody else is said to say so."""
    lemma = clause.lemma.replace(" ", "_")
    if by_phrase := _value_of_phrase(clause, lemma) or _value_of_text(clause, lemma, subject, told):
        return by_phrase
    if _is_too_much(clause):
        return 0 if clause.mood.negated else -1
    if lemma in ("fail", "threaten", "help") and clause.get("content"):
        return 0
    reactions = word_set("issues", "reactions") if lemma in ("cause", "bring") else frozenset()
    if any(t.lemma_.lower() in reactions for t in clause.get("theme")):
        return 0  # "caused the usual outrage": how others took it
    if lemma in word_set("issues", "judged_objects"):
        return next((judge(token) or 0 for token in clause.get("theme")), 0)
    value = 1 if lemma in word_set("issues", "good_verbs") else -1 if lemma in word_set("issues", "bad_verbs") else 0
    if not value and lemma in ("make", "render"):
        labels = clause.get("content") or clause.get("theme")
        return (judge(labels[0]) or 0) if labels else 0
    return value


def _is_too_much(clause: Predication) -> bool:
    """Whether it goes too far, comes too late, costs too much."""
    if "too" not in clause.block.doc.words:
        return False
    degrees = [c for c in clause.verb.children if c.i > clause.verb.i and c.dep_ in ("advmod", "obj", "xcomp", "obl")]
    words = [word for degree in degrees for word in (degree, *grammar.children(degree, "amod", "advmod"))]
    graded = (t for word in words for t in word.children if t.lower_ == "too" and t.i == word.i - 1)
    return any(t.nbor().tag_.startswith(("RB", "JJ")) for t in graded)


def _value_of_phrase(clause: Predication, lemma: str) -> int:
    """What a verb says with its object: "make sense", "outlive usefulness", "put lives at risk"."""
    phrases = {f"{lemma} {token.lemma_.lower()}" for token in clause.get("theme")}
    for name, value in (("good_phrases", 1), ("bad_phrases", -1)):
        if phrases & word_set("issues", name):
            return value
    perils = [t for t in clause.get("at", "in") if t.lemma_.lower() in word_set("issues", "perils")]
    return -1 if lemma in ("put", "place") and perils else 0


def _value_of_text(clause: Predication, lemma: str, subject: Token, told: bool) -> int:
    """What somebody misses in a text or blames it for: "said that the text did not reflect the progress made"."""
    if not told:
        return 0
    paper = subject.lemma_.lower() in word_set("frames", "documents") | word_set("frames", "texts")
    if paper and clause.mood.negated and lemma in word_set("issues", "duties_of_texts"):
        return 1  # turned by the negation
    return -1 if paper and lemma in word_set("issues", "faults_of_texts") else 0
