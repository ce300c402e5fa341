"""Dates in a sentence that are of something else: of a text, of what only comes before, of what a verb looks back on.

In: a date, the word that it depends on, a predicate. Out: whether the date can be the predicate's. Which of the dates
that are left it is, `dating` decides.
"""

from __future__ import annotations

import re

from kg.extraction import grammar
from kg.extraction.dates.clauses import opens_clause
from kg.extraction.dates.parts import date_words
from kg.extraction.dates.times import TimeMention
from kg.extraction.lexicons.reading import word_set
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token

# How a year stands before the noun that it belongs to, and how what is done then hangs on that noun.
_BEFORE_NOUN = ("compound", "nummod", "amod", "nmod:unmarked", "nmod")
_DONE_AT = ("in", "at", "during", "by", "under")


def looking() -> frozenset[str]:
    """The verbs that speak of what is of another time."""
    return date_words("looks_back") | date_words("looks_ahead")


def may_be_own(mention: TimeMention, date: Token) -> bool:
    """Whether a date behind a verb that looks elsewhere is its own: a day, or one gone by of what looked ahead."""
    if _is_gone_by(mention, date):
        return False
    if mention.text.endswith(("later", "earlier")):
        return True
    ahead = date.head.tag_ == "VBD" and date.head.lemma_ in date_words("looks_ahead")
    return is_day(mention) or (ahead and mention.past and ".." not in mention.edtf)


def is_of_promise(mention: TimeMention, date: Token, verb: Token) -> bool:
    """Whether a day gone by behind what was yet to be done dates the word given: "threatened to leave last month"."""
    ahead = verb.tag_ == "VBD" and verb.lemma_ in date_words("looks_ahead")
    to_do = date.head.tag_ == "VB" and date.head.head == verb
    return ahead and to_do and mention.past and ".." not in mention.edtf


def _is_gone_by(mention: TimeMention, date: Token) -> bool:
    """Whether what is done in the present tense looks back to a day: "condemns the attack on 17 July"."""
    present = date.head.tag_ in ("VBZ", "VBP") and not grammar.children(date.head, "aux", "aux:pass")
    return present and mention.past


def dates_subject(date: Token, predicate: Token) -> bool:
    """Whether a date names the subject of a verb: "the accords of November 1995 ended the war"."""
    noun = date.head
    while noun.dep_ == "nmod" and grammar.is_noun(noun.head):
        noun = noun.head
    named = date.dep_ in ("nmod", "nummod", "nmod:unmarked") and grammar.is_noun(noun) and noun != predicate
    subject = grammar.first_conjunct(noun).dep_ in ("nsubj", "nsubj:pass") and noun.i < predicate.i
    return named and subject and predicate.pos_ in ("VERB", "AUX") and grammar.preposition(date) == "of"


def dates_text(date: Token, predicate: Token) -> bool:
    """Whether a date tells which text, not when something is done: "insists on the memorandum of 2000"."""
    noun = date.head
    named = date.dep_ in ("nmod", "nummod", "nmod:unmarked") and grammar.preposition(date) in ("of", "from")
    text = noun.lemma_.lower() in word_set("event_words", "texts") and noun not in (predicate, predicate.head)
    return named and text and predicate.pos_ in ("VERB", "AUX") and predicate.lemma_ not in date_words("comes_about")


def names_thing(mention: TimeMention, date: Token, predicate: Token) -> bool:
    """Whether a year before a noun only tells which thing is meant: "supports the 2016 award".

    What is held, signed or won is so in that year ("held its 2021 elections"); so is what is done at or under it, and
    what a blow or a quarrel of that year did.
    """
    noun = date.head
    year = re.fullmatch(r"(?:\w+ )?\d{4}", mention.text) is not None
    before = year and date.dep_ in _BEFORE_NOUN and date.i < noun.i and not grammar.preposition(date)
    if not before or not grammar.is_noun(noun) or noun == predicate:
        return False
    while noun.dep_ == "nmod" and grammar.is_noun(noun.head) and noun.head != predicate:
        noun = noun.head
    if predicate.pos_ not in ("VERB", "AUX") or noun.head != predicate:
        return True
    if noun.dep_ == "nsubj":
        return noun.lemma_.lower() in word_set("event_words", "texts")
    if noun.dep_ in ("obl", "obl:agent"):
        return grammar.preposition(noun) not in _DONE_AT
    return predicate.lemma_ not in date_words("comes_about") | date_words("dated_by_object")


def is_day(mention: TimeMention) -> bool:
    """Whether a date is a day: a year or month behind the object of a verb that looks elsewhere is the object's."""
    return len(mention.edtf) > len("2003-05")


def is_told_alike(mention: TimeMention, date: Token, predicate: Token) -> bool:
    """Whether a day is the verb's too: "said after talks on Friday", unlike "After the raid on Friday, it said"."""
    return is_day(mention) and not (predicate.pos_ in ("VERB", "AUX") and date.i < predicate.i)


def may_share(date: Token, predicate: Token) -> bool:
    """Whether a noun can be of its clause's time: what a verb looks back on, or calls for, only of a date behind it."""
    noun = predicate.pos_ not in ("VERB", "AUX") and predicate.dep_ in ("obj", "obl", "nmod")
    return not (noun and predicate.head.lemma_ in looking()) or date.i > predicate.i


def is_relative_to(mention: TimeMention, date: Token, predicate: Token, block: Block) -> bool:
    """Whether a date is that of what the predicate only comes before or after: "after the revolution of 1979"."""
    node = date
    while node.head.i != node.i and node.i != predicate.i and not opens_clause(node):
        hour = node.lemma_ in date_words("hours")
        if (
            node.i != date.i
            and not hour
            and grammar.is_noun(node)
            and grammar.preposition(node) in ("after", "before", "since", "following")
            and not node.is_ancestor(predicate)
        ):
            return True
        node = node.head
    before = block.doc.text[: mention.start - block.start]
    found = re.search(r"\b(?:after|before|since|following)\s+(?:\w+\s+){1,4}(?:of|in)\s+$", before, re.I)
    if found is None or predicate.pos_ not in ("VERB", "AUX"):
        return False
    if predicate.dep_ == "acl:relcl" and predicate.head.idx > found.start():
        return False
    between = [t for t in predicate.sent if found.start() < t.idx < found.end()]
    return not any(t.pos_ in ("VERB", "AUX") for t in between)
