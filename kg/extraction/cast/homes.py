"""Homes: the state that a description without an owner belongs to ("the parliament", "the junta", "the opposition").

In: the blocks of a document with the names of the registry in them. Out: the one state that the context gives, by the
sentence, by the sentences before it, or by the whole document; None where it leaves a choice. Which descriptions need
a home is decided by those who read them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from kg.extraction import grammar
from kg.extraction.cast.names import Hit
from kg.extraction.text.english import Block
from kg.extraction.tokens import Doc, Token
from kg.registry import Entry, Registry

# A document is about a state that it names at least this many times as often as any other.
_DOMINANCE = 2
# How many sentences back a description may belong to the one state named there.
_REACH = 2
# Behind the name of a state, within so many characters: "Niger's military junta".
_RULERS = frozenset({"junta", "regime", "junta's", "junta’s", "regime's", "regime’s", "junta,", "regime,", "junta."})
_FAR = 60
_PLACING = frozenset({"in", "from", "of", "inside", "within", "across", "against", "over"})


class Homes:
    """The states of one document, by place."""

    def __init__(self, blocks: Sequence[Block], hits: Sequence[Sequence[Hit]], registry: Registry) -> None:
        self.registry = registry
        self._at = [list(self._states(found)) for found in hits]
        self._starts = [[sentence.start_char for sentence in block.doc.sents] for block in blocks]
        entries = [hit.entries[0] for found in hits for hit in found if len(hit.entries) == 1]
        self._named = {id for entry in entries for id in (entry.id, *entry.part_of)}
        self._ruled = {
            state.id
            for block, found in zip(blocks, self._at, strict=True)
            for at, state in found
            if _RULERS & set(block.doc.text[at : at + _FAR].casefold().split()[1:4])
        }
        self._counts = Counter(state.id for found in self._at for _, state in found)

    def near(self, block: int, token: Token, but: Collection[str] = ()) -> Entry | None:
        """The state of a description at this token: that of its sentence, of the document, or of the sentences before.

        `but` are ids of states that it is not.
        """
        if (seat := self.seat_after(token)) is not None:
            return seat
        end, start = token.idx, token.sent.start_char
        here = {id: state for id, state in self._between(block, start, end).items() if id not in but}
        if here:
            return self._of_sentence(block, token, here)
        if len(placed := dict(self._placed(block, token))) == 1:
            return next(iter(placed.values()))
        main = self.main()
        if main is not None and main.id not in but:
            return main
        earlier = [at for at in self._starts[block] if at < start][-_REACH:]
        before = self._between(block, earlier[0], start) if earlier else {}
        return next(iter(before.values())) if len(before) == 1 else None

    def ruled(self) -> Entry | None:
        """The one state whose junta or regime the document names: "the junta" is that one's."""
        return self.registry.get(next(iter(self._ruled))) if len(self._ruled) == 1 else None

    def told_of(self, block: int, token: Token) -> Entry | None:
        """The state that was the subject last in the paragraph, where its sentence leaves no doubt whose people act."""
        before = [(at, state) for at, state in self._at[block] if at < token.idx]
        topic = next(((at, state) for at, state in reversed(before) if _is_topic(token.doc, at)), None)
        if topic is None:
            return None
        at, state = topic
        start = max((begin for begin in self._starts[block] if begin <= at), default=0)
        end = min((begin for begin in self._starts[block] if begin > at), default=token.idx)
        # "Chad attacked Niger. President X …" may be either's.
        others = set(self._between(block, start, min(end, token.idx))) if end <= token.sent.start_char else {state.id}
        placed = {id for id, _ in self._placed(block, token)} or {state.id}
        return state if others == {state.id} and state.id in placed else None

    def has(self, id: str) -> bool:
        """Whether the document names this entry of the registry or a part of it."""
        return id in self._named

    def seat_after(self, token: Token) -> Entry | None:
        """The state of the place right behind a word: "the Senate in Rome", "the parliament of Kosovo"."""
        doc, at = token.doc, token.i + 1
        if at + 1 >= len(doc) or doc[at].lower_ not in ("in", "of"):
            return None
        for end in (at + 3, at + 2):
            words = doc[at + 1 : end].text
            found = [entry for entry in self.registry.find(words) if entry.type == "state"]
            if len(found) == 1 and words[:1].isupper():
                return found[0]
        return None

    def _placed(self, block: int, token: Token) -> Iterator[tuple[str, Entry]]:
        """The states that stand as places behind a word in its sentence ("the army seized power in Niger")."""
        for at, state in self._at[block]:
            named = token.doc.char_span(at, at + 1, alignment_mode="expand")
            if named is None or not named.start or not token.idx < at < token.sent.end_char:
                continue
            if token.doc[named.start - 1].lower_ in _PLACING:
                yield state.id, state

    def main(self) -> Entry | None:
        """The state that the document names far more often than any other."""
        (first, most), (_, next_most) = [*self._counts.most_common(2), ("", 0), ("", 0)][:2]
        return self.registry.get(first) if most > 1 and most >= _DOMINANCE * next_most else None

    def outweighs(self, entry: Entry, others: Sequence[Entry]) -> bool:
        """Whether the document names one state far more often than all of the others."""
        most = max((self._counts[other.id] for other in others if other != entry), default=0)
        return self._counts[entry.id] > most * _DOMINANCE

    def _of_sentence(self, block: int, token: Token, here: Mapping[str, Entry]) -> Entry | None:
        """The only state named before in the sentence, else the last, if it stands there as a place."""
        if len(here) == 1:
            return next(iter(here.values()))
        at, last = max((at, state) for at, state in self._pairs(block) if token.sent.start_char <= at < token.idx)
        doc = token.doc
        named = doc.char_span(at, at + 1, alignment_mode="expand")
        placed = named is not None and named.start > 0 and doc[named.start - 1].lower_ in _PLACING
        return self.registry.get(last) if placed else self._main_of(here)

    def _main_of(self, here: Mapping[str, Entry]) -> Entry | None:
        main = self.main()
        return main if main is not None and main.id in here else None

    def _pairs(self, block: int) -> Iterator[tuple[int, str]]:
        return ((at, state.id) for at, state in self._at[block])

    def _between(self, block: int, start: int, end: int) -> dict[str, Entry]:
        return {state.id: state for at, state in self._at[block] if start <= at < end}

    def _states(self, hits: Sequence[Hit]) -> Iterator[tuple[int, Entry]]:
        for hit in hits:
            state = self._state_of(hit.entries[0]) if len(hit.entries) == 1 else None
            if state is not None:
                yield hit.start, state

    def _state_of(self, entry: Entry) -> Entry | None:
        if entry.type == "state":
            return entry
        if entry.type not in ("person", "government_body", "organisation"):
            return None
        whole = next((id for id in (entry.affiliation, *entry.part_of) if id and id in self.registry), None)
        state = self.registry.get(whole) if whole else None
        return state if state is not None and state.type == "state" else None


def _is_topic(doc: Doc, at: int) -> bool:
    """Whether a name is a subject, or says whose or where the subject is: "Chad's army", "officials in Lima"."""
    named = doc.char_span(at, at + 1, alignment_mode="expand")
    if named is None:
        return False
    token = named[-1]
    if token.dep_ in grammar.SUBJECTS or token.dep_ == "nsubj:pass":
        return True
    within = token.dep_ in ("nmod:poss", "amod", "compound") or grammar.preposition(token) in ("in", "of")
    return within and token.head.dep_ in grammar.SUBJECTS
