"""What a dependency tree says about one word: its conjuncts, its preposition, its subject, the stretch it covers.

In: tokens of a parse with Universal Dependencies labels. Out: tokens and stretches of tokens. Nothing about
politics and no lexicon here: only English as the treebanks analyse it.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extraction.tokens import Token, once

MODALS = frozenset("can could may might must shall should will would ca wo".split())
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj", "csubj:pass", "nsubj:outer"})
# The subject of a clause that is a noun; what may stand in its place besides is in SUBJECTS.
NOMINAL_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis", "advcl:relcl", "csubj:pass"})
CALENDAR = frozenset(
    "January February March April May June July August September October November December "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
_IMPERSONAL = frozenset("seem appear happen turn follow be become remain look sound take make help prove".split())
_RELATIVES = frozenset({"that", "which", "who", "whom"})
_JOINING = frozenset({"and", "but", "or", "yet", "nor"})
_OPENING, _CLOSING = "([“‘\"'", ")]”’\"'"


def children(token: Token, *labels: str) -> list[Token]:
    """The dependents of a token that bear one of the labels, in text order."""
    below = token.children
    return [child for child in below if child.dep_ in labels] if below else []


def first(tokens: Iterable[Token]) -> Token | None:
    """The first token, or None."""
    return next(iter(tokens), None)


@once
def is_verb(token: Token) -> bool:
    """Whether the word is a verb form, or was tagged a noun but has what only verbs have ("Egypt fears that")."""
    return (token.tag_.startswith("VB") and not (token.is_upper and len(token) > 1)) or _is_mistagged(token)


def _is_mistagged(token: Token) -> bool:
    """A plain or plural noun with a verb's dependents: taggers take "favour", "regards" and "fears" for nouns."""
    if token.tag_ == "NNP" and any(child.dep_ == "aux" and child.lower_ in MODALS for child in token.children):
        return True
    if token.tag_ not in ("NN", "NNS") or token.dep_ == "compound" or not (token.is_lower and token.is_alpha):
        return False
    labels = {child.dep_ for child in token.children}
    if labels & {"cop", "det", "case", "nmod:poss", "appos"}:
        return False
    return bool(labels & {"aux", "aux:pass"}) or ("obj" in labels) or _is_clause_root(token, labels)


def _is_clause_root(noun: Token, labels: set[str]) -> bool:
    """A word in -s with a subject, or right after a name that it would otherwise swallow, with a clause after it."""
    if noun.tag_ != "NNS":
        return False
    if "nsubj" in labels:
        return True
    before = noun.nbor(-1) if noun.i else None
    named = before is not None and before.dep_ == "compound" and before.head == noun and before.tag_.startswith("NNP")
    if not named or noun.dep_ != "ROOT":
        return False
    clause_follows = any(c.dep_ in ("acl", "ccomp", "xcomp") and c.i > noun.i for c in noun.children)
    return clause_follows or _lacks_verb(noun)


def _lacks_verb(root: Token) -> bool:
    """Whether a sentence with a full stop has no finite verb, so that its root must be it."""
    sentence = root.sent
    return sentence[-1].text == "." and not any(token.tag_ in ("VBD", "VBZ", "VBP", "MD") for token in sentence)


@once
def verb_lemma(token: Token) -> str:
    """The lemma of a verb, also where the tagger took it for a noun or the lemmatizer lost an "e" ("hopes")."""
    lemma, word = str(token.lemma_ or token.lower_).lower(), token.lower_
    if token.tag_ == "NNS" and lemma.endswith("s"):
        return f"{lemma[:-3]}y" if lemma.endswith("ies") else lemma[:-1]
    if token.tag_ in ("VBD", "VBN") and lemma == word and word.endswith(("ced", "ged", "ved", "sed")):
        return word[:-1]
    lost = word == f"{lemma}es" and not lemma.endswith(("s", "x", "z", "ch", "sh", "o"))
    return f"{lemma}e" if lost else lemma


@once
def displaced_subject(verb: Token) -> Token | None:
    """The name before a past tense that was taken for an attribute of its object: "Turkey conducted strikes".

    None where the verb is what it seems to be.
    """
    noun = verb.head
    if verb.tag_ not in ("VBD", "VBN") or verb.dep_ != "amod" or noun.i < verb.i:
        return None
    if noun.dep_ not in ("ROOT", "conj", "appos") or children(noun, "cop", "nsubj", "nsubj:pass"):
        return None
    if noun.sent[-1].text != ".":
        return None
    beside = [*children(verb, "nsubj", "compound"), *children(noun, "compound", "nmod:desc", "nmod")]
    names = [c for c in beside if c.tag_.startswith("NNP") and c.i < verb.i]
    return names[0] if names else None


def is_noun(token: Token) -> bool:
    """Whether the word is a common or proper noun."""
    return token.tag_.startswith("NN")


@once
def conjuncts(token: Token) -> tuple[Token, ...]:
    """The token and everything coordinated with it, in text order; not what is set against it ("but not by Peru")."""
    found = [token]
    for item in found:
        alike = (c for c in children(item, "conj") if is_verb(item) or not (is_verb(c) and is_finite(c)))
        found.extend(c for c in alike if is_verb(c) or not is_excepted(c))
    return tuple(sorted(found, key=lambda item: item.i))


def is_excepted(phrase: Token) -> bool:
    """Whether a phrase is what the rest of the clause does not hold for: "though not by Peru"."""
    return any(child.lower_ in ("not", "n't") and child.i < phrase.i for child in children(phrase, "advmod"))


def first_conjunct(token: Token) -> Token:
    """The token that the coordination hangs on."""
    while token.dep_ == "conj" and token.head != token:
        token = token.head
    return token


@once
def preposition(token: Token) -> str:
    """The preposition or subordinating marker of a word, lower case, fixed expressions whole ("according to"); ""
    if none.

    Where several stand before the word ("out of", "only after") the last is taken, since it governs the noun.
    """
    marks = [child for child in token.children if child.dep_ in ("case", "mark") and child.tag_ != "POS"]
    if not marks:
        return ""
    if len(marks) > 1 and marks[-1].lower_ == "with" and marks[-2].lower_ in ("along", "together"):
        return f"{marks[-2].lower_} with"
    words = [marks[-1], *children(marks[-1], "fixed")]
    return " ".join(word.lower_ for word in words)


@once
def opening(clause: Token) -> str:
    """The first word of a clause, lower case."""
    return str(next((token.lower_ for token in clause.subtree if not token.is_punct), ""))


def particle(verb: Token) -> Token | None:
    """The particle of a phrasal verb ("give up")."""
    return first(children(verb, "compound:prt"))


def antecedent(verb: Token) -> Token | None:
    """The noun that a relative clause is about, for the verb that heads the clause."""
    return verb.head if verb.dep_ == "acl:relcl" else None


@once
def resolve_relative(token: Token) -> Token:
    """The antecedent of a relative pronoun; any other token is returned as it is."""
    if token.lower_ not in _RELATIVES or token.tag_ not in ("WDT", "WP", "IN", "DT"):
        return token
    clause = next((item for item in token.ancestors if item.dep_ in ("acl:relcl", "advcl:relcl")), None)
    if clause is None:
        return token
    if clause.dep_ != "acl:relcl":
        return _noun_before(token)
    noun = _undated(clause.head)
    return _people_there(noun) if token.lower_ in ("who", "whom") else noun


def _undated(noun: Token) -> Token:
    """What is told of in "the laws passed in June, which …": no month or day."""
    while noun.text in CALENDAR and noun.head != noun:
        noun = noun.head
        while is_verb(noun) and noun.dep_ == "acl":
            noun = noun.head
    return noun


def _people_there(noun: Token) -> Token:
    """Who is meant by "diplomats in Lima, who left": those there, not the place."""
    place = noun.tag_ == "NNP" and noun.dep_ in ("nmod", "obl") and preposition(noun) in ("in", "at", "from", "near")
    return noun.head if place and noun.head.tag_ in ("NN", "NNS") else noun


def _noun_before(pronoun: Token) -> Token:
    """The noun phrase that ends right before a relative pronoun; the pronoun itself if there is none."""
    before = [item for item in pronoun.doc[max(pronoun.sent.start, pronoun.i - 6) : pronoun.i] if not item.is_punct]
    if not before or not is_noun(before[-1]):
        return pronoun
    noun = before[-1]
    while noun.dep_ in ("flat", "compound", "nmod") and noun.head.i < pronoun.i:
        noun = noun.head
    return noun


@once
def own_subject(verb: Token) -> Token | None:
    """The subject that stands in the clause itself, relative pronouns resolved."""
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS and child.dep_ != "nsubj:outer"]
    subjects = _nearest(subjects, verb) or _meant_expletive(verb)
    if not subjects and is_noun(verb) and is_verb(verb):
        subjects = [child for child in verb.children if child.dep_ == "compound" and child.tag_.startswith("NNP")]
    return resolve_relative(subjects[0]) if subjects else None


def _nearest(subjects: list[Token], verb: Token) -> list[Token]:
    """Of several subjects the noun before clauses, and the one right before the verb ("A: Peace is possible")."""
    nouns = [s for s in subjects if not s.dep_.startswith("csubj")] or subjects
    before = [s for s in nouns if s.i < verb.i]
    return before[-1:] or nouns


def _meant_expletive(verb: Token) -> list[Token]:
    """ "It" that does insist: only verbs of seeming have none as their subject where a clause follows."""
    if verb.tag_ not in ("VBZ", "VBD", "VBP") or lemma_of(verb) in _IMPERSONAL or is_passive(verb):
        return []
    told = any(child.dep_ in ("ccomp", "xcomp", "obj") for child in verb.children)
    return [c for c in verb.children if c.dep_ == "expl" and c.lower_ == "it" and c.i < verb.i] if told else []


def lemma_of(token: Token) -> str:
    """The lemma in lower case, the word itself where the pipeline gives none."""
    return str(token.lemma_ or token.lower_).lower()


def has_object(verb: Token) -> bool:
    """Whether the verb has an object of its own."""
    return any(child.dep_ in ("obj", "iobj") for child in verb.children)


@once
def is_passive(verb: Token) -> bool:
    """Whether the clause is passive: by its auxiliary, its subject's label, or as a past participle after a noun."""
    if any(child.dep_ in ("aux:pass", "nsubj:pass", "csubj:pass") for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and own_subject(verb) is None and not children(verb, "aux"):
        return is_passive(verb.head)
    by = any(preposition(child) == "by" for child in children(verb, "obl", "obl:agent"))
    whole = verb.head.dep_ == "ROOT" and is_noun(verb.head) and not by and _lacks_verb(verb.head)
    return verb.dep_ == "acl" and verb.tag_ == "VBN" and not whole


@once
def is_finite(verb: Token) -> bool:
    """Whether the clause is finite: a tensed verb, auxiliary or copula."""
    if verb.tag_ in ("VBD", "VBZ", "VBP") or (verb.tag_ == "NNS" and is_verb(verb)):
        return True
    finite = ("MD", "VBD", "VBZ", "VBP")
    auxiliaries = children(verb, "aux", "aux:pass", "cop")
    return any(c.tag_ in finite or c.lower_ in MODALS for c in auxiliaries)


def cover(tokens: Iterable[Token]) -> list[Token]:
    """The tokens between the first and the last of those given, without stray punctuation at the ends."""
    indexes = [token.i for token in tokens]
    doc = next(iter(tokens)).doc
    return trim(list(doc[min(indexes) : max(indexes) + 1]))


def trim(tokens: list[Token]) -> list[Token]:
    """The tokens without punctuation, conjunctions and unpaired quotation marks at the ends."""
    while len(tokens) > 1 and (_loose(tokens[0], tokens[1:], _OPENING, _CLOSING) or tokens[0].lower_ in _JOINING):
        tokens = tokens[1:]
    while len(tokens) > 1 and _loose(tokens[-1], tokens[:-1], _CLOSING, _OPENING):
        tokens = tokens[:-1]
    return trim(tokens[1:-1]) if _is_quotation(tokens) else tokens


def _is_quotation(tokens: list[Token]) -> bool:
    """Whether one pair of quotation marks encloses all of the tokens."""
    marks = [token for token in tokens if token.text in '“”"']
    return len(marks) == 2 and len(tokens) > 2 and marks[0] == tokens[0] and marks[1] == tokens[-1]


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
