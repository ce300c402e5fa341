"""Second verbs of a subject that were coordinated with a thing: "rejects mediation and insists on talks".

In: a parsed Doc. Out: the same Doc in which a bare word in -s behind "and", "but" or "or" goes on with the verb in -s
before, where what follows is what a verb governs: a noun phrase of its own, a clause, or the preposition that the
lexicons know behind that verb. Which words are verbs is asked of the lexicons.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from kg.extraction.lexicons.reading import read_rows
from kg.extraction.lexicons.words import words_of
from kg.extraction.text.rerooting import verb_of
from kg.extraction.tokens import Doc, Token

_OPENING: Final = ("DT", "PRP", "PDT", "JJ", "NN", "TO")
_OF_NOUNS: Final = ("of", "from", "by", "in", "between")


def free_second_verbs(doc: Doc) -> None:
    """Coordinate such words with the verb before, in place."""
    for token in list(doc):
        if _is_bare(token) and (verb := _verb_before(token)) is not None and _governs(token):
            _free(token, verb)


def _is_bare(word: Token) -> bool:
    """Whether nothing stands between the conjunction and the word that would belong to a noun."""
    if word.tag_ not in ("NNS", "VBZ") or not word.is_lower or word.dep_ != "conj" or not verb_of(word):
        return False
    bare = all(c.dep_ in ("cc", "punct") for c in word.children if c.i < word.i)
    return bare and word.i > 1 and word.nbor(-1).dep_ == "cc" and word.nbor(-1).head == word


def _verb_before(word: Token) -> Token | None:
    """The verb in -s above the noun that the word was coordinated with."""
    noun = word.head
    if not noun.tag_.startswith("NN") or noun.i > word.i:
        return None
    verb = next((t for t in noun.ancestors if t.tag_.startswith("VB")), None)
    return verb if verb is not None and verb.tag_ == "VBZ" and verb.i < noun.i else None


def _governs(word: Token) -> bool:
    """Whether what follows is what a verb governs."""
    after = word.nbor() if word.i + 1 < word.sent.end else None
    if after is None:
        return False
    if after.tag_ in ("IN", "RP"):
        return after.lower_ == "that" or f"{verb_of(word)} {after.lower_}" in _governing()
    return after.tag_.startswith(_OPENING) and after.lower_ not in _OF_NOUNS


@cache
def _governing() -> frozenset[str]:
    """The verbs of the lexicons with the preposition that each governs: "insist on"."""
    rows = [*read_rows("frames", "frame"), *read_rows("speech", "frame")]
    entries = (entry for row in rows for entry in words_of(row.get("verbs", "")))
    return frozenset(entry for entry in entries if entry.partition(" ")[2] not in ("", *_OF_NOUNS))


def _free(word: Token, verb: Token) -> None:
    """Make the word a conjunct of the verb, and what follows its own."""
    behind = [t for t in word.sent.doc[word.i + 1 : word.sent.end] if t.head.i < word.i and not t.is_punct]
    word.tag_, word.pos_, word.lemma_ = "VBZ", "VERB", verb_of(word)
    word.hang_on(verb, "conj")
    for phrase in (*behind, *[c for c in word.children if c.i > word.i]):
        if phrase.tag_.startswith(("NN", "PRP")) and phrase.dep_ not in ("conj", "appos"):
            case = any(c.dep_ == "case" for c in phrase.children)
            phrase.hang_on(word, "obl" if case else "obj")
        elif phrase.dep_ != "conj":
            phrase.hang_on(word, phrase.dep_)
