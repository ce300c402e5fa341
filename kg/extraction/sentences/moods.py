"""Mood and conditions of a predicate: polarity, modality, tense and aspect, and what it is made to depend on.

In: the word that predicates and the verb that carries tense. Out: a Mood, and the conditional clauses that hang on
the verb. It reads one clause; what the clauses above it do to it ("refuses to", "wants to") is in `contexts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.extraction import grammar
from kg.extraction.lexicons.reading import word_set
from kg.extraction.tokens import Token
from kg.records import ConditionType

Tense = Literal["past", "present", "future", "none"]
_MODALS = {"ca": "can", "wo": "will", "'ll": "will", "’ll": "will", "'d": "would", "’d": "would", "sha": "shall"}


_MODAL_FORMS = grammar.MODALS | _MODALS.keys() | {"ought"}


@dataclass(frozen=True)
class Mood:
    """How a clause puts what it says: `modals` are auxiliaries and adverbs ("can", "likely"), lower case."""

    negated: bool
    modals: tuple[str, ...]
    tense: Tense
    perfect: bool
    progressive: bool
    question: bool

    def has(self, *modals: str) -> bool:
        """Whether one of the modals is there."""
        return bool(self.modals) and not set(self.modals).isdisjoint(modals)


@dataclass(frozen=True)
class Condition:
    """A clause or phrase that something is made to depend on; the tokens are those of its own passage."""

    type: ConditionType
    tokens: tuple[Token, ...]


def read_mood(token: Token, verb: Token) -> Mood:
    """Read the mood of a predicate: `token` says it, `verb` carries tense (the same word unless the verb is light)."""
    auxiliaries = _auxiliaries(verb)
    modals = tuple(_MODALS.get(a.lower_, a.lower_) for a in auxiliaries if a.lower_ in _MODAL_FORMS)
    adverbs = tuple(
        c.lower_ for c in verb.children if c.dep_ == "advmod" and c.lower_ in word_set("modality", "modal_adverbs")
    )
    semi = _semi_modal(verb)
    return Mood(
        negated=_is_negated(token, verb),
        modals=modals + adverbs + semi,
        tense=_tense(verb, auxiliaries, modals),
        perfect=verb.tag_ == "VBN"
        and any(a.lower_ in ("have", "has", "had", "having", "'ve", "’ve") for a in auxiliaries),
        progressive=verb.tag_ == "VBG" and any(a.lower_ in _BE for a in auxiliaries),
        question=_is_question(verb),
    )


_BE = frozenset("am are is was were be been being 's ’s 're ’re 'm ’m".split())


def _auxiliaries(verb: Token) -> list[Token]:
    own = [c for c in verb.children if c.dep_ in ("aux", "aux:pass", "cop") or c.lower_ in ("ca", "wo")]
    if not own and verb.dep_ == "conj" and grammar.own_subject(verb) is None and verb.tag_ in ("VB", "VBN", "VBG"):
        return _auxiliaries(verb.head)
    return own


def _semi_modal(verb: Token) -> tuple[str, ...]:
    """ "have to", "need to", "ought to": the verb above that works like an auxiliary."""
    head = verb.head
    if verb.dep_ == "xcomp" and any(c.lower_ == "better" for c in verb.children) and head.lower_ in ("had", "'d", "’d"):
        return ("must",)
    if (
        verb.dep_ == "xcomp"
        and (head.lemma_ or head.lower_) in ("have", "need", "ought")
        and not grammar.has_object(head)
    ):
        return ("must",)
    return ()


def _tense(verb: Token, auxiliaries: list[Token], modals: tuple[str, ...]) -> Tense:
    if "will" in modals or "shall" in modals:
        return "future"
    tags = {token.tag_ for token in (*auxiliaries, verb)}
    if "VBD" in tags or (verb.tag_ == "VBN" and not auxiliaries and verb.dep_ in ("ROOT", "conj", "acl", "ccomp")):
        return "past"
    return "present" if tags & {"VBZ", "VBP"} else "none"


def _is_negated(token: Token, verb: Token) -> bool:
    words = word_set("modality", "negations")
    for word in {token, verb}:
        for child in word.children:
            if child.lower_ in words and child.dep_ in ("advmod", "det", "cc:preconj", "aux", "neg", "cc", "amod"):
                return not _is_focus(child)
            if child.lower_ in ("longer", "more") and any(c.lower_ == "no" for c in child.children):
                return True
    clause = grammar.first_conjunct(verb) if grammar.own_subject(verb) is None else verb
    subjects = [c for c in clause.children if c.dep_ in grammar.SUBJECTS]
    objects = grammar.children(verb, "obj")
    gerunds = {c.i for c in verb.children if c.dep_ == "csubj"}  # "doing nothing is worse" denies nothing
    if any(_has_no(noun) for noun in (*subjects, *objects) if noun != token and noun.i - 1 not in gerunds):
        return True
    return _shares_negation(verb) and _is_negated(verb.head, verb.head)


def _shares_negation(verb: Token) -> bool:
    """Whether what denies the verb before denies this one too: "does not accept or recognize the award".

    "Or" and "nor" go on below a negation; "and" does where the verbs have one object; "but" sets one against the other.
    """
    first = verb.head
    told_apart = grammar.own_subject(verb) is not None or bool(grammar.children(verb, "aux", "aux:pass", "cop"))
    states = verb.tag_.startswith("JJ") and first.tag_.startswith("JJ")  # "is not willing or able"
    if verb.dep_ != "conj" or not (states or (grammar.is_verb(verb) and grammar.is_verb(first))) or told_apart:
        return False
    joining = _joining(verb)
    objects = [*grammar.children(first, "obj"), *grammar.children(verb, "obj")]
    shared = bool(objects) and all(thing.i > verb.i for thing in objects) and verb.i - first.i < _NEAR
    return joining in ("or", "nor") or (joining == "and" and verb.tag_ == first.tag_ and shared)


_NEAR = 4  # "accept and recognize", "accept and fully recognize": the verbs stand together


def _joining(conjunct: Token) -> str:
    """The word that joins a conjunct, lower case; in a row ("sign, ratify or keep it") the word before the last."""
    row = [c for c in grammar.children(conjunct.head, "conj") if c.i >= conjunct.i]
    return next((cc.lower_ for c in row for cc in grammar.children(c, "cc")), "")


def _has_no(noun: Token) -> bool:
    return noun.lower_ in ("neither", "nobody", "nothing", "none", "no-one") or any(
        c.lower_ in ("no", "neither", "little") and c.dep_ in ("det", "cc:preconj", "cc", "amod", "advmod")
        for c in noun.children
    )


def _is_focus(negation: Token) -> bool:
    """ "not only … but": nothing is denied."""
    after = negation.doc[negation.i + 1 : negation.i + 2]
    return negation.lower_ == "not" and len(after) == 1 and after[0].lower_ in ("only", "just", "merely")


def _is_question(verb: Token) -> bool:
    root = verb
    while root.head != root:
        root = root.head
    return root.right_edge.text.startswith("?")


_CONDITIONS: tuple[tuple[str, ConditionType], ...] = (
    (r"only (after|once|when)", "only_after"), (r"after|once", "only_after"), (r"until|till", "until"),
    (r"unless", "unless"),
    (r"(only )?if|(as|so) long as|provided( that)?|in case|assuming|on condition", "if"), (r"when|whenever", "if"),
)  # fmt: skip


_NOT_CONDITIONS = frozenset({"ccomp", "csubj", "csubj:pass", "acl", "acl:relcl", "nsubj", "obj", "nsubj:pass"})


def read_conditions(verb: Token) -> tuple[Condition, ...]:
    """The conditional clauses that hang on a verb (or on the clause it is coordinated with), in text order."""
    found = []
    for clause in verb.children:
        if clause.dep_ in _NOT_CONDITIONS or (
            clause.dep_ == "conj" and grammar.preposition(clause) not in ("if", "unless")
        ):
            continue
        tokens = grammar.trim(grammar.subtree(clause))
        heads_clause = grammar.is_verb(clause) or clause.tag_.startswith(("JJ", "NN"))
        if heads_clause and len(tokens) > 1 and (kind := _condition_type(tokens, verb)) is not None:
            found.append(Condition(kind, tuple(tokens)))
    return tuple(found)


_IDIOMS = frozenset({"necessary", "possible", "needed", "any", "not", "ever", "so", "anything", "decades", "only"})


def _condition_type(tokens: list[Token], verb: Token) -> ConditionType | None:
    """The type of a clause by the words that open it; "if necessary" and "after" in a plain past tense are none."""
    if (len(tokens) <= 3 and tokens[-1].lower_ in _IDIOMS) or tokens[1].lower_ in ("necessary", "possible", "need"):
        return None
    opening = " ".join(token.lower_ for token in tokens[:4])
    if tokens[0].lower_ == "before":
        return "until" if _is_kept_off(verb) and _is_to_come(tokens) else None
    before = tokens[0].doc[max(tokens[0].i - 1, 0)].lower_ if tokens[0].i else ""
    for pattern, kind in _CONDITIONS:
        if re.match(rf"(?:but |and )?(?:{pattern})\b", opening):
            temporal = kind == "only_after" and "only" not in (opening.split()[0], before)
            general = opening.startswith("when")
            if (temporal or general) and not grammar.children(verb, "aux") and not grammar.children(verb, "cop"):
                return None
            if (temporal or general) and not _auxiliary_is_modal(verb):
                return None
            return kind
    return None


def _is_kept_off(verb: Token) -> bool:
    """Whether a clause keeps something off now: "opposes the sale", "will not talk", unlike "rejected it"."""
    auxiliaries = _auxiliaries(verb)
    past = verb.tag_ == "VBD" or any(a.tag_ in ("VBD", "VBN") for a in auxiliaries)
    return not past and (grammar.verb_lemma(verb) in word_set("modality", "refusing") or _is_negated(verb, verb))


def _is_to_come(tokens: list[Token]) -> bool:
    """Whether a clause of time speaks of what has not happened yet: in the present tense."""
    return any(token.tag_ in ("VBZ", "VBP") for token in tokens) and not any(t.tag_ == "VBD" for t in tokens)


def _auxiliary_is_modal(verb: Token) -> bool:
    return any(child.tag_ == "MD" for child in verb.children)
