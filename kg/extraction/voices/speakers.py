"""Speakers: whom a word stands for once it is known who talks there: first persons, office-holders, "he" and "she".

In: the cast, and who speaks at a token. Out: actors for any word. It reads no quotations and no verbs of speech.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.extraction import grammar
from kg.extraction.cast.actors import Cast
from kg.extraction.lexicons.reading import word_set
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.extraction.voices.quotations import SEVERAL, is_first_person

Names = tuple[str, ...]
_THIRD_PERSON = frozenset({"he", "she", "his", "her", "him"})
_LONGEST_NAME = 5
_ADDRESSED = frozenset({"you", "your", "yours", "yourself"})


class Speakers:
    """Whom words stand for in one document; `at` gives who speaks at a token, `partner` who is spoken to."""

    def __init__(
        self, cast: Cast, blocks: Sequence[Block], at: Callable[[Token], Names], partner: Callable[[Token], Names]
    ) -> None:
        self._cast, self._at, self._partner = cast, at, partner
        self._known: dict[Token, Names] = {}
        self._states = {a.name: a.affiliation for a in cast.actors if _speaks_for(a.role) and a.affiliation}
        self._bodies = {a.name for a in cast.actors if a.type in ("state", "government_body")}
        self._people = {a.name for a in cast.actors if a.type in ("person", "commenter")}
        self._known_names = {a.name for a in cast.actors}
        self._persons: dict[tuple[int, int], Names] = {}
        self._read_persons(blocks)

    def of(self, token: Token) -> Names:
        """The actors that a word stands for; a minister's "we" and "our" are the state's."""
        known = self._known.get(token)
        if known is None:
            known = self._known[token] = self._find(token)
        return known

    def together(self, token: Token) -> Names:
        """As `of`, but a minister's "we" is the minister's and the state's."""
        if is_first_person(token) and token.lower_ in SEVERAL:
            return tuple(dict.fromkeys((*self._at(token), *self.of(token))))
        return self.of(token)

    def state_of(self, name: str) -> str | None:
        """The state or body that an office-holder speaks for."""
        return self._states.get(name)

    def _find(self, token: Token) -> Names:
        if is_first_person(token):
            speakers = self._at(token)
            return self._for_states(speakers) if token.lower_ in SEVERAL else speakers
        if token.lower_ in _ADDRESSED and (partners := self._partner(token)):
            return self._for_states(partners)
        if token.tag_ == "NNS" and len(several := self._office(token)) > 1:
            return several
        if (holder := self._holder(token)) is not None:
            return holder
        if delegates := self.delegate(token):
            return delegates
        # In its own statement, "the Government" and the "it" after it are whoever makes the statement.
        return (
            self._own_body(token)
            or self._persons.get((id(token.doc), token.i), ())
            or self._spoken_for(token)
            or self._cast.who(token)
            or self._office(token)
        )

    def _spoken_for(self, token: Token) -> Names:
        """Whom a spokesman without a name speaks for, where the text knows them: "a NATO spokesman"."""
        if token.lemma_.lower() not in ("spokesman", "spokeswoman", "spokesperson"):
            return ()
        bases = (name.rpartition(" ")[0] for name in self._cast.who(token) if name.endswith(token.lower_))
        return tuple(base for base in bases if base in self._known_names)

    def delegate(self, token: Token) -> Names:
        """The state of a delegate whose name it follows in brackets: "MARIA SILVA (Brazil) said"."""
        doc, at = token.doc, token.i + 1
        if not token.tag_.startswith("NNP") or set(self._cast.who(token)) & self._bodies:
            return ()
        while at < len(doc) and at <= token.i + _LONGEST_NAME and doc[at].text[:1].isupper():
            at += 1
        if at + 2 >= len(doc) or doc[at].text != "(" or not any(t.text == ")" for t in doc[at + 2 : at + 8]):
            return ()
        return tuple(name for name in self._cast.who(doc[at + 1]) if name in self._bodies)

    def speaks(self, token: Token) -> Names:
        """Whom a subject speaks for who has the floor: a delegate, the representative of a state."""
        if token.dep_ not in grammar.SUBJECTS:
            return ()
        if token.lemma_.lower() in ("representative", "delegate", "observer"):
            return self.of(token)
        return self.delegate(token)

    def _for_states(self, speakers: Names) -> Names:
        return tuple(dict.fromkeys(self._states.get(name) or name for name in speakers))

    def _holder(self, token: Token) -> Names | None:
        """Who holds an office, where the name stands beside it: "the minister, Ada Lindt, said"."""
        if token.lemma_.lower() not in word_set("speech", "offices"):
            return None
        after = [word for word in token.doc[token.i + 2 : token.i + 3] if token.nbor().text == ","]
        for child in (*grammar.children(token, "appos", "flat"), *(w for w in after if w.dep_ in grammar.SUBJECTS)):
            names = self._cast.who(child)
            if names and names != self._cast.who(token) and not set(names) & self._bodies:
                return names
        return None

    def _own_body(self, token: Token) -> Names:
        """ "The Government" and "our country" of whoever speaks for a state."""
        if token.lemma_.lower() not in word_set("speech", "own_bodies"):
            return ()
        owner = grammar.first(grammar.children(token, "nmod:poss"))
        if owner is not None:
            return self._for_states(self._at(token)) if is_first_person(owner) else ()
        labels = ("nmod", "amod", "compound", "acl:relcl")
        others = [c for c in token.children if c.dep_ in labels and grammar.preposition(c) in ("", "of", "in", "for")]
        named = any(c.lower_ in ("the", "this") for c in grammar.children(token, "det")) and not others
        speakers = self._at(token)
        return speakers if named and set(speakers) <= self._bodies else ()

    def _office(self, token: Token) -> Names:
        """Whom an office-holder without a name speaks for: "the delegate of Ghana"."""
        if token.lemma_.lower() not in word_set("speech", "offices"):
            return ()
        beside = [
            c for c in grammar.children(token, "flat", "appos", "nmod", "nmod:desc") if not grammar.preposition(c)
        ]
        for other in (word for child in beside for word in (child, *grammar.children(child, "nmod", "flat"))):
            if names := self._cast.who(other):
                return names
        owners = [c for c in token.children if c.dep_ == "nmod:poss" or grammar.preposition(c) in ("of", "for", "from")]
        owners = [
            c for c in owners if not is_first_person(c) or set(self._at(c)) & (self._bodies | self._states.keys())
        ]
        return next((names for owner in owners if (names := self._owners(owner, token))), ())

    def _owners(self, owner: Token, office: Token) -> Names:
        """Whom an office belongs to; several offices may belong to several ("the presidents of Ghana and Togo")."""
        named = grammar.conjuncts(owner) if office.tag_ == "NNS" else (owner,)
        return tuple(dict.fromkeys(name for item in named for name in self._cast.who(item)))

    def _read_persons(self, blocks: Sequence[Block]) -> None:
        """Whom "he", "she" and a ministry's "it" stand for where the cast can't tell: the office that spoke last."""
        last: Names = ()
        for block in blocks:
            body: Names = ()
            subject: Names = ()
            for token in filter(_may_say_who, block.doc):
                key = (id(block.doc), token.i)
                subject = self._subject_names(token) or subject
                if token.dep_ in grammar.SUBJECTS and (own := self._own_body(token)):
                    body = own
                elif token.lower_ in ("it", "its") and body and _is_agent(token):
                    self._persons[key] = body
                elif self._is_his_body(token) and (subject or last):
                    self._persons[key] = self._for_states(subject or last)
                elif self._goes_on(token, subject):
                    self._persons[key] = subject
                elif self._cast.who(token):
                    body = body if token.dep_ not in grammar.SUBJECTS else ()
                    last = self._office_names(token, last)
                elif token.lower_ in _THIRD_PERSON and last:
                    self._persons[key] = last
                elif token.lemma_.lower() in word_set("speech", "own_bodies"):
                    owner = grammar.first(grammar.children(token, "nmod:poss"))
                    his = owner is not None and owner.lower_ in ("his", "her")
                    if owner is not None and his and (names := self._persons.get((key[0], owner.i))):
                        self._persons[key] = names
                else:
                    last = self._office_names(token, last)

    def _subject_names(self, token: Token) -> Names:
        """Whom a subject that is no pronoun names: an office-holder, a delegate, a person."""
        if token.dep_ not in grammar.SUBJECTS or token.tag_.startswith(("PRP", "W", "DT")):
            return ()
        office = self._office_names(token, ())
        names = office or self._cast.who(token)
        return names if office or set(names) <= self._people else ()

    def _goes_on(self, token: Token, subject: Names) -> bool:
        """Whether "he" or "she" goes on with the delegate who speaks, not with somebody only mentioned between."""
        speaks = token.lower_ in ("he", "she") and token.dep_ in grammar.SUBJECTS
        return speaks and bool(subject) and set(subject) <= self._bodies

    @staticmethod
    def _is_his_body(token: Token) -> bool:
        """Whether it is the state of whoever speaks: "his country", "her delegation"."""
        owners = grammar.children(token, "nmod:poss")
        own = token.lemma_.lower() in word_set("speech", "own_bodies")
        return own and any(owner.lower_ in ("his", "her") for owner in owners)

    def _office_names(self, token: Token, last: Names) -> Names:
        if token.dep_ in grammar.SUBJECTS and (delegates := self.delegate(token)):
            return delegates
        if token.lemma_.lower() in word_set("speech", "offices") and token.dep_ in grammar.SUBJECTS:
            return self._holder(token) or self._cast.who(token) or self._office(token)
        return last


def _speaks_for(role: str | None) -> bool:
    words = (role or "").lower()
    return any(office in words for office in word_set("speech", "offices")) and "former" not in words


def _may_say_who(token: Token) -> bool:
    """Whether a word can name who speaks or stand for them: a subject, a pronoun, a body that is somebody's own."""
    pronoun = token.lower_ in _THIRD_PERSON or token.lower_ in ("it", "its")
    return pronoun or token.dep_ in grammar.SUBJECTS or token.lemma_.lower() in word_set("speech", "own_bodies")


def _is_agent(token: Token) -> bool:
    """Whether "it" does something: it isn't the empty subject of "it is clear"."""
    if token.lower_ == "its":
        return True
    return token.dep_ == "nsubj" and grammar.is_verb(token.head) and not grammar.children(token.head, "expl")
