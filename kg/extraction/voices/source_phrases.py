"""Phrases that name a source: "according to X", "in X's view", "for X,", "as X says", "…, X said, …".

In: the words of a sentence and whom they stand for. Out: levels of attribution. Verbs that govern what is said, and
quotations, are read in `voices`.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extraction import grammar
from kg.extraction.cast.actors import Cast
from kg.extraction.tokens import Span, Token
from kg.extraction.voices.quotations import is_first_person
from kg.records import Attribution

Names = tuple[str, ...]
_VIEWS = ("view", "opinion", "eye", "word", "perspective")
_SAYING = ("say", "argue", "put", "note", "write", "suggest", "point")


class SourcePhrases:
    """Reads the phrases of one document; each word is read once."""

    def __init__(self, cast: Cast, who: Callable[[Token], Names], aside: Callable[[Token], Names]) -> None:
        """`who` tells whom a word stands for in its voice, `aside` who says so in a clause put in between."""
        self._cast, self._who, self._aside = cast, who, aside
        self._fronted: dict[tuple[int, int], list[Attribution]] = {}
        self._levels: dict[tuple[int, int], list[tuple[int, Attribution]]] = {}

    def on(self, node: Token) -> list[tuple[int, Attribution]]:
        """The phrases on a word that name a source, by their number."""
        key = (id(node.doc), node.i)
        if key not in self._levels:
            self._levels[key] = [
                (child.i, Attribution(sources=sources, manner="indirect_speech", cue=cue))
                for child in node.children
                if (sources := self._source(child, node)) and (cue := grammar.preposition(child) or child.text)
            ]
        return self._levels[key]

    def according_to(self, sentence: Span) -> list[Attribution]:
        """Those whom a sentence goes by."""
        key = (id(sentence.doc), sentence.start)
        if key not in self._fronted:
            self._fronted[key] = [
                Attribution(sources=names, manner="indirect_speech", cue="according to")
                for token in sentence
                if token.dep_ in ("obl", "nmod") and grammar.preposition(token).startswith("according")
                if (names := self._who(token))
            ]
        return self._fronted[key]

    def _source(self, phrase: Token, clause: Token) -> Names:
        marker = grammar.preposition(phrase)
        if phrase.dep_ == "parataxis" and (said := self._aside(phrase)):
            return said
        if phrase.dep_ == "obl" and marker in ("in", "from", "to") and phrase.lemma_ in _VIEWS:
            owner = grammar.first(grammar.children(phrase, "nmod:poss"))
            return self._cast.who(owner) if owner is not None and not is_first_person(owner) else ()
        fronted = phrase.i < clause.i and phrase.i <= phrase.sent.start + 4
        if phrase.dep_ == "obl" and marker in ("for", "to") and fronted and _comma_follows(phrase):
            return self._cast.who(phrase)
        if phrase.dep_ == "advcl" and marker == "as" and phrase.lemma_ in _SAYING:
            subject = grammar.own_subject(phrase)
            return self._cast.who(subject) if subject is not None and not is_first_person(subject) else ()
        return ()


def _comma_follows(phrase: Token) -> bool:
    last = max(token.i for token in phrase.subtree)
    return any(token.text == "," for token in phrase.doc[last : last + 2])
