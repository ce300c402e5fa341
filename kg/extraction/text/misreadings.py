"""Subjects, participles and companions that a parser took for something else.

In: a parsed Doc. Out: the same Doc, its words relabelled and hung where the words around them leave one reading: a name
right before a finite verb is its subject, a participle right behind "has" is a perfect. What hangs on the wrong noun is
put right in `attachments`, what the parser lost in `rerooting`.
"""

from __future__ import annotations

from kg.extraction.grammar import FINITE
from kg.extraction.text.rerooting import verb_of
from kg.extraction.tokens import Doc, Token


def reread(doc: Doc) -> None:
    """Give such words the reading that is left, in place."""
    for token in list(doc):
        if _is_on_helper(token):
            token.hang_on(token.head.head)
        elif _tells_of_noun_before(token):
            token.dep_ = "acl"
        elif _is_name_before_verb(token):
            token.dep_ = "nsubj"
        elif _is_behind_opening(token):
            _make_subject(token)
        elif _is_perfect(token):
            _make_perfect(token)
        elif _is_together_with(token):
            token.hang_on(token.head.head, "obl")


def _is_on_helper(subject: Token) -> bool:
    """Whether a subject was hung on the auxiliary of its verb: "[The union] had repeatedly called for it"."""
    helper = subject.head
    return subject.dep_ in ("nsubj", "nsubj:pass") and helper.dep_ in ("aux", "aux:pass") and helper.head != helper


def _is_name_before_verb(name: Token) -> bool:
    """Whether a name right before a finite verb without a subject was taken for an adverb: "[Togo] welcomed it"."""
    verb = name.head
    odd = name.dep_ in ("advmod", "cc", "discourse", "vocative", "mark", "aux", "det", "dep") and name.tag_ != "UH"
    if not odd or name.i + 1 != verb.i or not name.text[:1].isupper() or name.tag_ in ("RB", "CC", "IN", "DT", "MD"):
        return False
    return _lacks_subject(verb) and name.tag_.startswith("NN") and not any(c.dep_ == "case" for c in name.children)


def _lacks_subject(verb: Token) -> bool:
    """Whether a word is a finite verb without a subject."""
    return verb.tag_ in FINITE and not any(c.dep_ in ("nsubj", "nsubj:pass", "expl") for c in verb.children)


def _is_behind_opening(name: Token) -> bool:
    """Whether the subject was coordinated with an opening phrase: "In a statement, [Togo] and Mali rejected it"."""
    opening = name.head
    verb = opening.head
    listed = (
        name.dep_ in ("conj", "appos") and opening.dep_ in ("obl", "nmod") and name.i > opening.i and verb.i > name.i
    )
    if not listed or name.tag_ not in ("NNP", "NNPS") or opening.tag_ not in ("NN", "NNS"):
        return False
    start = min([name.i, *(c.left_edge.i for c in name.children if c.i < name.i and not c.is_punct)])
    if not start or name.doc[start - 1].text != "," or any(c.dep_ == "case" for c in name.children):
        return False
    return _lacks_subject(verb)


def _make_subject(name: Token) -> None:
    """Hang the name on the verb, and the other names of the list on it."""
    opening = name.head
    others = [c for c in opening.children if c.i > name.i and c.dep_ == "conj"]
    name.hang_on(opening.head, "nsubj")
    for other in others:
        other.hang_on(name, "conj")


def _is_perfect(word: Token) -> bool:
    """Whether a participle right behind "has" was taken for what somebody has: "Togo has [vetoed] both"."""
    have = word.head
    plain = word.dep_ == "obj" and word.i == have.i + 1 and word.is_lower and word.lower_.endswith("ed")
    if not plain or have.lower_ not in ("has", "have", "had") or any(c.dep_ != "punct" for c in word.children):
        return False
    return bool(verb_of(word)) and any(c.dep_ == "nsubj" for c in have.children)


def _make_perfect(verb: Token) -> None:
    """Put the participle where "has" stood, with all that hung on it."""
    have = verb.head
    above, label = have.head, have.dep_
    rest = [c for c in have.children if c != verb]
    verb.hang_on(*((verb, "ROOT") if above == have else (above, label)))
    for word in rest:
        word.hang_on(verb)
    have.hang_on(verb, "aux")
    verb.tag_, verb.pos_, verb.lemma_ = "VBN", "VERB", verb_of(verb)


def _tells_of_noun_before(participle: Token) -> bool:
    """Whether a participle with an object of its own stands behind a noun: "the envoy, [welcoming] the vote, said"."""
    noun = participle.head
    behind = participle.dep_ == "amod" and participle.tag_ in ("VBG", "VBN") and noun.i < participle.i
    return behind and any(
        c.i > participle.i and c.dep_ in ("obj", "obl", "ccomp", "xcomp") for c in participle.children
    )


def _is_together_with(name: Token) -> bool:
    """Whether a companion was hung on the object: "opposed the draft [together with Togo]"."""
    if name.dep_ != "nmod" or name.head.dep_ not in ("obj", "obl"):
        return False
    case = next((c for c in name.children if c.dep_ == "case" and c.lower_ == "with"), None)
    return case is not None and case.i > 0 and case.nbor(-1).lower_ in ("together", "along", "jointly")
