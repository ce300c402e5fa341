"""Repairs of parses: what the tagger and the parser contradict each other in, or themselves.

In: a parsed Doc. Out: the same Doc, changed where a contradiction has one likely solution. Each repair names how
often it was right on the test files of the treebanks. Nothing about politics here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import pairwise

from kg.extraction.grammar import NOMINAL_SUBJECTS
from kg.extraction.lexicons.reading import read_texts, word_set, word_sets
from kg.extraction.text.attachments import attach
from kg.extraction.text.headless import give_heads
from kg.extraction.text.misreadings import reread
from kg.extraction.text.opening_days import free_days
from kg.extraction.text.opening_likenesses import free_likenesses
from kg.extraction.text.opening_participles import free_subjects
from kg.extraction.text.rerooting import reroot
from kg.extraction.text.second_verbs import free_second_verbs
from kg.extraction.text.speakers_behind import free_speakers
from kg.extraction.text.tellers_behind import free_tellers
from kg.extraction.text.time_clauses import free_time_clauses
from kg.extraction.tokens import Doc, Token

_OF_NOUNS = frozenset({"cop", "det", "nmod:poss", "case", "amod", "compound", "nummod"})
_DOUBLED = frozenset("blmnprt")  # "expelled", "rebutted"


def repair(doc: Doc, lemmatize: Callable[[Token], str]) -> None:
    """Repair a parse in place; `lemmatize` finds the lemma of a word that turns out to be a verb."""
    for token in doc:
        if token.tag_.startswith(("NN", "JJ", "RB")) and _is_verb_by_parse(token):
            _make_verb(token, lemmatize)
    for token in doc:
        _know_form(token)
        _know_noun(token)
        _know_gerund(token)
        _know_adverb(token)
        _free_infinitive(token)
    before = [(token.head, token.dep_) for token in doc]
    for token in doc:
        _join_subjects(token)
    free_days(doc)
    free_speakers(doc)
    free_subjects(doc)
    free_time_clauses(doc)
    free_second_verbs(doc)
    free_likenesses(doc)
    give_heads(doc, lemmatize)
    reroot(doc)
    attach(doc)
    free_tellers(doc)
    reread(doc)
    # Two repairs that are right by themselves may close a circle, in which every reader would walk for ever.
    if not doc.is_forest:
        for token, (head, label) in zip(doc, before, strict=True):
            token.hang_on(head, label)


def _know_form(token: Token) -> None:
    """Give an irregular past form its lemma, and its tag where it was taken for a present: "Iran lent Iraq money"."""
    if token.tag_.startswith("VB") and (regular := _regular_forms().get(token.lower_)):
        token.lemma_ = regular
        return
    plain = read_texts("language", "verb_forms").get(token.lower_)
    if plain is None:
        return
    subject = any(child.dep_ in NOMINAL_SUBJECTS for child in token.children)
    if not (token.tag_.startswith("VB") or (subject and token.tag_.startswith(("JJ", "NN")))):
        return
    token.lemma_ = plain
    alone = not any(child.dep_ in ("aux", "aux:pass", "mark") for child in token.children)
    if token.tag_ not in ("VBD", "VBN", "VBZ", "VBG") and plain != token.lower_ and alone:
        token.tag_, token.pos_ = "VBD", "VERB"


@cache
def _regular_forms() -> dict[str, str]:
    """The forms of regular verbs that pipelines trace to another word, with the verb of each."""
    forms: dict[str, str] = {}
    for verb in word_set("language", "regular_verbs"):
        stems = (verb[:-1] if verb.endswith("e") else verb, *([verb + verb[-1]] if verb[-1] in _DOUBLED else ()))
        forms |= {f"{stem}{ending}": verb for stem in stems for ending in ("ed", "ing")}
        forms[f"{verb}s"] = verb
    return forms


def _know_noun(token: Token) -> None:
    """Take "mine" behind an article for the noun: "The mine must go"."""
    if token.lower_ != "mine" or not token.tag_.startswith("PRP"):
        return
    if any(child.dep_ in ("det", "amod", "compound", "nummod") for child in token.children):
        token.tag_, token.pos_ = "NN", "NOUN"


def _know_gerund(token: Token) -> None:
    """Take a word in "-ing" behind "the" and before a verb for a noun: "The grouping urged restraint"."""
    if token.tag_ != "VBG" or token.dep_ not in NOMINAL_SUBJECTS:
        return
    det = any(c.dep_ == "det" and c.i < token.i for c in token.children)
    if det and not any(c.dep_ == "obj" for c in token.children):
        token.tag_, token.pos_, token.lemma_ = "NN", "NOUN", token.lower_


def _know_adverb(token: Token) -> None:
    """Take a bare word in "-ly" behind a verb for an adverb: "vowed solemnly that"."""
    verb = token.head
    bare = token.tag_ == "NN" and token.dep_ == "obj" and token.is_lower and not token.children
    if not bare or token.i != verb.i + 1 or not token.lower_.endswith("ly"):
        return
    if token.lower_ in word_set("language", "nouns_in_ly"):
        return
    token.tag_, token.pos_, token.dep_ = "RB", "ADV", "advmod"
    for clause in verb.children:
        if clause.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children):
            clause.dep_ = "ccomp"


def _free_infinitive(token: Token) -> None:
    """Take what "to" was read as the preposition of for a verb: "Iran offered to mediate", "refused to veto".

    Only bare words that the lexicon knows as verbs, behind verbs that govern infinitives.
    """
    if token.tag_ not in ("NN", "VB") or token.dep_ not in ("obl", "nmod") or not token.is_lower:
        return
    verb = token.head
    left = [child for child in token.children if child.i < token.i]
    if len(left) != 1 or left[0].lower_ != "to" or left[0].i != token.i - 1:
        return
    words = word_sets("language", "infinitives")
    if (token.tag_ == "VB" or token.lower_ in words["verbs"]) and verb.lemma_ in words["behind"]:
        token.tag_, token.pos_, token.lemma_, token.dep_ = "VB", "VERB", token.lower_, "xcomp"
        left[0].tag_, left[0].dep_ = "TO", "mark"


def _is_verb_by_parse(token: Token) -> bool:
    """Whether the parser reads as a verb what is tagged a noun: "Congress defies the president" (11 of 11 right)."""
    labels = {child.dep_ for child in token.children}
    if not labels & {"nsubj", "nsubj:pass"} or labels & _OF_NOUNS:
        return False
    has_object = bool(labels & {"obj", "ccomp"})
    if token.tag_ == "RB" and token.lower_ != "back":
        return False
    if token.tag_ == "JJ":
        return has_object and not labels & {"aux", "aux:pass"}
    return has_object or token.lower_.endswith("ed")


def _make_verb(token: Token, lemmatize: Callable[[Token], str]) -> None:
    endings = (("ed", "VBD"), ("ing", "VBG"), ("s", "VBZ"), ("", "VBP"))
    token.tag_ = next(tag for ending, tag in endings if token.lower_.endswith(ending))
    token.pos_ = "VERB"
    token.lemma_ = lemmatize(token)


def _join_subjects(verb: Token) -> None:
    """Coordinate two names that are both subjects of one verb: "Saudi Arabia and Iran signed" (too rare to measure)."""
    subjects = [child for child in verb.children if child.dep_ in NOMINAL_SUBJECTS and child.i < verb.i]
    for first, second in pairwise(subjects):
        links = [t for t in verb.doc[first.i + 1 : second.i] if t.dep_ == "cc" and t.head in (verb, second)]
        before = verb.doc[links[-1].i - 1] if links else first
        target = before if first.is_ancestor(before) and _is_name(before) else first
        if links and _is_name(target) and _is_name(second) and second.left_edge.i <= links[-1].i + 2:
            links[-1].hang_on(second)
            second.hang_on(target, "conj")


def _is_name(token: Token) -> bool:
    return token.tag_.startswith("NN") and token.text[:1].isupper()
