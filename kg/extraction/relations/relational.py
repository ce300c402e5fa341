"""Relational nouns: whom a word like "member", "ally" or "leader" describes, and to whom it relates them.

In: a noun with its parse, a reading. Out: the actors that bear the description (subject of the copula, apposition,
the name next to it, "such as" lists) and those that own it (possessor, name before it, phrase with a preposition),
and the fields that a relation read from a stretch of words shares. Which nouns relate actors is for the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.contexts import embedding
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading, SharedFields, Stretch
from kg.extraction.sentences.predications import Predication
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token

_UNSURE = ("should", "must", "can", "could", "would", "may", "might", "will")
_LISTING = ("such as", "including", "like")
_NAMED = ("compound", "flat", "nmod", "nmod:desc", "appos", "amod")
_LONGEST_QUOTE = 40
_LONGEST_PHRASE = 8
_FARTHEST_SUBJECT = 60


def nouns(reading: Reading) -> Iterator[tuple[Token, Block]]:
    """The nouns of a document with their blocks, in text order."""
    for block, _ in reading.blocks:
        for token in block.doc:
            if token.tag_.startswith("NN"):
                yield token, block


def lemma_of(noun: Token) -> str:
    """The lemma of a noun, lower case."""
    return (noun.lemma_ or noun.lower_).lower()


def around(token: Token, block: Block, reading: Reading) -> Predication | None:
    """The predication that a word heads or stands in; None in a fragment."""
    for node in (token, *token.ancestors):
        if (found := reading.by_token.get((block.start, node.i))) is not None:
            return found
    return None


def who(token: Token, reading: Reading) -> tuple[str, ...]:
    """The actors that a word stands for, first persons and office-holders included."""
    return reading.voices.speaker_or_actor(token)


def is_so(noun: Token, block: Block, reading: Reading) -> bool:
    """Whether the text says that a description holds: not "no ally", "a former ally", "could become an ally"."""
    words = {child.lower_ for child in noun.children if child.dep_ in ("amod", "advmod", "det", "compound")}
    if words & word_set("relations", "not_now"):
        return False
    says = noun if grammar.children(noun, "cop") else noun.head if noun.dep_ == "xcomp" else None
    predication = reading.by_token.get((block.start, says.i)) if says is not None else None
    return predication is None or is_fact(predication)


def is_fact(predication: Predication) -> bool:
    """Whether what is said is so: not denied, wished for or asked ("why did they go to war?" presumes it)."""
    mood = predication.mood
    asks = mood.question and predication.verb.sent[0].lower_ not in ("why", "how", "when", "since")
    if asks or mood.negated or mood.has(*_UNSURE) or is_over(predication):
        return False
    return embedding(predication) == "fact"


def is_over(predication: Predication) -> bool:
    """Whether something was so once: "used to side with", "once backed"."""
    above = predication.parent
    used = above is not None and above.lemma == "use" and predication.verb.tag_ == "VB"
    return used or any(c.lower_ in ("once", "formerly") for c in grammar.children(predication.verb, "advmod"))


def subjects(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """Who is the subject; where parsers give a clause two subjects ("her colleague X agreed"), whichever is known."""
    tokens = [c for c in predication.verb.children if c.dep_ in grammar.SUBJECTS]
    apposed = [c for t in predication.get("agent") for c in grammar.children(t, "appos")]
    return (
        _sent_by(predication, reading)
        or reading.names(predication.get("agent"), predication)
        or reading.names(tokens, predication)
        or reading.names(apposed, predication)  # a dateline is taken for the subject: "LIMA, May 3 - Peru accused"
    )


def _sent_by(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """For whom a nameless delegate speaks who is told by another: "her counterpart from Peru"."""
    agents = [t for t in predication.get("agent") if lemma_of(t) in ("counterpart", "colleague")]
    phrases = [c for t in agents for c in grammar.children(t, "nmod") if grammar.preposition(c) == "from"]
    return reading.names(phrases, predication)


def actors_of(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """Who does it: the subject, or the name right before the verb that the parse hangs on it as something else."""
    if names := subjects(predication, reading):
        return names
    verb = predication.verb
    before = verb.nbor(-1) if verb.i > verb.sent.start else None
    beside = before is not None and before.head == verb and before.text[:1].isupper() and before.tag_ != "PRP"
    return reading.cast.who(before) if beside and before is not None else ()


def bearers(noun: Token, block: Block, reading: Reading) -> tuple[str, ...]:
    """The actors that a noun describes, without repeats."""
    found: list[str] = []
    for token in _bearer_tokens(noun, block, reading):
        for word in grammar.conjuncts(token):
            if word != noun:
                found.extend(who(word, reading))
    return tuple(dict.fromkeys(found))


def _bearer_tokens(noun: Token, block: Block, reading: Reading) -> Iterator[Token]:
    predication = reading.by_token.get((block.start, noun.i))
    if grammar.children(noun, "cop") and predication is not None:
        yield from predication.get("agent")
        return
    if noun.dep_ in ("appos", "compound", "nmod:desc", "parataxis", "list") or (
        noun.dep_ == "flat" and noun.i < noun.head.i
    ):
        yield grammar.first_conjunct(noun.head)
    if noun.dep_ == "xcomp" and noun.head.lemma_ in ("become", "remain", "stay"):
        yield from filter(None, [grammar.own_subject(noun.head)])
    for child in noun.children:
        listed = child.dep_ in ("nmod", "obl") and grammar.preposition(child) in _LISTING
        if child.dep_ in ("appos", "flat") or listed:
            yield child
    if (name := _name_after(noun) or _name_before(noun)) is not None:
        yield name


def _name_after(noun: Token) -> Token | None:
    """The name that follows a noun at once: "its ally Uganda", "NATO members Ghana and Togo"."""
    at = noun.i + 1
    owned = any(child.dep_ == "nmod:poss" for child in noun.children)
    if owned and at + 1 < len(noun.doc) and noun.doc[at].text == ",":
        at += 1  # "its main rival, X, said"
    if at >= len(noun.doc) or not noun.doc[at].tag_.startswith("NNP"):
        return None
    name = noun.doc[at]
    while name.dep_ in ("compound", "flat", "amod") and name.head.i > noun.i and name.head.tag_.startswith("NNP"):
        name = name.head
    return name


def _name_before(noun: Token) -> Token | None:
    """The name that a comma parts from the phrase of a noun: "Al-Shabaab, the al-Qaeda affiliate"."""
    at = noun.i
    while at > noun.sent.start + 1 and noun.i - at < _LONGEST_PHRASE and noun.doc[at].text != ",":
        at -= 1
    opens = noun.doc[at].text == "," and noun.doc[at + 1].lower_ in ("a", "an", "the", "once", "another")
    return noun.doc[at - 1] if opens and not grammar.is_verb(noun.doc[at - 1]) else None


def owners(noun: Token, reading: Reading, *prepositions: str) -> tuple[str, ...]:
    """The actors to whom a noun relates whoever bears it: "Uganda's ally", "NATO member", "member of NATO"."""
    found: list[str] = []
    for child in noun.children:
        before = child.i < noun.i and child.dep_ in ("nmod:poss", "compound", "amod", "nmod:desc", "nmod")
        governed = child.dep_ in ("nmod", "obl") and grammar.preposition(child) in prepositions
        if (before and child.dep_ != "nmod") or governed or (before and not grammar.preposition(child)):
            for word in grammar.conjuncts(child) if governed else (child,):
                found.extend(_named(word, reading))
    if not found and noun.i and noun.nbor(-1).tag_.startswith("NNP"):
        found.extend(who(noun.nbor(-1), reading))
    return tuple(dict.fromkeys(found))


def _named(word: Token, reading: Reading) -> tuple[str, ...]:
    """Whom a word stands for, or what stands in its own name ("al" in "al-Qaeda")."""
    if names := who(word, reading):
        return names
    return next((n for c in grammar.children(word, *_NAMED) if c.i < word.i and (n := who(c, reading))), ())


def stated(first: Token, last: Token, block: Block, reading: Reading) -> SharedFields:
    """The shared fields of a relation that the words from `first` to `last` state."""
    ends = [token.i for token in (*_whole_name(first), *_whole_name(last))]
    tokens = list(block.doc[min(ends) : max(ends) + 1])
    if len(tokens) > _LONGEST_QUOTE:
        tokens = list(first.sent)
    stretch = reading.stretch(grammar.trim(tokens), block)
    if (predication := around(first, block, reading)) is not None:
        return reading.common(predication, stretch)
    return {
        "quote": stretch.text, "start": stretch.start, "end": stretch.end, "part": block.part,
        "attribution": (), "certainty": None,
    }  # fmt: skip


def clause(predication: Predication, reading: Reading) -> Stretch:
    """The clause of a predication, for a relative clause from the noun that it is about."""
    stretch = reading.clause(predication)
    doc, start = predication.block.doc, predication.block.start
    subjects = [t for t in predication.get("agent") if start + t.idx < stretch.start]
    if not subjects or stretch.start - start - subjects[0].idx > _FARTHEST_SUBJECT:
        return stretch
    first = min(token.i for token in _whole_name(subjects[0]))
    tokens = [token for token in doc[first:] if start + token.idx < stretch.end]
    return reading.stretch(grammar.trim(tokens), predication.block)


def _whole_name(token: Token) -> list[Token]:
    """A word with the others of its name."""
    part = token.dep_ == "flat" or (token.dep_ == "compound" and token.head.text[:1].isupper())
    top = token.head if part else token
    return [top, token, *grammar.children(top, "flat", "compound", "amod", "det", "nmod:desc")]


def phrase(noun: Token) -> tuple[Token, Token]:
    """The first and last word of the phrase or clause that states what a noun says of its bearer."""
    top = noun
    if noun.dep_ in ("appos", "compound", "nmod:desc", "flat", "conj", "xcomp"):
        top = noun.head
    apposed = _name_before(noun)
    within: Sequence[Token] = [t for t in top.subtree if abs(t.i - noun.i) <= _LONGEST_QUOTE // 2 and not t.is_space]
    kept = [t for t in within if not _is_apart(t, top, noun)] or [noun]
    return apposed if apposed is not None and apposed.i < kept[0].i else kept[0], kept[-1]


def _is_apart(token: Token, top: Token, noun: Token) -> bool:
    """Whether a word belongs to a clause of its own below the phrase."""
    node = token
    while node not in (top, noun) and node.head != node:
        if node.dep_ in ("acl:relcl", "parataxis", "conj") and noun not in node.subtree and node.tag_.startswith("V"):
            return True
        node = node.head
    return False
