"""What a dependency tree says about one word: its conjuncts, its preposition, its subject, the stretch it covers.

In: tokens of a parse with Universal Dependencies labels. Out: tokens and stretches of tokens. Nothing about
politics and no lexicon here: only English as the treebanks analyse it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis", "advcl:relcl", "csubj:pass"})
_RELATIVES = frozenset({"that", "which", "who", "whom"})
_OPENING, _CLOSING = "([“‘\"'", ")]”’\"'"


def children(token: Token, *labels: str) -> list[Token]:
    """The dependents of a token that bear one of the labels, in text order."""
    return [child for child in token.children if child.dep_ in labels]


def first(tokens: Iterable[Token]) -> Token | None:
    """The first token, or None."""
    return next(iter(tokens), None)


def is_verb(token: Token) -> bool:
    """Whether the word is a verb form, or a word that heads a clause as a verb would."""
    return token.tag_.startswith("VB")


def is_noun(token: Token) -> bool:
    """Whether the word is a common or proper noun."""
    return token.tag_.startswith("NN")


def conjuncts(token: Token) -> tuple[Token, ...]:
    """The token and everything coordinated with it, in text order."""
    found = [token]
    for item in found:
        found.extend(children(item, "conj"))
    return tuple(sorted(found, key=lambda item: item.i))


def first_conjunct(token: Token) -> Token:
    """The token that the coordination hangs on."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


def preposition(token: Token) -> str:
    """The preposition or subordinating marker of a word, lower case, fixed expressions whole ("according to"); ""
    if none.

    Where several stand before the word ("out of", "only after") the last is taken, since it governs the noun.
    """
    marks = [child for child in token.children if child.dep_ in ("case", "mark") and child.tag_ != "POS"]
    if not marks:
        return ""
    words = [marks[-1], *children(marks[-1], "fixed")]
    return " ".join(word.lower_ for word in words)


def particle(verb: Token) -> Token | None:
    """The particle of a phrasal verb ("give up")."""
    return first(children(verb, "compound:prt"))


def antecedent(verb: Token) -> Token | None:
    """The noun that a relative clause is about, for the verb that heads the clause."""
    return verb.head if verb.dep_ == "acl:relcl" else None


def resolve_relative(token: Token) -> Token:
    """The antecedent of a relative pronoun; any other token is returned as it is."""
    if token.lower_ not in _RELATIVES or token.tag_ not in ("WDT", "WP", "IN", "DT"):
        return token
    clause = next((item for item in token.ancestors if item.dep_ in ("acl:relcl", "advcl:relcl")), None)
    if clause is None:
        return token
    return clause.head if clause.dep_ == "acl:relcl" else _noun_before(token)


def _noun_before(pronoun: Token) -> Token:
    """The noun phrase that ends right before a relative pronoun; the pronoun itself if there is none."""
    before = [item for item in pronoun.doc[max(pronoun.sent.start, pronoun.i - 6) : pronoun.i] if not item.is_punct]
    if not before or not is_noun(before[-1]):
        return pronoun
    noun = before[-1]
    while noun.dep_ in ("flat", "compound", "nmod") and noun.head.i < pronoun.i:
        noun = noun.head
    return noun


def own_subject(verb: Token) -> Token | None:
    """The subject that stands in the clause itself, relative pronouns resolved."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS and child.dep_ != "nsubj:outer"]
    if not subjects:
        return None
    return resolve_relative(subjects[0])


def has_object(verb: Token) -> bool:
    """Whether the verb has an object of its own."""
    return any(child.dep_ in ("obj", "iobj") for child in verb.children)


def is_passive(verb: Token) -> bool:
    """Whether the clause is passive: by its auxiliary, its subject's label, or as a past participle after a noun."""
    if any(child.dep_ in ("aux:pass", "nsubj:pass", "csubj:pass") for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and own_subject(verb) is None and not children(verb, "aux"):
        return is_passive(verb.head)
    return verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD")


def subject(verb: Token) -> Token | None:
    """Who or what the verb is said of: its own subject, or one shared by coordination, control or raising."""
    seen: set[int] = set()
    node: Token | None = verb
    while node is not None and node.i not in seen:
        seen.add(node.i)
        if (found := own_subject(node)) is not None and found.lower_ not in ("it", "there"):
            return found
        if found is not None and found.dep_ != "expl":
            return found
        answer = _shared_subject(node)
        if answer is None:
            return None
        kind, token = answer
        if kind == "noun":
            return token
        node = token
    return None


def _shared_subject(verb: Token) -> tuple[str, Token] | None:
    """Where a clause without a subject finds it: ("noun", the subject) or ("verb", the clause to ask next)."""
    head = verb.head
    if verb.dep_ == "conj":
        return "verb", head
    if verb.dep_ == "xcomp":
        objects = children(head, "obj", "iobj")
        before = [item for item in objects if item.i < verb.i]
        return ("noun", before[-1]) if before and not is_passive(head) else ("verb", head)
    if verb.dep_ == "acl" and is_noun(head):
        infinitive = any(child.tag_ == "TO" for child in verb.children)
        return _subject_of_noun(head) if infinitive or preposition(verb) else ("noun", head)
    if verb.dep_ == "acl:relcl":
        return None if has_object(verb) is False and own_subject(verb) else ("noun", head)
    if verb.dep_ == "advcl" and not is_finite(verb):
        return "verb", head
    if verb.dep_ in ("ccomp", "csubj") and not is_finite(verb) and is_verb(head):
        return "verb", head
    return None


def _subject_of_noun(noun: Token) -> tuple[str, Token] | None:
    """Whose plan, will or effort it is ("Russia's plan to bomb", "the US has a plan to bomb")."""
    if (owner := first(children(noun, "nmod:poss"))) is not None:
        return "noun", owner
    if noun.dep_ in ("obj", "obl") and noun.head != noun:
        return "verb", noun.head
    return None


def is_finite(verb: Token) -> bool:
    """Whether the clause is finite: a tensed verb, auxiliary or copula."""
    if verb.tag_ in ("VBD", "VBZ", "VBP"):
        return True
    return any(c.dep_ in ("aux", "aux:pass", "cop") and c.tag_ in ("MD", "VBD", "VBZ", "VBP") for c in verb.children)


def cover(tokens: Iterable[Token]) -> list[Token]:
    """The tokens between the first and the last of those given, without stray punctuation at the ends."""
    indexes = [token.i for token in tokens]
    doc = next(iter(tokens)).doc
    return trim(list(doc[min(indexes) : max(indexes) + 1]))


def trim(tokens: list[Token]) -> list[Token]:
    """The tokens without punctuation, conjunctions and unpaired quotation marks at the ends."""
    while len(tokens) > 1 and _loose(tokens[0], tokens[1:], _OPENING, _CLOSING):
        tokens = tokens[1:]
    while len(tokens) > 1 and _loose(tokens[-1], tokens[:-1], _CLOSING, _OPENING):
        tokens = tokens[:-1]
    return tokens


def _loose(token: Token, others: list[Token], openers: str, closers: str) -> bool:
    if token.is_space or (token.dep_ == "cc" and token.head not in others):
        return True
    if token.text in openers:
        return not any(other.text in closers for other in others)
    return token.is_punct and not (token.text in closers and any(other.text in openers for other in others))


def subtree(token: Token, without: frozenset[str] = frozenset()) -> list[Token]:
    """The token and all below it in text order, without its own dependents that bear a label in `without`."""
    kept: list[Token] = []
    for child in token.children:
        if child.dep_ not in without:
            kept.extend(child.subtree)
    return sorted([*kept, token], key=lambda item: item.i)


def ancestors(token: Token) -> Iterator[Token]:
    """The heads above a token, nearest first."""
    yield from token.ancestors
