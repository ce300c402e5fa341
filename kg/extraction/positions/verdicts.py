"""Verdicts: what speakers maintain without "should" and without a word of praise or blame.

In: a clause. Out: a stance on an issue with the rule that found it, or nothing: who was right to do something, who
has a duty or needs something, what the answer, the lesson or the task is, what a thing is not, what there is no
reason for, what it is too early for, and what readers are told to do. What should be and what is called good or bad
is read in `theses`, what will or can be in `prospects`.
"""

from __future__ import annotations

from kg.extraction import grammar
from kg.extraction.issues.issues import Issue
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.prospects import Thesis, thesis_on
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.voices.quotations import is_first_person

_POINTING = ("PRP", "DT", "W", "EX")
_VIEWS = frozenset({"view", "opinion", "eye", "mind", "book", "judgement", "judgment", "reading"})


def read_verdict(clause: Predication, reading: Reading) -> Thesis | None:
    """What a clause maintains of somebody's deed, duty or need, of what a thing is, or of what there is no case for."""
    return (
        _on_deed(clause, reading)
        or _on_duty(clause, reading)
        or _on_need(clause, reading)
        or _equation(clause, reading)
        or _name_denied(clause, reading)
        or _absence(clause, reading)
        or _cleft(clause, reading)
        or _too_early(clause, reading)
        or _better(clause, reading)
        or _on_manner(clause, reading)
    )


def is_own_view(clause: Predication) -> bool:
    """Whether speakers mark a clause as their own view: "in my opinion", "to me", "for us"."""
    for word in dict.fromkeys((clause.verb, clause.head)):
        for phrase in grammar.children(word, "obl", "nmod"):
            owner = grammar.first(grammar.children(phrase, "nmod:poss"))
            if phrase.lemma_.lower() in _VIEWS and owner is not None and is_first_person(owner):
                return True
            fronted = phrase.i <= phrase.sent.start + 3 and grammar.preposition(phrase) in ("to", "for")
            if fronted and phrase.lower_ in ("me", "us"):
                return True
    return False


def is_appeal(clause: Predication) -> bool:
    """Whether a clause tells readers or listeners to do something: "Let them vote", "Do not sell the port"."""
    verb = clause.verb
    top = grammar.first_conjunct(verb)
    if clause.kind != "verb" or verb.tag_ not in ("VB", "VBP") or top.dep_ not in ("ROOT", "parataxis"):
        return False
    if top.dep_ == "parataxis" and top.head.lemma_ == "do":
        return False  # "It does not, however, accept": the parse took the auxiliary for a verb
    if verb != top and (grammar.own_subject(verb) is not None or grammar.children(verb, "aux", "mark")):
        return False
    label = max((t.i for t in top.sent if t.text == ":" and t.i < top.i), default=-1)  # "My proposal: share the fish"
    subjects = [t for t in (grammar.own_subject(top), *clause.get("agent")) if t is not None and t.i > label]
    if subjects or clause.mood.modals or clause.mood.question:
        return False
    helpers = [c for c in grammar.children(top, "aux", "cop", "mark") if c.lower_ not in ("do", "n't", "n’t")]
    opens = [t for t in top.sent[:] if label < t.i < top.i and t.is_alpha and t.head == top]
    opens = [t for t in opens if t.dep_ not in ("advcl", "advmod")]
    aside = clause.lemma.replace(" ", "_") in word_set("issues", "asides")
    if top.lemma_ == "do" and (not grammar.has_object(top) or any(c.lower_ == "so" for c in top.children)):
        return False  # "so do the Russians"
    return not helpers and not aside and all(t.lower_ in ("do", "but", "and", "so", "please") for t in opens)


def read_appeal(clause: Predication, reading: Reading) -> Thesis | None:
    """What readers or listeners are told to do."""
    if not is_appeal(clause) or not (clause.get("theme", "content") or len(clause.arguments) > 0):
        return None
    if any(t.lemma_.lower() in word_set("issues", "page_words") for t in clause.get("theme")):
        return None  # "Share this article"
    if clause.lemma == "let":
        inner = clause.get("content")
        told = reading.at(inner[0], clause) if inner else None
        us = any(t.lower_ in ("us", "me", "'s", "’s") for t in clause.get("theme", "recipient"))
        if told is None or (us and told.lemma.replace(" ", "_") in word_set("issues", "asides")):
            return None
    return thesis_on(reading.issues.of_clause(clause), 1, "appeal", clause, reading)


def verdict_by_adverb(clause: Predication) -> int:
    """1 for "wisely stayed out", -1 for "regrettably did not vote", 0 where no adverb judges what is told."""
    words = {c.lower_ for c in grammar.children(clause.verb, "advmod")}
    good, bad = (bool(words & word_set("issues", name)) for name in ("adverbs_good", "adverbs_bad"))
    if good == bad or clause.kind == "noun" or clause.mood.question or clause.mood.modals:
        return 0
    return 1 if good else -1


def _on_manner(clause: Predication, reading: Reading) -> Thesis | None:
    """ "Kenya wisely stayed out": a verdict in one word on what somebody does."""
    value = verdict_by_adverb(clause)
    if not value or not reading.names(clause.get("agent"), clause):
        return None
    return thesis_on(reading.issues.of_clause(clause), value, "deed", clause, reading)


def _on_deed(clause: Predication, reading: Reading) -> Thesis | None:
    """ "Chad was right to close the border", "is mistaken to": a verdict on what somebody does."""
    content = clause.get("content")
    if clause.kind != "adjective" or not content or not reading.names(clause.get("agent"), clause):
        return None
    word = clause.head.lemma_.lower()
    value = 1 if word in word_set("issues", "deed_good") else -1 if word in word_set("issues", "deed_bad") else 0
    if not value or grammar.is_finite(content[0]):
        return None
    issue = reading.issues.of(content[0], clause.block.start)
    return thesis_on(issue, -value if clause.mood.negated else value, "deed", clause, reading)


def _on_duty(clause: Predication, reading: Reading) -> Thesis | None:
    """ "States have a duty to prevent harm", "bears the responsibility for ending it"."""
    content = clause.get("content", "for")
    owed = clause.kind == "noun" and clause.lemma in word_set("issues", "duties") and clause.verb != clause.head
    if not owed or not content or not clause.get("agent"):
        return None
    issue = reading.issues.of(content[0], clause.block.start)
    return thesis_on(issue, -1 if clause.mood.negated else 1, "duty", clause, reading)


def _on_need(clause: Predication, reading: Reading) -> Thesis | None:
    """ "The island does not need a patron": what is good for somebody, by the word of whoever says so."""
    if clause.lemma not in ("need", "require", "deserve") or clause.kind != "verb" or grammar.is_passive(clause.verb):
        return None
    needed = [t for t in clause.get("theme") if not t.tag_.startswith(_POINTING)]
    agents = clause.get("agent")
    unclear = clause.mood.has("will", "would", "may", "might") or clause.mood.tense == "past"
    pointing = clause.lemma == "need" and all(t.tag_.startswith("PRP") for t in agents)
    if not needed or not agents or unclear or pointing or clause.lemma == "require":
        return None
    issue = reading.issues.of_phrase(needed[0], clause.block.start)
    return thesis_on(issue, -1 if clause.mood.negated else 1, "need", clause, reading)


def _equation(clause: Predication, reading: Reading) -> Thesis | None:
    """ "The answer is a longer timetable", "Our task is to keep them talking"."""
    if not grammar.children(clause.verb, "cop"):
        return None
    named = [c for c in clause.verb.children if c.dep_ in ("nsubj", "nsubj:outer") and c.i < clause.verb.i]
    lemma = named[0].lemma_.lower() if named else ""
    good, bad = lemma in word_set("issues", "answers"), lemma in word_set("issues", "troubles")
    if not (good or bad) or (clause.kind == "adjective") or reading.names(named[:1], clause):
        return None
    infinitive = clause.kind == "verb" and any(c.tag_ == "TO" for c in clause.verb.children)
    if infinitive or "nsubj:outer" in {c.dep_ for c in named}:
        return thesis_on(reading.issues.of_clause(clause), 1, "equation", clause, reading)
    if clause.kind != "noun" or clause.head.tag_.startswith((*_POINTING, "CD")):
        return None
    sign = (1 if good else -1) * (-1 if clause.mood.negated else 1)
    issue = reading.issues.of_phrase(clause.head, clause.block.start)
    return thesis_on(issue, sign, "equation", clause, reading)


def _name_denied(clause: Predication, reading: Reading) -> Thesis | None:
    """ "Gratitude is not alignment", "Deterrence is a conversation, not a wall": what a thing is, and is not."""
    subject = clause.get("agent")[:1]
    if clause.kind != "noun" or not subject or not grammar.children(clause.head, "cop"):
        return None
    vague = subject[0].lower_ in word_set("issues", "vague") or grammar.preposition(clause.head)
    if subject[0].tag_.startswith(_POINTING) or reading.names(subject, clause) or clause.head.tag_ == "CD" or vague:
        return None
    if subject[0].lemma_.lower() == clause.head.lemma_.lower():
        return None  # "A judge who takes sides is no judge": which one is meant, the wording would leave out
    contrast = [c for c in clause.head.children if c.i > clause.head.i and _is_denied(c)]
    if not clause.mood.negated and not contrast:
        return None
    return thesis_on(reading.issues.of_clause(clause), 1, "name", clause, reading)


def _is_denied(word: Token) -> bool:
    """Whether a noun is what something is said not to be: ", not a wall"."""
    negated = any(c.lower_ == "not" and c.i < word.i for c in word.children)
    return grammar.is_noun(word) and negated and not grammar.children(word, "nsubj", "cop")


def _absence(clause: Predication, reading: Reading) -> Thesis | None:
    """ "There is no military solution to it", "no alternative to talks", "nothing to negotiate"."""
    if clause.lemma != "be" or not clause.mood.negated or not any(c.lower_ == "there" for c in clause.verb.children):
        return None
    noun = next((c for c in clause.verb.children if c.dep_ in ("nsubj", "obj") and c.lower_ != "there"), None)
    if noun is None:
        return None
    sign = 1 if noun.lemma_.lower() in word_set("issues", "only_ways") else -1
    lacking = word_set("issues", "lacking") | word_set("issues", "only_ways") | word_set("issues", "wanted_nouns")
    if noun.lemma_.lower() not in lacking:
        return None
    inner = next((c for c in noun.subtree if c.i > noun.i and _is_about(c, noun)), None)
    if noun.lemma_.lower() in word_set("issues", "whole_lacking") or inner is None:
        issue: Issue | None = reading.issues.of_phrase(noun, clause.block.start)
        return thesis_on(issue, sign, "absence", clause, reading) if inner is not None else None
    return thesis_on(reading.issues.of(inner, clause.block.start), sign, "absence", clause, reading)


def _cleft(clause: Predication, reading: Reading) -> Thesis | None:
    """ "What we need is a truce", "What bothers me is the hypocrisy"."""
    what = next((c for c in clause.verb.children if c.lower_ == "what" and c.dep_ in ("nsubj", "csubj")), None)
    said = grammar.first(grammar.children(what, "acl:relcl", "acl")) if what is not None else None
    if said is None or clause.kind != "noun" or clause.head.tag_.startswith((*_POINTING, "CD")):
        return None
    lemma = grammar.verb_lemma(said)
    value = 1 if lemma in word_set("issues", "cleft_good") else -1 if lemma in word_set("issues", "cleft_bad") else 0
    sign = -value if clause.mood.negated else value
    issue = reading.issues.of_phrase(clause.head, clause.block.start) if value else None
    return thesis_on(issue, sign, "equation", clause, reading)


def _is_about(word: Token, noun: Token) -> bool:
    return word.head == noun and word.dep_ in ("acl", "ccomp", "nmod", "xcomp", "advcl")


def _too_early(clause: Predication, reading: Reading) -> Thesis | None:
    """ "It is too early to speak of reconciliation": what is not to be done."""
    content = clause.get("content")
    too = any(c.lower_ == "too" for c in grammar.children(clause.head, "advmod"))
    if clause.kind != "adjective" or not too or not content or grammar.is_finite(content[0]):
        return None
    sign = 1 if clause.mood.negated else -1
    return thesis_on(reading.issues.of(content[0], clause.block.start), sign, "too_early", clause, reading)


def _better(clause: Predication, reading: Reading) -> Thesis | None:
    """ "They would do better to talk", "would do well to wait"."""
    does = clause.lemma == "do" and clause.mood.has("would", "will", "might")
    good = any(c.lower_ in ("better", "well", "best") for c in clause.verb.children)
    told = clause.get("content", "purpose")
    if not does or not good or not told or told[0].lemma_ in word_set("issues", "asides"):
        return None
    return thesis_on(reading.issues.of(told[0], clause.block.start), 1, "better", clause, reading)
