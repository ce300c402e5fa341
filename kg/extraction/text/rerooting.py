"""Clauses that a parser lost: verbs under nominal labels, and clauses that hang on the wrong one.

In: a parsed Doc. Out: the same Doc with other heads where its tags and labels contradict English grammar: a
sentence without a verb that holds one, a copula or an auxiliary below a noun's attribute, a past tense that is
coordinated with an infinitive. Which words can be verbs at all is asked of the lexicons of attitudes and speech.
"""

from __future__ import annotations

from functools import cache

from kg.extraction.grammar import FINITE, is_verb
from kg.extraction.lexicons.reading import read_rows, word_set
from kg.extraction.lexicons.words import words_of
from kg.extraction.tokens import Doc, Token

_NOMINAL = frozenset("compound nmod amod nmod:poss flat appos nmod:desc nmod:unmarked obl obj".split())
_OF_NOUNS = frozenset({"det", "nmod:poss", "case", "cop", "nummod", "amod"})


def reroot(doc: Doc) -> None:
    """Give lost clauses back their heads, in place."""
    for token in list(doc):
        if _is_hidden_clause(token):
            _raise_clause(token)
        elif _is_bare_answer(token):
            _promote(token)
        elif _is_lost_predicate(token):
            _take_subject(token)
        elif _is_lost_verb(token):
            _promote(token)
        elif _is_swallowed(token):
            _set_free(token)
        elif _is_lost_subject(token):
            token.hang_on(token.head.head, "nsubj")
        elif _hangs_too_low(token):
            token.hang_on(token.head.head)


def _labels(token: Token) -> set[str]:
    return {child.dep_ for child in token.children}


def _is_hidden_clause(token: Token) -> bool:
    """An infinitive with subject and modal below a noun: "and [Ghana should trade] aid for reform"."""
    noun = token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i
    if token.tag_ != "VB" or not noun:
        return False
    return any(c.tag_ == "MD" and c.dep_ == "aux" for c in token.children) and "nsubj" in _labels(token)


def _raise_clause(verb: Token) -> None:
    """Coordinate the clause with the verb above it; the noun that it stood under becomes its object."""
    noun = verb.head
    while noun.dep_ in ("compound", "amod", "nmod") and noun.head.i > noun.i:
        noun = noun.head
    above = noun.head
    if above == noun:
        verb.hang_on(verb, "ROOT")
    else:
        verb.hang_on(above, "conj")
    noun.hang_on(verb, "obj")


def _is_lost_predicate(token: Token) -> bool:
    """A predicate with a copula that was coordinated with its own subject: "Ghana's claims to it are unjust"."""
    subject = token.head
    if token.dep_ not in ("conj", "appos", "parataxis") or subject.i >= token.i:
        return False
    labels = _labels(token)
    return (
        "cop" in labels and not labels & {"nsubj", "nsubj:pass", "csubj", "cc", "mark", "expl"}
        and subject.tag_.startswith("NN") and not _labels(subject) & {"cop", "nsubj", "case", "mark"}
        and not any(t.text in (",", ";", ":") or t.dep_ == "cc" for t in token.doc[_right(subject, token) : token.i])
    )  # fmt: skip


def _right(subject: Token, before: Token) -> int:
    """Where the subject's own phrase ends before the predicate."""
    ends = [t.i for t in subject.subtree if t.i < before.i and before not in t.ancestors]
    return max(ends) + 1


def _take_subject(predicate: Token) -> None:
    noun = predicate.head
    above, label = noun.head, noun.dep_
    for child in list(noun.children):
        if child.i > predicate.i:
            child.hang_on(predicate)
    if above == noun:
        predicate.hang_on(predicate, "ROOT")
    else:
        predicate.hang_on(above, label)
    noun.hang_on(predicate, "nsubj")


def _is_lost_verb(token: Token) -> bool:
    """A word that the lexicons know as a verb and the tagger took for a noun, between a name and its object."""
    if not token.is_lower or not token.tag_.startswith("NN") or token.dep_ not in _NOMINAL | {"ROOT", "nsubj"}:
        return False
    aside = _aside(token)
    own = any(c.dep_ in _OF_NOUNS for c in token.children if c.i < token.i)
    if aside is None and own and not _has_subject_beside(token):
        return False
    past = token.tag_ == "NNP" and token.lower_.endswith("ed")
    verbless = not any(t.tag_ in FINITE and not _is_below(t, token) for t in token.sent) and token.sent[-1].text in ".!"
    if is_verb(token) and (token.tag_ not in ("NNS", "NNPS") or "nsubj" in _labels(token)):
        return False
    form = verb_of(token)
    return bool(form) and (past or verbless) and _subject_before(token) is not None and token.i + 1 < token.sent.end - 1


def _is_below(verb: Token, root: Token) -> bool:
    """Whether a verb stands in a relative clause, or goes on with what is taken for a noun at the head of all."""
    relative = any(node.dep_ in ("acl:relcl", "advcl:relcl") for node in (verb, *verb.ancestors))
    return root.head is root and (relative or (verb.dep_ == "conj" and verb.head is root))


def _is_bare_answer(token: Token) -> bool:
    """A verb that no noun looks like, right behind a name at the end of a sentence: "Tom Berg [disagrees]"."""
    if token.tag_ != "NNS" or token.lower_ not in ("disagrees", "agrees", "dissents", "concurs"):
        return False
    ends = token.i + 1 < len(token.doc) and token.nbor().text in ".;,"
    return ends and token.i > token.sent.start and token.nbor(-1).tag_ == "NNP"


def _has_subject_beside(verb: Token) -> bool:
    """Whether a noun right before a word in -s would be its attribute: "The text keeps it in force"."""
    before = verb.doc[verb.i - 1] if verb.i else None
    if before is None or before.head != verb or verb.tag_ != "NNS" or before.dep_ not in ("compound", "amod"):
        return False
    after = ("obj", "nmod:unmarked", "appos", "ccomp", "vocative")
    goes_on = any(c.i > verb.i and c.dep_ in after for c in verb.children) or verb.head.i > verb.i
    return goes_on and before.tag_ != "NNS" and _is_noun(before)


def _aside(verb: Token) -> Token | None:
    """The head of a phrase between subject and verb that was hung on the verb: "officials [to this day] accuse"."""
    left = [c for c in verb.children if c.i < verb.i]
    cases = [c for c in left if c.dep_ == "case"]
    after = [c for c in left if cases and c.i > cases[0].i and c.tag_.startswith(("NN", "JJ"))]
    return after[-1] if after else None


def verb_of(token: Token) -> str:
    """The verb that a word can be a finite form of, "" if the lexicons know none."""
    word = token.lower_
    stems = [word]
    for ending in ("ies", "ied"):
        stems += [word[:-3] + "y"] if word.endswith(ending) else []
    for ending in ("s", "es", "d", "ed"):
        stems += [word[: -len(ending)]] if word.endswith(ending) else []
    return next((stem for stem in stems if stem in _known_verbs()), "")


@cache
def _known_verbs() -> frozenset[str]:
    rows = [*read_rows("frames", "frame"), *read_rows("speech", "frame")]
    known = frozenset(entry.split()[0] for row in rows for entry in words_of(row.get("verbs", "")))
    return known | word_set("speech", "courtesies")


def _subject_before(verb: Token) -> Token | None:
    """The noun whose phrase ends before the verb and agrees with it."""
    aside = _aside(verb)
    own = [c for c in verb.children if c.i < verb.i and c != aside]
    beside = [c for c in verb.head.children if c.i < verb.i]
    nouns = [t for t in (*own[::-1], *verb.ancestors, *beside[::-1]) if t.i < verb.i and _is_noun(t)]
    if not nouns or any(child.tag_ == "POS" for child in nouns[0].children):
        return None
    if verb.lower_.endswith("ed"):
        return nouns[0]
    several = nouns[0].tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in nouns[0].children)
    return nouns[0] if several != verb.lower_.endswith("s") else None


def _is_noun(token: Token) -> bool:
    """Whether a word is a noun, or a name at the head of a sentence that was taken for an adjective."""
    return token.tag_.startswith("NN") or (token.tag_ == "JJ" and token.is_title and token.is_sent_start)


def _promote(verb: Token) -> None:
    """Make the verb the head of its clause, the noun before it the subject, the noun after it the object."""
    subject, aside = _subject_before(verb), _aside(verb)
    if subject is None:
        return
    top = _top(verb)
    after = [t for t in (*verb.ancestors, *verb.children, *verb.head.children) if t.i > verb.i]
    target = next((t for t in after if t.tag_.startswith("NN")), None)
    if aside is not None:
        for word in [c for c in verb.children if c.i < aside.i and c.dep_ in _OF_NOUNS]:
            word.hang_on(aside)
        aside.dep_ = "obl"
    lone = not top.tag_.startswith("VB") or top == verb
    verb.hang_on(*((verb, "ROOT") if lone else (top, "parataxis")))
    for word in [c for c in verb.children if c.i < subject.i and c.dep_ in _OF_NOUNS]:
        word.hang_on(subject)
    subject.hang_on(verb, "nsubj")
    if target is not None:
        target.hang_on(verb, "obl" if "case" in _labels(target) else "obj")
        for clause in [c for c in verb.children if c.dep_ == "acl:relcl"]:
            clause.hang_on(target)
    if lone and top not in (verb, subject, target):
        top.hang_on(verb, "obl")
    ending = "VBD" if verb.lower_.endswith("ed") else "VBZ" if verb.lower_.endswith("s") else "VBP"
    verb.tag_, verb.pos_, verb.lemma_ = ending, "VERB", verb_of(verb)


def _top(verb: Token) -> Token:
    """The verb that the noun phrases above a lost verb hang on, else the head of those phrases."""
    top = verb
    while top.dep_ in _NOMINAL and top.head != top:
        top = top.head
        if top.tag_.startswith("VB"):
            break
    return top


def _is_swallowed(gerund: Token) -> bool:
    """A gerund that was taken for an attribute of its object: "has no business [picking presidents]"."""
    before = gerund.nbor(-1) if gerund.i else None
    inside = gerund.tag_ == "VBG" and gerund.dep_ in ("amod", "compound") and gerund.head.i > gerund.i
    return (
        inside and before is not None and before.head == gerund and before.lower_ in word_set("issues", "entitlements")
    )


def _set_free(gerund: Token) -> None:
    """Make the noun before it the object of the verb, the gerund its clause, and the noun after it the gerund's."""
    noun, thing = gerund.nbor(-1), gerund.head
    noun.hang_on(thing.head, thing.dep_)
    for word in [c for c in thing.children if c.i < noun.i]:
        word.hang_on(noun)
    gerund.hang_on(noun, "acl")
    thing.hang_on(gerund, "obj")


def _is_lost_subject(noun: Token) -> bool:
    """A noun hung on the participle before it: "Echoing that, [the envoy] said" lacks its subject."""
    clause = noun.head
    verb = clause.head
    if noun.dep_ not in ("appos", "parataxis", "conj") or clause.dep_ != "advcl" or clause.tag_ != "VBG":
        return False
    comma = any(t.text == "," for t in noun.doc[clause.i : noun.i])
    finite = verb.tag_ in ("VBD", "VBZ", "VBP") or any(c.tag_ == "MD" for c in verb.children)
    return (
        comma
        and finite
        and clause.i < noun.i < verb.i
        and noun.tag_.startswith("NN")
        and not (_labels(verb) & {"nsubj", "nsubj:pass", "csubj"})
    )


def _hangs_too_low(verb: Token) -> bool:
    """A past tense coordinated with a modal's infinitive: "said that it would not help, and called for talks"."""
    inner = verb.head
    said = inner.head
    if verb.dep_ != "conj" or verb.tag_ not in ("VBD", "VBN") or inner.tag_ != "VB" or inner.dep_ != "ccomp":
        return False
    modal = any(c.tag_ == "MD" and c.dep_ == "aux" for c in inner.children)
    own = _labels(verb) & {"nsubj", "nsubj:pass", "aux", "aux:pass", "mark"}
    return modal and not own and said.tag_ == "VBD"
