"""Whom the nouns of a decision stand for: the parties to an agreement, the body that decides.

In: nouns, and the Cast that knows the actors. Out: names in text order. Presidents and ministers stand for their
states where all of them speak for a known one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extraction import grammar
from kg.extraction.cast.actors import Cast
from kg.extraction.lexicons.reading import word_sets
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token

_BETWEEN = ("between", "with", "among")


class Parties:
    """Answers who agrees and who decides, for one document."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._actors = {actor.name: actor for actor in cast.actors}
        self._words = word_sets("resolutions", "decided")

    def names(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """The actors that nouns stand for, without repeats."""
        return tuple(dict.fromkeys(name for token in tokens for name in self._who(token)))

    def of(self, predication: Predication, noun: Token | None = None) -> tuple[str, ...]:
        """The states and bodies that agree: the agents, whoever it is "with", and those that something is "between"."""
        tokens = [*predication.get("agent"), *predication.get("with"), *predication.get("between")]
        for holder in (noun, *predication.get("theme")):
            for child in grammar.children(holder, "nmod") if holder is not None else ():
                if grammar.preposition(child) in _BETWEEN:
                    tokens += grammar.conjuncts(child)
        return self.states(self.names(tokens))

    def before(self, verb: Token) -> tuple[str, ...]:
        """The actors between the last comma and a verb that the parse has left without a subject."""
        auxiliaries = [child.i for child in verb.lefts if child.dep_ in ("aux", "aux:pass")]
        tokens: list[Token] = []
        for token in reversed(verb.doc[verb.sent.start : min([verb.i, *auxiliaries])]):
            if token.is_punct or token.tag_.startswith("VB"):
                break
            tokens.insert(0, token)
        return self.states(self.names(tokens))

    def states(self, names: Sequence[str]) -> tuple[str, ...]:
        """The states that people and governments speak for, if that is known of all the people; else the names."""
        states = tuple(dict.fromkeys(self._state(name) for name in names))
        people = [name for name in states if name in self._actors and self._actors[name].type == "person"]
        return tuple(names) if people else states

    def country(self, body: str | None) -> tuple[str, ...]:
        """The state whose parliament a body is, if that is known."""
        state = self._state(body) if body else None
        return (state,) if state and state != body else ()

    def is_body(self, name: str) -> bool:
        """Whether the name is an organisation of states or a part of a government."""
        return name in self._actors and self._actors[name].type in ("igo", "government_body")

    def are_a_parliament(self, tokens: Iterable[Token]) -> bool:
        """Whether nouns speak of a parliament or a chamber of one."""
        words = self._words["parliaments"]
        return any(words & {part.lower_ for part in token.subtree} for token in tokens)

    def _who(self, token: Token) -> tuple[str, ...]:
        """Whom a noun stands for; "members of the Senate" stand for the Senate."""
        names = self._cast.who(token)
        if names or token.lemma_ not in self._words["members"]:
            return names
        return tuple(name for child in grammar.children(token, "nmod") for name in self._who(child))

    def _state(self, name: str) -> str:
        actor = self._actors.get(name)
        if actor is None or actor.type not in ("person", "government_body") or not actor.affiliation:
            return name
        above = self._actors.get(actor.affiliation)
        return above.name if above and above.type in ("state", "igo", "armed_group") else name


def are_several(agents: Sequence[Token]) -> bool:
    """Whether a subject is several, whoever they are: "the two countries", "both", "Iran and the others"."""
    return len(agents) > 1 or any(token.lower_ == "both" or _is_counted(token) for token in agents)


def _is_counted(noun: Token) -> bool:
    return noun.tag_ == "NNS" and any(child.dep_ == "nummod" or child.lower_ == "both" for child in noun.children)
