"""Reference: who "they", "its", "both countries", "the two powers", "the group" are.

In: the parsed blocks of a document with the mentions found in them. Out: names for the tokens that take up an actor
named before. Only safe cases are resolved: a wrong "they" puts words into somebody's mouth, an open one only loses a
record.
First persons outside quotation marks stand for the voice of the block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from kg.extraction import grammar
from kg.extraction.mentions import ActorWords, Mention
from kg.registry import Registry

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from kg.extraction.english import Block

Key = tuple[int, int]
Names = tuple[str, ...]

_PLURAL: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_NEUTER: Final = frozenset({"it", "its", "itself"})
_PERSONAL: Final = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_FIRST: Final = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"})
# Verbs whose "it" is mostly nobody.
_EMPTY: Final = frozenset(
    "be become seem appear begin take remain mean happen make matter follow turn rain help prove".split()
)
_SIZES: Final = {"three": 3, "four": 4, "five": 5}
_OPEN, _CLOSE = "“«„", "”»"
_MARKS: Final = (*_OPEN, '"', "``", "''")
_REACH: Final = 3


class References:
    """Reads a document from its beginning and keeps what was named last."""

    def __init__(
        self,
        words: ActorWords,
        registry: Registry,
        named: Mapping[Key, Mention],
        voice_of: Callable[[Block], Names],
    ) -> None:
        self.words, self.registry, self.named, self.voice_of = words, registry, named, voice_of
        self.found: dict[Key, Names] = {}
        self._pairs: Counter[Names] = Counter()
        self._together: dict[tuple[str, int], tuple[Names, int]] = {}
        self._subject: Sequence[Mention] = ()
        self._person: Mention | None = None
        self._seen: list[tuple[int, Mention]] = []
        self._headline: Names = ()
        self._time = 0

    def read(self, blocks: Sequence[Block]) -> dict[Key, Names]:
        """The names of every token that takes up somebody, by number of block and of token."""
        for number, block in enumerate(blocks):
            if number and blocks[number - 1].part != block.part:
                self._subject, self._person = (), None
            quoted = _quoted(block)
            for sentence in block.doc.sents:
                self._time += 1
                self._read_sentence(number, block, sentence, quoted)
        return self.found

    def _read_sentence(self, number: int, block: Block, sentence: Span, quoted: frozenset[int]) -> None:
        before = self._subject
        here: Sequence[Mention] = ()
        for token in sentence:
            mention = self.named.get((number, token.i))
            if mention is not None and mention.head == token and mention.how != "adjective":
                here = self._note(number, mention) or here
                continue
            if mention is not None:
                continue
            names = self._resolve(number, block, token, here, before, quoted)
            if names:
                self.found[number, token.i] = names
        self._subject = here or (before if len(sentence) < 4 else ())

    def _note(self, number: int, mention: Mention) -> Sequence[Mention]:
        """Remember a mention; gives the subject that it is (part of), if any."""
        self._seen.append((self._time, mention))
        if mention.type == "person":
            self._person = mention
        first = grammar.first_conjunct(mention.head)
        group = list(self._joined(number, first))
        kinds = {other.type for other in group}
        if len(group) > 1 and len(kinds) == 1 and all(other.acts for other in group):
            self._remember(tuple(other.name for other in group), mention.type)
        return group if first.dep_.startswith("nsubj") else ()

    def _joined(self, number: int, first: Token) -> Iterator[Mention]:
        """The actors coordinated with one another, each once; an item that the parse lost between two commas too."""
        heads = grammar.conjuncts(first)
        said: set[str] = set()
        for at in range(heads[0].i, heads[-1].i + 1):
            mention = self.named.get((number, at))
            if mention is None or mention.head.i != at or mention.how == "adjective" or mention.name in said:
                continue
            listed = mention.start > 0 and first.doc[mention.start - 1].text == "," and len(heads) > 1
            if mention.head in heads or listed:
                said.add(mention.name)
                yield mention

    def _remember(self, names: Names, kind: str) -> None:
        self._together["person" if kind == "person" else "state", len(names)] = names, self._time
        if kind != "person" and len(names) == 2:
            self._headline = self._headline or (names if self._time == 1 else ())
            key = (names[1], names[0]) if (names[1], names[0]) in self._pairs else names
            self._pairs[key] += 1

    def _resolve(
        self,
        number: int,
        block: Block,
        token: Token,
        here: Sequence[Mention],
        before: Sequence[Mention],
        quoted: frozenset[int],
    ) -> Names:
        word = token.lower_
        if word in _FIRST and token.tag_ in ("PRP", "PRP$"):
            return () if token.i in quoted or token.text == "US" else self.voice_of(block)
        if (owner := self._joined_owner(number, token)) is not None:
            return (owner.name,)
        if word in _PLURAL:
            return self._they(here) or self._last_plural(before, token)
        if word in _NEUTER and not _is_open(token):
            return self._one(here) if here else self._last_single(before, token)
        if word in _PERSONAL:
            return self._he(here, before)
        return self._description(number, token)

    def _joined_owner(self, number: int, token: Token) -> Mention | None:
        """Whose it is in "the army and its allies": what stands before the "and"."""
        if token.lower_ not in ("its", "their", "his", "her") or token.head.dep_ != "conj":
            return None
        mention = self.named.get((number, token.head.head.i))
        return mention if mention is not None and mention.end <= token.i else None

    def _they(self, subject: Sequence[Mention]) -> Names:
        if len(subject) > 1:
            return tuple(dict.fromkeys(mention.name for mention in subject))
        many = [m for m in subject if m.how in ("people", "group") or m.type not in ("state", "person")]
        if many and many[0].how == "name" and self._recent_pair(reach=2):
            return ()
        return tuple(mention.name for mention in many)

    def _one(self, subject: Sequence[Mention]) -> Names:
        if len(subject) != 1 or subject[0].type == "person" or subject[0].head.tag_ == "NNS":
            return ()
        return (subject[0].name,)

    def _he(self, here: Sequence[Mention], before: Sequence[Mention]) -> Names:
        for subject in (here, before):
            people = [mention for mention in subject if mention.type == "person"]
            if len(people) == 1:
                return (people[0].name,)
            if people:
                return ()
        recent = {m.name for time, m in self._seen[-12:] if m.type == "person" and time >= self._time - _REACH}
        return (self._person.name,) if self._person is not None and recent == {self._person.name} else ()

    def _recent_pair(self, kind: str = "state", reach: int = 60, size: int = 2) -> Names:
        names, time = self._together.get((kind, size), ((), -1000))
        if names and self._time - time <= reach:
            return names
        return ()

    def _last_single(self, before: Sequence[Mention], token: Token) -> Names:
        """What "it" is by the last sentence, unless something else is the subject here before it."""
        others = (t.tag_.startswith("NN") and t.dep_.startswith("nsubj") for t in token.doc[token.sent.start : token.i])
        return () if any(others) else self._one(before)

    def _last_plural(self, before: Sequence[Mention], token: Token) -> Names:
        """Who "they" are by the last sentence, unless others are the subject here ("traders said they would leave")."""
        others = (
            t.tag_ in ("NNS", "NNPS") and t.dep_.startswith("nsubj") for t in token.doc[token.sent.start : token.i]
        )
        return () if any(others) else self._they(before) or self._recent_pair(reach=1)

    def _the_pair(self, kind: str) -> Names:
        recent = self._recent_pair(kind, _REACH)
        if recent or kind == "person" or not self._pairs:
            return recent
        names, count = self._pairs.most_common(1)[0]
        return names if count > 1 or names == self._headline else ()

    def _description(self, number: int, token: Token) -> Names:
        lemma, lists = token.lemma_.lower(), self.words.lists
        determiners = {
            child.lower_ for child in token.children if child.dep_ in ("det", "nummod", "det:predet", "nmod:poss")
        }
        if token.lower_ == "both" and token.dep_.startswith(("nsubj", "obj", "obl", "nmod")):
            return self._the_pair("state")
        if token.lower_ == "two" and not grammar.is_noun(token.head) and token.dep_.startswith("nsubj"):
            return self._the_pair("state")
        if lemma in lists["pair_nouns"] and determiners & {"both", "two", "neither", "either", "each"}:
            people = lemma in lists["people_pair_nouns"] and ("person", 2) in self._together
            return self._the_pair("person" if people else "state")
        if lemma in lists["pair_nouns"] and (size := max(_SIZES.get(word, 0) for word in ("", *determiners))):
            return self._recent_pair("state", _REACH, size)
        if not determiners & {"the", "this", "that", "his", "her"} or token.tag_ not in ("NN", "NNP"):
            return ()
        if any(child.dep_ in ("nmod", "acl:relcl", "acl") for child in token.children):
            return ()
        if lemma in self.words.government["separate"]:
            return self._government()
        if lemma in lists["of_states"] and lemma != "government":
            return self._home(determiners) if determiners & {"his", "her"} else self._last(("state",), 1)
        if lemma in lists["of_armed_groups"]:
            return self._last(("armed_group",), 2)
        return self._office_holder(token)

    def _government(self) -> Names:
        """ "The government": the only one that the document has spoken of so far."""
        names = {m.name for _, m in self._seen if m.type == "government_body" and m.name.endswith(" government")}
        return tuple(names) if len(names) == 1 else ()

    def _home(self, determiners: set[str]) -> Names:
        person = self._person
        if person is None or person.entry is None or person.entry.affiliation is None:
            return ()
        home = self.registry.get(person.entry.affiliation)
        return (home.name,) if home.type == "state" else ()

    def _last(self, kinds: tuple[str, ...], reach: int) -> Names:
        recent = [
            m for time, m in self._seen if m.type in kinds and time >= self._time - reach and m.how != "government"
        ]
        names = {m.name for m in recent}
        return (recent[-1].name,) if len(names) == 1 else ()

    def _office_holder(self, token: Token) -> Names:
        """ "the president": the person of that role who was named last."""
        role = token.lemma_.lower()
        if role not in self.words.government["office"]:
            return ()
        held = [m for _, m in self._seen if m.type == "person" and role in _roles(m)]
        names = {mention.name for mention in held}
        return (held[-1].name,) if len(names) == 1 else ()


def _roles(mention: Mention) -> str:
    roles = (mention.role, mention.entry.role if mention.entry else None)
    return " ".join(role.casefold() for role in roles if role)


def _is_open(token: Token) -> bool:
    """Whether "it" may stand for a thing, a clause ("it is hard for both to …") or nothing, not for an actor."""
    if token.lower_ != "it":
        return False
    acts = token.dep_ == "nsubj" and token.head.tag_.startswith("VB")
    return not acts or token.head.lemma_ in _EMPTY or bool(grammar.children(token.head, "cop", "csubj"))


def _quoted(block: Block) -> frozenset[int]:
    """The tokens between quotation marks."""
    text = block.doc.text
    return frozenset(_inside(block.doc)) if any(mark in text for mark in _MARKS) else frozenset()


def _inside(tokens: Iterable[Token]) -> Iterator[int]:
    depth = 0
    for token in tokens:
        if any(mark in token.text for mark in _OPEN):
            depth = 1
        elif any(mark in token.text for mark in _CLOSE):
            depth = 0
        elif token.text in ('"', "``", "''"):
            depth = 1 - depth
        if depth:
            yield token.i
