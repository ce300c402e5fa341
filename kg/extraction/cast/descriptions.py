"""Descriptions that take somebody up: "the two countries", "the bloc", "the Council", "the ministers", "his country".

In: definite noun phrases and the memory of what was named before. Out: names, where only one reading is left; a
description that names an actor by itself is a group or a government, and read there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from kg.extraction import grammar
from kg.extraction.cast.memory import Memory, Names
from kg.extraction.cast.mentions import ActorWords, Mention, singular
from kg.extraction.tokens import Token
from kg.registry import Entry, Registry

_SIZES: Final = {"three": 3, "four": 4, "five": 5}
_DEFINITE: Final = frozenset({"the", "this", "that", "his", "her", "these", "those"})
_PAIRING: Final = frozenset({"both", "two", "neither", "either", "each"})
_REACH: Final = 3
_FAR: Final = 12


class Descriptions:
    """Resolves the definite descriptions of one document; `own` is the state whose body speaks in it."""

    def __init__(self, words: ActorWords, registry: Registry, memory: Memory, own: Entry | None) -> None:
        self.words, self.registry, self.memory, self.own = words, registry, memory, own
        self._shortened: dict[str, Names] = {}

    def resolve(self, token: Token, doers: Names = ()) -> Names:
        """Whom the phrase of this noun (or "both", "two") takes up; `doers` do something to them, so are others."""
        if token.lower_ == "both" and token.dep_.startswith(("nsubj", "obj", "iobj", "obl", "nmod")):
            return self.memory.newest_pair(doers) or self.memory.pair("state", _REACH, doers)
        if token.lower_ == "two" and not grammar.is_noun(token.head) and token.dep_.startswith("nsubj"):
            return self.memory.pair("state", _REACH)
        if not token.tag_.startswith("NN"):
            return ()
        lemma = singular(token, self.words)
        before = {child.lower_ for child in token.children if child.dep_ in _DETERMINERS}
        return self._several(lemma, before, doers) or self._taken_up(token, lemma, before)

    def _several(self, lemma: str, before: set[str], doers: Names) -> Names:
        """ "Both sides", "the three countries"."""
        if lemma not in self.words.lists["pair_nouns"]:
            return ()
        if before & _PAIRING:
            people = lemma in self.words.lists["people_pair_nouns"] and self.memory.has_people_together()
            return self.memory.pair("person" if people else "state", _REACH, doers)
        size = max(_SIZES.get(word, 0) for word in ("", *before))
        return self.memory.only_set(size) or self.memory.recent_set("state", _REACH, size) if size else ()

    def _taken_up(self, token: Token, lemma: str, before: set[str]) -> Names:
        if not before & _DEFINITE or any(_tells_apart(child) for child in token.children):
            return ()
        if token.text[:1].isupper() and not token.is_sent_start and (named := self._short(token)):
            return named
        if any(child.dep_ == "nmod" for child in token.children):
            return ()
        if token.tag_ in ("NNS", "NNPS"):
            return self._same_noun(lemma) if lemma in self.words.groups else ()
        if lemma in self.words.government["separate"]:
            return self._government()
        if lemma in self.words.lists["of_states"]:
            return self._home() if before & {"his", "her"} else self.memory.last(_is_state, 1)
        if token.lower_.title() in self.words.heads and (named := self.memory.last(_has(token.lower_), _REACH)):
            return named
        if lemma in self.words.lists["of_bodies"] and (body := self.memory.last(_is_body, _REACH)):
            return body
        if lemma in self.words.lists["of_armed_groups"]:
            return self.memory.last(lambda m: m.type == "armed_group", 2)
        if lemma in self.words.lists["of_movements"] and (named := self.memory.last(_is_movement, _REACH)):
            return named
        return self._office_holder(lemma) or self._same_noun(lemma)

    def _short(self, token: Token) -> Names:
        """ "The Council" after "the Security Council": whose name has the word and was named last."""
        if token.text not in self.words.heads:
            return ()
        bodies = [
            m.name for _, m in self.memory.seen if m.type not in ("state", "person") and token.text in m.name.split()
        ]
        here = self.memory.latest(lambda m: m.name in bodies and m.head.doc is token.doc and not _names_text(m))
        usual = self._shortened.get(token.text, ())
        acting = self.memory.latest(lambda m: m.name in bodies and not _names_text(m))
        named = here or usual or acting or self.memory.latest(lambda m: m.name in bodies)
        self._shortened.setdefault(token.text, named)
        return named

    def _same_noun(self, lemma: str) -> Names:
        """ "The ministers" after "ECOWAS foreign ministers": who was described with the same noun last."""
        if not self.words.knows(lemma):
            return ()
        described = ("group", "government", "organisation")
        return self.memory.last(
            lambda m: (
                m.how in described
                and (m.type != "state" or m.how == "government")
                and singular(m.head, self.words) == lemma
            ),
            _FAR,
        )

    def _government(self) -> Names:
        """ "The government": that of the state that speaks, or the only one that the document has spoken of so far."""
        if self.own is not None:
            return (self.own.name,)
        separate = self.words.government["separate"]
        return self.memory.only(lambda m: m.how == "government" and singular(m.head, self.words) in separate)

    def _home(self) -> Names:
        person = self.memory.person
        if person is None:
            return ()
        if person.entry is None or person.entry.affiliation is None:
            return (person.affiliation,) if person.affiliation and self._is_state(person.affiliation) else ()
        home = self.registry.get(person.entry.affiliation)
        return (home.name,) if home.type == "state" else ()

    def _is_state(self, name: str) -> bool:
        found = self.registry.find_by_name(name)
        return len(found) == 1 and found[0].type == "state"

    def _office_holder(self, role: str) -> Names:
        """ "The president": the only person of that role who was named."""
        if role not in self.words.government["office"]:
            return ()
        return self.memory.only(lambda m: m.type == "person" and role in _roles(m))


def _names_text(mention: Mention) -> bool:
    """Whether the name only says whose resolution it is: "Security Council resolution 1701"."""
    return any(t.lower_ in ("resolution", "resolutions") for t in mention.head.doc[mention.end : mention.end + 1])


def _tells_apart(clause: Token) -> bool:
    """Whether a clause says which one is meant; behind a comma it only adds to it ("the junta, which fell in May")."""
    aside = clause.dep_ == "acl:relcl" and clause.left_edge.i > 0 and clause.left_edge.nbor(-1).text == ","
    return clause.dep_ in ("acl:relcl", "acl") and not aside


_DETERMINERS: Final = frozenset({"det", "nummod", "det:predet", "nmod:poss", "cc:preconj"})


def _has(word: str) -> Callable[[Mention], bool]:
    """Whether the name of a body has a word ("mission")."""
    return lambda m: m.type not in ("state", "person") and word.title() in m.name.split()


def _is_state(mention: Mention) -> bool:
    return mention.type == "state" and mention.how != "government"


def _is_body(mention: Mention) -> bool:
    return mention.type in ("igo", "organisation", "coalition") and mention.how in ("name", "organisation")


def _is_movement(mention: Mention) -> bool:
    """Whether a name is that of a party, an association or an armed group."""
    return mention.type in ("organisation", "armed_group") and mention.how in ("name", "organisation")


def _roles(mention: Mention) -> str:
    roles = (mention.role, mention.entry.role if mention.entry else None)
    return " ".join(role.casefold() for role in roles if role)
