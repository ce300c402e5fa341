"""Labels of decisions that have no name: "Russia-US agreement to eliminate Syrian chemical weapons".

In: the words of a predicate's arguments. Out: neutral phrases in the words of the text: without opening articles,
without what follows a comma, without dates and without saying again between whom.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extraction import grammar
from kg.extraction.cast.parties import Parties
from kg.extraction.dates.times import TimeMention
from kg.extraction.lexicons.reading import read_texts, word_set
from kg.extraction.sentences.predications import Predication
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token

_ABOUT = ("on", "for", "about", "against", "to")
_SAID_ELSEWHERE = ("between", "during", "after")
_QUOTES = '“”"‘’'


def short_names(parties: Sequence[str]) -> str:
    """Parties in a label, in alphabetical order: "Russia-US"."""
    short = read_texts("resolutions", "short")
    return "-".join(sorted(short.get(name, name) for name in parties))


class LabelWriter:
    """Writes the phrases of one block."""

    def __init__(self, block: Block, times: Sequence[TimeMention], parties: Parties) -> None:
        self._block, self._times, self._parties = block, times, parties

    def described(self, noun: Token) -> str:
        """The noun with what describes it, without articles and the names of parties: "peace treaty"."""
        left = [c for c in noun.lefts if c.dep_ in ("compound", "amod") and not self._parties.names(c.subtree)]
        words = [token for child in left for token in child.subtree]
        return " ".join("".join(token.text_with_ws for token in (*words, noun)).split())

    def is_told_apart(self, noun: Token) -> bool:
        """Whether what describes a noun tells it from others: "child protection law", not "new law"."""
        vague = word_set("resolutions", "describing", "vague")
        return any(word.lower() not in vague for word in self.described(noun).split()[:-1])

    def topic(self, noun: Token, predication: Predication) -> str:
        """What a decision is about, with its preposition: " on a new relationship"; empty if that is not said."""
        about = [child for child in grammar.children(noun, "nmod", "acl", "acl:relcl") if _tells_topic(child)]
        about = about or [t for t in (*predication.get("on"), *predication.get("about")) if t.i > noun.i]
        about = [token for token in about if not self._is_date(token)]
        if not about:
            return ""
        opener = "to" if about[0].tag_ == "VB" else grammar.preposition(about[0])
        phrase = self.phrase(about[0], article=True)
        return f" {opener} {phrase}" if opener else f" {phrase}"

    def second_phrase(self, noun: Token, predication: Predication) -> str:
        """A phrase with "for" right after a noun that the parse hangs on the verb: "a plan for a cessation"."""
        last = max(token.i for token in noun.subtree)
        after = next((t for t in predication.get("for") if min(c.i for c in t.subtree) == last + 1), None)
        return f" for {self.phrase(after, article=True)}" if after is not None else ""

    def object_of(self, verb: Token) -> str:
        """The phrase of a verb's object."""
        objects = grammar.children(verb, "obj")
        return self.phrase(objects[0]) if objects else ""

    def phrase(self, head: Token, *, article: bool = False) -> str:
        """The words of a phrase without its opener; "a" and "an" stay in front only with `article`."""
        words = self._words(head)
        while words and (words[0].lower_ == "the" or words[0].is_punct or (words[0].dep_ == "det" and not article)):
            words = words[1:]
        while words and words[-1].tag_ in ("IN", "TO", "CC"):
            words = words[:-1]
        return " ".join("".join(token.text_with_ws for token in words).split()).strip(" .," + _QUOTES)

    def _words(self, head: Token) -> list[Token]:
        dropped = {token.i for child in head.children if _is_said_elsewhere(child) for token in child.subtree}
        dropped |= {child.i for child in head.children if child.dep_ in ("mark", "case", "nsubj", "cc")}
        words: list[Token] = []
        for token in grammar.subtree(head):
            if token.i in dropped or token.text in _QUOTES:
                continue
            if words and (token.text in ",;:—–." or self._begins_date(token) or _begins_count(token)):
                break
            words.append(token)
        return words

    def _is_date(self, token: Token) -> bool:
        at = self._block.start + token.idx
        return any(time.start <= at < time.end for time in self._times)

    def _begins_date(self, token: Token) -> bool:
        """Whether a date stands here by itself, not before the noun that it belongs to ("the 2015 plan")."""
        at = self._block.start + token.idx
        time = next((time for time in self._times if time.start <= at < time.end), None)
        if time is None:
            return False
        head = self._block.start + token.head.idx
        return token.dep_ not in ("nummod", "compound") or time.start <= head < time.end


def _begins_count(token: Token) -> bool:
    """Whether a count of votes begins: "by 84 votes to 30"."""
    after = [t.lower_ for t in token.doc[token.i + 1 : token.i + 6]]
    return (
        token.lower_ in ("by", "with") and bool(after) and (after[0].isdigit() or "vote" in after or "votes" in after)
    )


def _tells_topic(child: Token) -> bool:
    verb = child.tag_ == "VBG" or (child.tag_ == "VB" and child.dep_ == "acl")
    return verb or grammar.preposition(child) in _ABOUT


def _is_said_elsewhere(child: Token) -> bool:
    clause = child.dep_ in ("acl:relcl", "advcl", "parataxis")
    return clause or grammar.preposition(child) in _SAID_ELSEWHERE
