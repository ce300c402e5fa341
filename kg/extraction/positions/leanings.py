"""Leanings: who is for or against something, and who takes no side.

In: a predication, with the drafts that the text gave so far. Out: drafts of positions: "were for keeping them out",
"is against the levy", "has reserved its position", "takes no side in the dispute". An open leaning is uncertain, of
what the clause names or else of what was spoken of last. Attitudes by verbs and nouns are read in `attitudes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.contexts import in_condition
from kg.extraction.issues.issues import Issue
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.drafts import Draft, last_near, last_text, turned
from kg.extraction.positions.holders import read_holders
from kg.extraction.positions.prospects import is_vague
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token

_TAKING, _KEEPING_BACK = ("take", "adopt", "have"), ("reserve", "withhold")
_ABOUT = ("on", "over", "in", "about", "between", "regarding", "towards")


def read_leanings(predication: Predication, reading: Reading, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Who is for or against something there, or takes no side."""
    yield from _sided(predication, reading)
    yield from _open(predication, reading, drafts)
    yield from _unsaid(predication, reading, drafts)


def _is_unsure(predication: Predication) -> bool:
    """Whether a clause asks, or says only what might or should be."""
    mood = predication.mood
    return mood.question or in_condition(predication) or mood.has("should", "must", "ought", "could", "might")


def _sided(predication: Predication, reading: Reading) -> Iterator[Draft]:
    """ "Indonesia was for keeping them out", "We are not for talks": parses make the matter the predicate."""
    head = predication.head
    side = grammar.preposition(head)
    being = any(c.lemma_ == "be" for c in grammar.children(head, "cop", "aux"))
    if side not in ("for", "against") or not being or head.lemma_.lower() in word_set("frames", "conditions_of_things"):
        return
    if _is_unsure(predication):
        return
    issue = reading.issues.of_phrase(head, predication.block.start) if predication.kind == "noun" else None
    issue = reading.issues.of_clause(predication) if predication.kind == "verb" else issue
    if issue is None or is_vague(issue.wording):
        return
    # The clause of a verb and a whole clause under "on" bring the "not" with them.
    sign = -issue.sign if predication.mood.negated and predication.kind == "noun" else issue.sign
    stance = turned("support" if side == "for" else "oppose", sign)
    for holder in read_holders(_subjects(predication), reading, predication):
        yield Draft(holder, stance, issue.wording, predication, "positions.leanings/sided")


def _subjects(predication: Predication) -> tuple[Token, ...]:
    outer = grammar.children(predication.head, "nsubj:outer")
    return predication.get("agent") or tuple(item for token in outer for item in grammar.conjuncts(token))


def _open(predication: Predication, reading: Reading, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """ "Takes no side", "has not taken a position", "reserved judgement", "remains unconvinced either way"."""
    if not _is_open(predication) or _is_unsure(predication):
        return
    issue = _matter(predication, reading, drafts)
    if issue is None or is_vague(issue.wording):
        return
    for holder in read_holders(predication.get("agent"), reading, predication):
        yield Draft(holder, "uncertain", issue.wording, predication, "positions.leanings/open")


def _unsaid(predication: Predication, reading: Reading, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """ "Has not decided how it will vote on the draft", "did not say whether it would sign the accord"."""
    if predication.lemma not in word_set("frames", "settling"):
        return
    told = [t for t in predication.get("content") if is_left_unsaid(predication, t)]
    clause = reading.at(told[0], predication) if told else None
    if clause is None or _is_unsure(predication):
        return
    whether = grammar.opening(clause.verb) == "whether" or grammar.preposition(clause.verb) == "whether"
    votes = clause.lemma.startswith("vote") or not whether
    issue = _matter(clause, reading, drafts) if votes else reading.issues.of(told[0], predication.block.start)
    if issue is None or is_vague(issue.wording):
        return
    holders = read_holders(predication.get("agent"), reading, predication)
    for holder in holders if set(holders) & set(reading.names(clause.get("agent"), clause)) else ():
        yield Draft(holder, "uncertain", issue.wording, predication, "positions.leanings/unsaid")


def is_left_unsaid(predication: Predication, content: Token) -> bool:
    """Whether a clause tells what somebody hasn't said or decided: "how it will vote"."""
    if predication.lemma not in word_set("frames", "settling") or not predication.mood.negated:
        return False
    return grammar.opening(content) in ("how", "whether") or grammar.preposition(content) == "whether"


def _is_open(predication: Predication) -> bool:
    if predication.kind == "adjective":
        undecided = predication.lemma in word_set("frames", "undecided")
        if not undecided and predication.lemma not in word_set("frames", "unmoved"):
            return False
        either = any(t.lower_ == "either" and t.nbor().lower_ == "way" for t in predication.head.sent[:-1])
        return not predication.mood.negated and (undecided or either)
    light = grammar.verb_lemma(predication.verb)
    if light not in (*_TAKING, *_KEEPING_BACK):
        return False
    negated = predication.mood.negated
    nouns = {t.lemma_.lower() for t in predication.get("theme")} | {predication.head.lemma_.lower()}
    taking = light in _TAKING and negated and bool(nouns & word_set("frames", "sides"))
    return taking or (light in _KEEPING_BACK and not negated and bool(nouns & word_set("frames", "judgements")))


def _matter(predication: Predication, reading: Reading, drafts: Sequence[Draft]) -> Issue | None:
    """What somebody takes no side on: what the clause names, else what was spoken of last."""
    nouns = [t for word in (predication.verb, predication.head) for t in (word, *grammar.children(word, "obj"))]
    phrases = [c for noun in nouns for c in grammar.children(noun, "obl", "nmod") if grammar.preposition(c) in _ABOUT]
    for phrase in phrases:
        if not reading.is_date(phrase, predication.block) and phrase.lemma_.lower() != "way":
            return reading.issues.of(phrase, predication.block.start)
    before = last_near(drafts, predication)
    return Issue(before.issue) if before is not None else last_text(predication, reading)
