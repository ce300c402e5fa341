"""Matters that are worded in many ways and come to two: who rules stays or goes, a country stays whole or breaks up.

In: a predication, and whom words stand for. Out: the proposition and its sign, or None. All else is for `issues`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.extraction import grammar
from kg.extraction.issues.wording import Who, phrase_tokens, render
from kg.extraction.lexicons.reading import word_set
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token

_OFFICE = ("place", "power", "office", "charge")


class Standing:
    """Tells what clauses say of who rules and of what stays whole; `rulers` are the names of those who may rule."""

    def __init__(self, who: Who, rulers: Collection[str]) -> None:
        self._who, self._rulers = who, frozenset(rulers)

    def of(self, clause: Predication, holders: Sequence[str] = ()) -> tuple[str, int] | None:
        """The proposition of a clause, and -1 where it says the opposite."""
        return self._in_power(clause) or self._stays_whole(clause) or self._stays_put(clause, holders)

    def in_place(self, token: Token, governor: Predication) -> str | None:
        """ "wants X in place", "keeps X in power": that whoever is named stays."""
        where = governor.get("in")
        if token in governor.get("theme") and where and where[0].lemma_ in _OFFICE:
            ruler = self._ruler([token])
            return f"{ruler} remaining in power" if ruler else None
        return None

    def _in_power(self, clause: Predication) -> tuple[str, int] | None:
        lemma = clause.lemma.replace(" ", "_")
        stays = lemma in word_set("issues", "stay_verbs")
        if not stays and lemma not in word_set("issues", "leave_verbs"):
            return None
        transitive = bool(clause.get("theme")) and lemma not in ("leave", "quit")
        undergoes = transitive or grammar.is_passive(clause.verb)
        ruler = self._ruler(clause.get("theme") if undergoes else clause.get("agent"))
        if ruler is None or (stays and transitive):
            return None
        return f"{ruler} remaining in power", 1 if stays else -1

    def _stays_whole(self, clause: Predication) -> tuple[str, int] | None:
        """ "Syria to remain one country", "keep Iraq united": seen as the opposite of its partition."""
        if clause.lemma not in ("remain", "stay", "keep"):
            return None
        complements = grammar.children(clause.verb, "xcomp", "obj", "acl", "advcl")
        words = {token.lower_ for complement in complements for token in complement.subtree}
        things = clause.get("theme") if clause.lemma == "keep" else clause.get("agent")
        if not words & word_set("issues", "whole") or not things:
            return None
        thing = " and ".join(self._who(things[0])) or render(phrase_tokens(things[0]), self._who)
        return f"partition of {thing}", -1

    def _stays_put(self, clause: Predication, holders: Sequence[str]) -> tuple[str, int] | None:
        """ "Britain to stay in the Union", "troops remaining in Iraq": seen as the opposite of their leaving."""
        whole = clause.get("in")
        if clause.lemma not in ("remain", "stay") or not whole or not whole[0].tag_.startswith("NNP"):
            return None
        subjects = [token for token in clause.get("agent") if not token.tag_.startswith("PRP") or self._who(token)]
        names = [name for token in subjects if not token.tag_.startswith("NNS") for name in self._who(token)]
        words = (
            render(phrase_tokens(subjects[0], clause.head), self._who)
            if subjects and not names
            else " and ".join(sorted(names))
        )
        place = render(phrase_tokens(whole[0]), self._who)
        if words and not names:
            return f"withdrawal of {words} from {place}", -1
        return f"{'' if set(names) <= set(holders) else words} leaving {place}".strip(), -1

    def _ruler(self, tokens: Sequence[Token]) -> str | None:
        for token in tokens:
            names = self._who(token)
            if names and (set(names) & self._rulers or token.lemma_ in word_set("issues", "ruler_nouns")):
                return " and ".join(sorted(names))
        return None
