"""Reference: who "they", "its", "both countries", "the two powers", "the group" are.

In: the parsed blocks of a document with the mentions found in them. Out: names for the tokens that take up an actor
named before. Only safe cases are resolved: a wrong "they" puts words into somebody's mouth, an open one only loses a
record.
First persons outside quotation marks stand for the voice of the block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from kg.extraction import grammar
from kg.extraction.cast.descriptions import Descriptions
from kg.extraction.cast.memory import Memory, Names
from kg.extraction.cast.mentions import ActorWords, Mention
from kg.extraction.cast.owners import owners_of
from kg.extraction.text.english import Block
from kg.extraction.tokens import Span, Token
from kg.registry import Entry, Registry

Key = tuple[int, int]

_PLURAL: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_NEUTER: Final = frozenset({"it", "its", "itself"})
_PERSONAL: Final = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
_FIRST: Final = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"})
# Verbs whose "it" is mostly nobody.
_EMPTY: Final = frozenset(
    "be become seem appear begin take remain mean happen make matter follow turn rain help prove".split()
)
# What follows on a demand goes on with whoever made it.
_ASKING: Final = frozenset("demand insist urge want ask call request require expect propose recommend order".split())
_OPEN, _CLOSE = "“«„", "”»"
_MARKS: Final = (*_OPEN, '"', "``", "''")
_REACH: Final = 3
_TOWARDS: Final = ("on", "upon", "to", "with", "against")


class References:
    """Reads a document from its beginning and keeps what was named last; `own` is the state whose body speaks in it."""

    def __init__(
        self,
        words: ActorWords,
        registry: Registry,
        named: Mapping[Key, Mention],
        voice_of: Callable[[Block], Names],
        own: Entry | None = None,
    ) -> None:
        self.words, self.named, self.voice_of = words, named, voice_of
        self.found: dict[Key, Names] = {}
        self.memory = Memory()
        self._descriptions = Descriptions(words, registry, self.memory, own)
        self._subject: Sequence[Mention] = ()
        self._people: list[tuple[int, Mention]] = []

    def read(self, blocks: Sequence[Block]) -> dict[Key, Names]:
        """The names of every token that takes up somebody, by number of block and of token."""
        for number, block in enumerate(blocks):
            if number and blocks[number - 1].part != block.part:
                self._subject, self.memory.person = (), None
            quoted = _quoted(block)
            for sentence in block.doc.sents:
                self.memory.time += 1
                self._read_sentence(number, block, sentence, quoted)
        return self.found

    def _read_sentence(self, number: int, block: Block, sentence: Span, quoted: frozenset[int]) -> None:
        before = self._subject
        here: Sequence[Mention] = ()
        main: Sequence[Mention] = ()
        for token in sentence:
            mention = self.named.get((number, token.i))
            if mention is not None and mention.head == token and mention.how != "adjective":
                new = self._note(number, mention, here)
            elif mention is None and (names := self._resolve(number, block, token, here, before, quoted)):
                self.found[number, token.i] = names
                new = self._taken_up(token, names)
            else:
                continue
            here = new or here
            main = new if new and not _is_aside(token, main) else main
            self._contrast([mention for mention in new if main == new])
        self._subject = main or self._below(sentence, here) or (before if len(sentence) < 4 else ())

    def _contrast(self, subjects: Iterable[Mention]) -> None:
        """Remember two people who alone are the subjects of two sentences: "Ruiz wants it. Berg doubts it"."""
        self._people.extend((self.memory.time, mention) for mention in subjects if mention.type == "person")
        self._people = [(time, mention) for time, mention in self._people if time >= self.memory.time - 1]
        names = tuple(dict.fromkeys(mention.name for _, mention in self._people))
        if len(names) == 2:
            self.memory.note_together(names, "person", weak=True)

    def _below(self, sentence: Span, here: Sequence[Mention]) -> Sequence[Mention]:
        """The subject of a subordinate clause, unless the main one has a subject that may be some actor."""
        subject = grammar.own_subject(sentence.root)
        unknown = subject is not None and subject.tag_ in ("NN", "NNP") and self.words.knows(subject.lower_)
        return () if unknown else here

    def _taken_up(self, token: Token, names: Names) -> Sequence[Mention]:
        """The subject that a pronoun or description is: what follows may take it up in turn."""
        if not token.dep_.startswith("nsubj") or token.lower_ in _FIRST:
            return ()
        return self.memory.mentions_of(names)

    def _note(self, number: int, mention: Mention, here: Sequence[Mention]) -> Sequence[Mention]:
        """Remember a mention; gives the subject that it is (part of), if any."""
        self.memory.note(mention)
        first = grammar.first_conjunct(mention.head)
        group = list(self._joined(number, first))
        kinds = {other.type for other in group}
        beside = grammar.preposition(first) == "with"
        if len(group) > 1 and len(kinds) == 1 and all(other.acts for other in group) and not beside:
            self.memory.note_together(tuple(other.name for other in group), mention.type)
        elif beside and len(group) == len(here) == 1 and _may_pair(here[0], mention):
            self.memory.note_together((here[0].name, mention.name), mention.type, weak=True)
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
        if owners := owners_of(number, token, self.named):
            return owners
        if word in _PLURAL:
            return self._they(here) or self._last_plural(before, token)
        if word in _NEUTER and not _is_open(token):
            return self._one(here) if here else self._last_single(before, token)
        if word in _PERSONAL:
            return self._he(() if _is_another(token) else here, before)
        return self._descriptions.resolve(token, _doers(token, here))

    def _they(self, subject: Sequence[Mention]) -> Names:
        if len(subject) > 1:
            return tuple(dict.fromkeys(mention.name for mention in subject))
        many = [m for m in subject if m.how in ("people", "group") or m.type not in ("state", "person")]
        if many and many[0].how == "name" and self.memory.recent_set(reach=2):
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
        person = self.memory.person
        recent = self.memory.last(lambda m: m.type == "person", _REACH)
        return recent if person is not None and recent == (person.name,) else ()

    def _last_single(self, before: Sequence[Mention], token: Token) -> Names:
        """What "it" is by the last sentence, unless something else is the subject here before it."""
        others = (t.tag_.startswith("NN") and t.dep_.startswith("nsubj") for t in token.doc[token.sent.start : token.i])
        return () if any(others) else self._one(before)

    def _last_plural(self, before: Sequence[Mention], token: Token) -> Names:
        """Who "they" are by the last sentence, unless others are the subject here ("traders said they would leave")."""
        others = (
            t.tag_ in ("NNS", "NNPS") and t.dep_.startswith("nsubj") for t in token.doc[token.sent.start : token.i]
        )
        return () if any(others) else self._they(before) or self.memory.recent_set(reach=1)


def _doers(token: Token, subject: Sequence[Mention]) -> Names:
    """The several who do something to whom a phrase stands for: "Chad and Mali urged both sides to talk".

    Who does it and to whom are not the same, or they would be "each other".
    """
    verb, marker = token.head, grammar.preposition(token)
    undergoes = token.dep_ in ("obj", "iobj") or (token.dep_ == "obl" and marker in _TOWARDS)
    own = grammar.own_subject(grammar.first_conjunct(verb)) if undergoes and grammar.is_verb(verb) else None
    if own is None or len(subject) < 2 or all(mention.head not in grammar.conjuncts(own) for mention in subject):
        return ()
    return tuple(mention.name for mention in subject)


def _is_another(token: Token) -> bool:
    """Whether a pronoun is the object of a verb with a subject before it, so that it isn't the subject itself."""
    if token.lower_ not in ("him", "her") or token.dep_ not in ("obj", "iobj", "obl"):
        return False
    return any(child.dep_ == "nsubj" and child.i < token.i for child in token.head.children)


def _is_aside(token: Token, main: Sequence[Mention]) -> bool:
    """Whether a word stands in a clause whose subject the next sentence doesn't go on with.

    So it is in relative clauses, and in what somebody says or demands: "Serbia claims that Kosovo fired. It asks …".
    """
    above = [node for node in (token, *token.ancestors) if node.sent == token.sent]
    if any(node.dep_ == "acl:relcl" for node in above):
        return True
    return any(_is_told(node) for node in above) and all(mention.type != "person" for mention in main)


def _is_told(verb: Token) -> bool:
    """Whether a clause is what somebody says, thinks or demands, or what a statement of it says."""
    if verb.dep_ == "acl":
        return any(c.lower_ == "that" for c in grammar.children(verb, "mark"))
    return verb.dep_ == "ccomp" or (verb.dep_ == "xcomp" and grammar.verb_lemma(verb.head) in _ASKING)


def _may_pair(subject: Mention, other: Mention) -> bool:
    """Whether two may be "the two sides" after "X signed a pact with Y"."""
    kinds = {subject.type, other.type}
    return (kinds <= {"state", "igo"} or kinds == {"person"}) and subject.name != other.name


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
