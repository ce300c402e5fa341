"""Trees with ClearNLP's labels as trees of Universal Dependencies, which the rules read.

In: a parsed Doc as spaCy's English pipelines give it: prepositions govern their nouns, "is" its predicate, conjuncts
hang in a chain. Out: the same Doc, its heads and labels changed: prepositions are `case`, "is" is `cop`, conjuncts hang
on the first. Labels: https://github.com/clir/clearnlp-guidelines, https://universaldependencies.org/en. Wrong parses
stay wrong. No pipeline of that kind is part of the tests: they convert trees that were drawn by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.extraction.tokens import Doc, Token

_NEW_NAMES: Final = {
    "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dobj": "obj", "dative": "iobj",
    "poss": "nmod:poss", "relcl": "acl:relcl", "prt": "compound:prt", "neg": "advmod", "predet": "det:predet",
    "preconj": "cc:preconj", "intj": "discourse", "quantmod": "advmod", "oprd": "xcomp",
    "attr": "xcomp", "acomp": "xcomp", "meta": "dep", "complm": "mark",
}  # fmt: skip
_PREPOSITIONS: Final = frozenset({"prep", "agent", "dative"})
_OBJECTS: Final = frozenset({"pobj", "pcomp"})
_CLAUSAL: Final = frozenset({"xcomp", "ccomp"})
_OF_NOUNS: Final = ("NN", "PRP", "CD", "DT", "WP", "EX")


def is_clearnlp(labels: Iterable[str]) -> bool:
    """Whether a parser with these labels draws ClearNLP's trees."""
    return {"dobj", "pobj", "nsubjpass"} <= set(labels)


def to_universal(doc: Doc) -> None:
    """Change a tree in place."""
    names = [token for token in doc if token.ent_type_ == "PERSON"]
    for token in doc:
        if token.dep_ == "nmod":  # of the same name, and something else: what stands before a noun
            token.dep_ = "compound"
    for token in doc:
        if token.dep_ in _PREPOSITIONS or (token.dep_ == "conj" and _children(token, _OBJECTS)):
            _turn_preposition(token)
    for token in doc:
        _turn_copula(token)
    for token in doc:
        _rename(token)
    _hang_conjuncts(doc)
    _hang_conjunctions(doc)
    _flatten_names(names)


def _children(token: Token, labels: Iterable[str]) -> list[Token]:
    return [child for child in token.children if child.dep_ in labels]


def _is_nominal(token: Token) -> bool:
    return token.tag_.startswith(_OF_NOUNS) and not _children(token, ("cop",))


# ---- prepositions


def _turn_preposition(preposition: Token) -> None:
    """ "in → Paris" becomes "Paris → in": the noun takes the place of its preposition, a clause that of its marker."""
    words = list(_row(preposition))
    found = _children(words[-1], _OBJECTS)
    if not found:
        if preposition.dep_ != "dative":  # an adverb ("as before"), or a bare "to"
            preposition.dep_ = "advmod"
        return
    thing, head = found[0], preposition.head
    if preposition.dep_ == "conj" and head.dep_ in ("case", "mark"):
        head = head.head
    clause = thing.tag_.startswith("VB") and thing.dep_ == "pcomp"
    label = _label(preposition, thing, clause)
    thing.hang_on(head, label)
    for word in words:
        for child in list(word.children):
            if child not in words:
                child.hang_on(thing)
        word.hang_on(thing, "mark" if clause else "case")


def _row(preposition: Token) -> Iterator[Token]:
    """The prepositions that stand before one noun: "out of", "because of", "from behind"."""
    yield preposition
    if not _children(preposition, ("pobj",)):
        for child in _children(preposition, ("prep", "pcomp")):
            if child.tag_ in ("IN", "TO", "RP") and child.i > preposition.i:
                yield from _row(child)
                return


def _label(preposition: Token, thing: Token, clause: bool) -> str:
    if preposition.dep_ == "conj":
        return "conj"
    nominal = _is_nominal(preposition.head) and not _children(preposition.head, ("nsubj", "nsubjpass"))
    if clause:
        return "acl" if nominal else "advcl"
    if nominal:
        return "nmod"
    return "obl:agent" if preposition.dep_ == "agent" else "obl"


# ---- copulas


def _turn_copula(verb: Token) -> None:
    """ "is → ready" becomes "ready → is": the predicate takes the verb's place and all that hangs on it."""
    if verb.lemma_.lower() not in ("be", "'s") or not verb.tag_.startswith(("VB", "MD")):
        return
    if verb.dep_ in ("aux", "auxpass"):
        return
    predicate = _predicate(verb)
    if predicate is None:
        return
    if any(child.lower_ == "there" for child in _children(verb, ("expl",))):
        predicate.dep_ = "nsubj"  # "there is a risk": what exists is the subject
        return
    clausal = predicate.dep_ in _CLAUSAL
    if verb.head is verb:
        predicate.hang_on(predicate, verb.dep_)
    else:
        predicate.hang_on(verb.head, verb.dep_)
    for child in list(verb.children):
        child.hang_on(predicate, "nsubj:outer" if clausal and child.dep_ == "nsubj" else None)
    verb.hang_on(predicate, "cop")


def _predicate(verb: Token) -> Token | None:
    """What "be" links its subject with: a noun, an adjective, a place or time, a clause."""
    for labels in (("attr",), ("acomp",)):
        if found := _children(verb, labels):
            return found[-1]
    after = [child for child in verb.children if child.i > verb.i]
    places = [child for child in after if child.dep_ == "obl"]
    clauses = [child for child in after if child.dep_ in _CLAUSAL]
    has_subject = bool(_children(verb, ("nsubj", "csubj")))
    return next(iter([*places, *clauses]), None) if has_subject else None


# ---- labels, conjuncts, names


def _rename(token: Token) -> None:
    if token.dep_ == "aux" and token.tag_ == "TO":
        token.dep_ = "mark"
    elif token.dep_ == "npadvmod":
        token.dep_ = "nmod:unmarked" if _is_nominal(token.head) else "obl:unmarked"
    else:
        token.dep_ = _NEW_NAMES.get(token.dep_, token.dep_)


def _hang_conjuncts(doc: Doc) -> None:
    """ "A ← B ← C" becomes "A ← B, A ← C"."""
    for token in doc:
        while token.dep_ == "conj" and token.head.dep_ == "conj" and token.head.head is not token.head:
            token.hang_on(token.head.head)


def _hang_conjunctions(doc: Doc) -> None:
    """ "and" and the comma before a conjunct hang on the conjunct, not on what comes before them."""
    for token in doc:
        if token.dep_ == "cc" or (token.dep_ == "punct" and token.text == ","):
            first = token.head.head if token.head.dep_ == "conj" else token.head
            later = [child for child in first.children if child.dep_ == "conj" and child.i > token.i > first.i]
            if later:
                token.hang_on(later[0])


def _flatten_names(names: list[Token]) -> None:
    """ "Barack ← Obama" becomes "Barack → Obama": the first word of a person's name bears the rest."""
    for last in names:
        parts = [c for c in last.children if c.dep_ == "compound" and c in names and c.tag_.startswith("NNP")]
        if not parts or (last.head in names and last.dep_ == "compound"):
            continue
        first = parts[0]
        if last.head is last:
            first.hang_on(first, last.dep_)
        else:
            first.hang_on(last.head, last.dep_)
        for child in list(last.children):
            child.hang_on(first, "flat" if child in parts else None)
        last.hang_on(first, "flat")
