"""Dates of the texts in which something is done: "under the Act, signed on 8 January 1979, both renounced force".

In: a predicate, the dates of its sentence. Out: the date of a resolution, treaty or statement that speaks ("Resolution
598, adopted on 20 July 1987, demanded"), in, by or under which something is done, or that is adopted. What merely
concerns a text ("broke the accord of 1992") has no date by it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extraction import grammar
from kg.extraction.dates.parts import date_words
from kg.extraction.dates.times import TimeMention
from kg.extraction.lexicons.reading import word_set
from kg.extraction.tokens import Token

_BY_MEANS = ("in", "by", "under", "with", "through", "by terms of")
# "resolution 733 (1992)": how far behind the noun its year stands.
_NUMBERED = 3
_PARTS = frozenset({"term", "provision", "article", "paragraph", "framework"})


def date_by_text(predicate: Token, heads: Mapping[TimeMention, Token]) -> TimeMention | None:
    """The date of the text by which a predicate does what it says; `heads` are the dates of its sentence."""
    if predicate.pos_ not in ("VERB", "AUX"):
        return None
    for noun in _texts(predicate):
        found = [m for m, date in heads.items() if ".." not in m.edtf and _dates(date, noun, predicate)]
        if len(found) == 1:
            return found[0]
    return None


def _texts(verb: Token) -> Iterator[Token]:
    """The texts that speak in a clause, by which something is done, or that are adopted in it."""
    for clause in dict.fromkeys((verb, grammar.first_conjunct(verb))):
        for phrase in clause.children:
            noun = _whole(phrase)
            if _is_text(noun) and _acts(phrase, clause):
                yield noun
        if clause.dep_ == "acl" and clause.lemma_ in _adopting() and _is_text(clause.head):
            yield clause.head
        if clause is not verb and grammar.own_subject(verb) is not None:
            return


def _acts(phrase: Token, verb: Token) -> bool:
    """Whether a text is what a verb is done by."""
    if phrase.dep_ in ("nsubj", "csubj"):
        return verb.lemma_ in date_words("performed") | date_words("looks_ahead")
    if phrase.dep_ in ("obl", "obl:agent", "nmod"):
        return grammar.preposition(phrase) in _BY_MEANS
    return phrase.dep_ in ("obj", "nsubj:pass") and verb.lemma_ in _adopting()


def _adopting() -> frozenset[str]:
    """The verbs that bring a text about."""
    return word_set("event_words", "adopting")


def _whole(phrase: Token) -> Token:
    """The text whose terms or article is spoken of: "by the terms of resolution 10"."""
    if phrase.lemma_.lower() not in _PARTS:
        return phrase
    return next((c for c in grammar.children(phrase, "nmod") if grammar.preposition(c) == "of"), phrase)


def _is_text(noun: Token) -> bool:
    return noun.lemma_.lower() in word_set("event_words", "texts") and grammar.is_noun(noun)


def _dates(date: Token, noun: Token, predicate: Token) -> bool:
    """Whether a date is that of a text: "of 30 January 1970", "(2018)", "signed on 8 January 1979"."""
    if noun.i < date.i <= noun.i + _NUMBERED and date.nbor(-1).text == "(":
        return True
    if date.head is noun:
        return grammar.preposition(date) in ("of", "from")
    clause = date.head
    made = clause.lemma_ in date_words("comes_about") or clause.lemma_ in _adopting()
    return made and clause.dep_ in ("acl", "acl:relcl") and clause.head is noun and clause is not predicate
