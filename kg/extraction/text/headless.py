"""Sentences whose verb hangs below their subject: "Chad, which had armed them, invaded the north in 1979".

In: a parsed Doc. Out: the same Doc in which the verb after the aside heads the sentence, and the noun that the parser
took for its root is the subject. Only sentences that end in a full stop and have no finite verb outside of asides.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extraction.grammar import FINITE
from kg.extraction.lexicons.reading import read_texts
from kg.extraction.tokens import Doc, Token

_BELOW = ("parataxis", "conj", "acl", "amod", "appos", "dep", "nmod", "compound")
_OPENED = ("WDT", "WP", "WRB")
_NOUNS_IN_ED = ("bed", "shed", "sled", "seed", "weed", "feed", "speed", "breed", "deed", "hatred", "hundred", "kindred")
_ASIDES = ("acl:relcl", "advcl", "advcl:relcl", "ccomp", "csubj")


def give_heads(doc: Doc, lemmatize: Callable[[Token], str]) -> None:
    """Make the verb behind an aside the head of its sentence, in place."""
    for root in [token for token in doc if token.head is token]:
        if (verb := _lost_verb(root)) is not None:
            _crown(verb, root, lemmatize)
        elif (verb := _attributed_verb(root)) is not None:
            _crown(verb, verb.nbor(-1), lemmatize)
            _hang_rest(verb, root)
        elif (subject := _subject_below(root)) is not None:
            _crown_itself(root, subject, lemmatize)


def _lost_verb(root: Token) -> Token | None:
    """The verb that closes the aside after a root that is a noun with nothing but asides for verbs."""
    if not root.tag_.startswith("NN") or root.sent[-1].text != ".":
        return None
    if any(child.dep_ in ("cop", "nsubj", "aux", "case") for child in root.children):
        return None
    after = [token for token in root.sent if token.i > root.i]
    free = [t for t in after if t.tag_ in FINITE and t.dep_ != "acl" and not _stands_aside(t)]
    candidates = [t for t in after if _may_head(t) or (_is_reduced(t, root) and not free)]
    if not candidates or any(t.i < candidates[0].i for t in free):
        return None
    return candidates[0]


def _stands_aside(token: Token) -> bool:
    """Whether a word stands in a relative or other clause of its own."""
    return any(node.dep_ in _ASIDES for node in (token, *token.ancestors))


def _may_head(token: Token) -> bool:
    """Whether a past tense right behind a comma can head the sentence."""
    before = token.nbor(-1)
    if before.tag_ == "RB" and before.i > token.sent.start:
        before = before.nbor(-1)
    past = token.tag_ in ("VBD", "VBZ") or _is_past(token)
    if not past or before.text != "," or token.dep_ not in _BELOW:
        return False
    labels = {child.dep_ for child in token.children}
    opened = any(child.tag_ in _OPENED or child.dep_ == "mark" for child in token.children)
    closed = any(token.doc[i].text == "," for i in range(token.sent.start, before.i))
    return closed and not opened and not labels & {"nsubj", "nsubj:pass", "cc"} and not _has_agent(token)


def _is_reduced(token: Token, root: Token) -> bool:
    """Whether a participle right behind a name must be its verb: "Chad accepted without a vote the text"."""
    beside = token.i == root.i + 1 and token.dep_ == "acl" and token.head is root
    return beside and token.tag_ in ("VBN", "VBD") and root.tag_.startswith("NNP") and not _has_agent(token)


def _has_agent(verb: Token) -> bool:
    """Whether "by" follows, as it does after participles: "The accord, signed by both, …"."""
    return any(child.lower_ == "by" for phrase in verb.children for child in phrase.children if phrase.i > verb.i)


def _attributed_verb(root: Token) -> Token | None:
    """The past tense taken for an attribute of its object, in a sentence without a verb: "Chad bombed towns"."""
    sentence = root.sent
    if not root.tag_.startswith("NN") or sentence[-1].text != "." or any(t.tag_ in FINITE for t in sentence):
        return None
    return next((t for t in sentence if _is_attributed(t)), None)


def _is_past(token: Token) -> bool:
    """Whether a word can be a past tense, whatever it was tagged: "vetoed", "shook"."""
    known = read_texts("language", "verb_forms").get(token.lower_, token.lower_) != token.lower_
    return token.is_lower and (token.lower_.endswith("ed") or known)


def _is_attributed(token: Token) -> bool:
    """Whether a past form stands between a name and the noun that it was hung on."""
    inside = token.dep_ in ("amod", "compound") and token.head.i > token.i and token.head.tag_.startswith("NN")
    if not inside or not _is_past(token) or token.i == token.sent.start:
        return False
    before = token.nbor(-1)
    own = before.head in (token, token.head) or before.head.head is token.head
    return before.tag_.startswith("NNP") and own and not _has_agent(token)


def _subject_below(root: Token) -> Token | None:
    """The subject that was hung as part of a noun on its verb, where there is no other: "Peru's envoy disagreed"."""
    past = root.tag_ == "NN" and root.lower_.endswith("ed") and not root.lower_.endswith(_NOUNS_IN_ED)
    if not (past or _may_be_present(root)) or not root.is_lower or root.sent[-1].text != ".":
        return None
    if any(t.tag_ in FINITE and not _stands_aside(t) for t in root.sent):
        return None
    before = [c for c in root.children if c.dep_ in ("compound", "nmod", "nsubj") and c.i < root.i]
    return before[-1] if before and before[-1].tag_.startswith("NN") else None


def _may_be_present(root: Token) -> bool:
    """Whether a plural behind the name that opens a sentence can be a verb: "Cyprus calls on the Council"."""
    at = root.i - root.sent.start
    named = at > 0 and root.nbor(-1).tag_ in ("NNP", "NNPS") and all(t.text[:1].isupper() for t in root.sent[:at])
    more = root.i + 1 < root.sent.end and root.nbor().tag_ in ("IN", "DT", "PRP$", "NNP")
    return root.tag_ == "NNS" and named and more


def _crown_itself(root: Token, subject: Token, lemmatize: Callable[[Token], str]) -> None:
    """Make a root that was read as a noun the verb of its subject."""
    for child in [c for c in root.children if c.i < subject.i and c.dep_ in ("det", "amod", "nmod:poss", "compound")]:
        child.hang_on(subject)
    subject.hang_on(root, "nsubj")
    for child in [c for c in root.children if c.i > root.i and c.dep_ in ("nmod", "conj", "acl")]:
        clause = child.tag_ == "VBG" or child.dep_ == "acl"
        child.hang_on(root, "obl" if child.dep_ == "nmod" else "advcl" if clause else child.dep_)
    root.tag_, root.pos_ = ("VBZ" if root.tag_ == "NNS" else "VBD"), "VERB"
    root.lemma_ = lemmatize(root)


def _hang_rest(verb: Token, root: Token) -> None:
    """Hang the old root on the verb: its object, or a phrase that opens the sentence."""
    if root.head is root and root is not verb:
        root.hang_on(verb, "obl" if root.i < verb.i else "obj")


def _crown(verb: Token, root: Token, lemmatize: Callable[[Token], str]) -> None:
    """Make the verb the root, the old root its subject, and what stands behind the verb its dependents."""
    thing = verb.head if verb.dep_ in ("amod", "compound", "nmod") and verb.head.i > verb.i else None
    while thing is not None and thing.dep_ in ("compound", "amod") and thing.head.i > thing.i:
        thing = thing.head
    verb.hang_on(verb, "ROOT")
    for child in [c for c in root.children if c.i > verb.i]:
        child.hang_on(verb, "obl" if child.dep_ == "nmod" else child.dep_)
    root.hang_on(verb, "nsubj")
    if thing is not None and thing is not root:
        for child in [c for c in thing.children if c.i < verb.i and c is not root]:
            child.hang_on(verb if child.dep_ in ("punct", "obl", "nmod", "advmod") else root)
        thing.hang_on(verb, "obj")
    if verb.tag_ not in ("VBD", "VBZ"):
        verb.tag_, verb.pos_ = "VBD", "VERB"
        verb.lemma_ = lemmatize(verb)
