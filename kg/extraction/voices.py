"""Voices: who utters a predication, from the document's own voice to the innermost source that it cites.

In: blocks with their predications and the cast. Out: the chain of attribution of a predication: level 0 is the
voice of the document or of its part, then whoever it cites: "X says that", "according to X", "as X argues", quotes
before or after their speaker, and free-standing quotes that go on with the last speaker. It doesn't judge what is
said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.frames import Frame, find_frame, word_set
from kg.extraction.quotations import Quote, find_quote_spans, is_first_person, read_turns
from kg.records import Attribution, Manner

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.actors import Cast
    from kg.extraction.english import Block
    from kg.extraction.predications import Predication

_THIRD_PERSON = frozenset({"he", "she", "his", "her", "him"})


class Voices:
    """The voices of one document."""

    def __init__(self, cast: Cast, read: Sequence[tuple[Block, Sequence[Predication]]]) -> None:
        self._cast = cast
        self._at = {(id(block.doc), p.verb.i): p for block, predications in read for p in predications}
        self._blocks = {id(block.doc): block for block, _ in read}
        self._turns = read_turns([block for block, _ in read], cast)
        self._persons = self._read_persons(read)
        self._quotes: dict[int, tuple[Quote, ...]] = {}
        last: tuple[str, ...] = ()
        for block, predications in read:
            quotes = tuple(self._find_quotes(block, predications, last))
            self._quotes[id(block.doc)] = quotes
            last = next((q.speakers for q in reversed(quotes) if q.speakers), self._last_speaker(predications))

    def chain(self, predication: Predication) -> tuple[Attribution, ...]:
        """Who utters the predication, the document's own voice first; one level for each source that is cited."""
        own = self._cast.voice_of(predication.block)
        levels = [Attribution(sources=own, manner="own_voice")] if own else []
        cited = [*self._cited(predication)]
        direct = self._direct_speakers(predication.head)
        if direct and not any(set(direct[0]) & set(level.sources) for level in cited):
            cited.insert(0, Attribution(sources=direct[0], manner="direct_quote", cue=direct[1] or None))
        levels.extend(level for level in cited if level.sources != own)
        return tuple(levels)

    def who(self, token: Token, predication: Predication) -> tuple[str, ...]:
        """The actors that a word stands for; "I" and "we" are whoever speaks there, "his country" the speaker's."""
        return self.speaker_or_actor(token)

    def speaker_or_actor(self, token: Token) -> tuple[str, ...]:
        """The actors that a word stands for; in "they say we lost" it is the writer who lost."""
        if is_first_person(token):
            direct = self._direct_speakers(token)
            return direct[0] if direct else self._cast.voice_of(self._blocks[id(token.doc)])
        if token.tag_ == "NNS" and len(several := self._office(token)) > 1:
            return several
        return self._cast.who(token) or self._persons.get((id(token.doc), token.i), ()) or self._office(token)

    def _office(self, token: Token) -> tuple[str, ...]:
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
        found = next((names for owner in owners if (names := self._owners(owner, token))), ())
        return found

    def _owners(self, owner: Token, office: Token) -> tuple[str, ...]:
        """Whom an office belongs to; several offices may belong to several ("the presidents of Ghana and Togo")."""
        named = grammar.conjuncts(owner) if office.tag_ == "NNS" else (owner,)
        return tuple(dict.fromkeys(name for item in named for name in self._cast.who(item)))

    def _direct_speakers(self, token: Token) -> tuple[tuple[str, ...], str] | None:
        """Whose very words a token is: of the speaker of the quotation or of the turn in an interview."""
        for quote in self._quotes.get(id(token.doc), ()):
            if quote.first <= token.i < quote.end and quote.speakers:
                return quote.speakers, quote.cue
        turn = self._turns.get(id(token.doc))
        return (turn, "") if turn else None

    def _read_persons(
        self, read: Sequence[tuple[Block, Sequence[Predication]]]
    ) -> dict[tuple[int, int], tuple[str, ...]]:
        """Whom "he" and "she" stand for where the cast can't tell: the office-holder who spoke last."""
        found: dict[tuple[int, int], tuple[str, ...]] = {}
        last: tuple[str, ...] = ()
        for block, _ in read:
            for token in block.doc:
                key = (id(block.doc), token.i)
                if token.lower_ in _THIRD_PERSON and not self._cast.who(token) and last:
                    found[key] = last
                elif token.lemma_.lower() in word_set("speech", "offices") and token.dep_ in grammar.SUBJECTS:
                    last = self._cast.who(token) or self._office(token)
                elif token.lemma_ in word_set("speech", "own_bodies") and not self._cast.who(token):
                    owner = grammar.first(grammar.children(token, "nmod:poss"))
                    if (
                        owner is not None
                        and owner.lower_ in ("his", "her")
                        and (key_of := found.get((key[0], owner.i)))
                    ):
                        found[key] = key_of
        return found

    def _cited(self, predication: Predication) -> Iterable[Attribution]:
        found: list[Attribution] = []
        inner = predication
        for above in predication.above():
            if inner.link in ("content", "parataxis") and (level := self._reported(above, predication)) is not None:
                found.append(level)
            inner = above
        found.extend(self._phrases(predication))
        return reversed(found)

    def _reported(self, speech: Predication, said: Predication) -> Attribution | None:
        """The level that a verb of speech or belief above adds, where an actor is its source."""
        frame = find_frame("speech", speech)
        if frame is None or frame.get("attitude") == "regard" or speech.mood.has("should", "must", "ought"):
            return None
        sources = self._sources(speech, frame)
        if not sources:
            return None
        manner: Manner = "direct_quote" if self._quote_around(said) is not None else "indirect_speech"
        return Attribution(sources=sources, manner=manner, cue=speech.verb.text)

    def _sources(self, speech: Predication, frame: Frame) -> tuple[str, ...]:
        names = [name for token in frame.fill(speech, "source") for name in self._speaker(token, speech)]
        return tuple(dict.fromkeys(names))

    def _speaker(self, token: Token, speech: Predication) -> tuple[str, ...]:
        if is_first_person(token) and id(speech.block.doc) not in self._quotes:
            return self._turns.get(id(speech.block.doc)) or self._cast.voice_of(speech.block)
        return self.speaker_or_actor(token)

    def _phrases(self, predication: Predication) -> list[Attribution]:
        """ "according to X", "in X's view", "for X," and "as X says" that hang on the clause or one above it."""
        found = []
        for token in predication.verb.sent:
            if token.dep_ in ("obl", "nmod") and grammar.preposition(token).startswith("according"):
                found += [
                    Attribution(sources=w, manner="indirect_speech", cue="according to")
                    for w in [self._cast.who(token)]
                    if w
                ]
        for node in (predication.verb, *predication.verb.ancestors):
            for child in node.children:
                if (sources := self._phrase_source(child, node)) and child != predication.verb:
                    cue = grammar.preposition(child) or child.text
                    found.append(Attribution(sources=sources, manner="indirect_speech", cue=cue))
        return found

    def _phrase_source(self, phrase: Token, clause: Token) -> tuple[str, ...]:
        marker = grammar.preposition(phrase)
        if phrase.dep_ == "parataxis" and (speech := self._at.get((id(phrase.doc), phrase.i))) is not None:
            frame = find_frame("speech", speech)
            told = (
                frame is not None and not speech.get("content") and frame.get("attitude") in ("say", "believe", "fear")
            )
            return self._sources(speech, frame) if told and frame is not None else ()
        if (
            phrase.dep_ == "obl"
            and marker in ("in", "from", "to")
            and phrase.lemma_ in ("view", "opinion", "eye", "word", "perspective")
        ):
            owner = grammar.first(grammar.children(phrase, "nmod:poss"))
            return self._cast.who(owner) if owner is not None and not is_first_person(owner) else ()
        fronted = phrase.i < clause.i and phrase.i <= phrase.sent.start + 4
        if phrase.dep_ == "obl" and marker in ("for", "to") and fronted and self._comma_follows(phrase):
            return self._cast.who(phrase)
        if (
            phrase.dep_ == "advcl"
            and marker == "as"
            and phrase.lemma_ in ("say", "argue", "put", "note", "write", "suggest", "point")
        ):
            subject = grammar.own_subject(phrase)
            return self._cast.who(subject) if subject is not None and not is_first_person(subject) else ()
        return ()

    @staticmethod
    def _comma_follows(phrase: Token) -> bool:
        last = max(token.i for token in phrase.subtree)
        return any(token.text == "," for token in phrase.doc[last : last + 2])

    def _quote_around(self, predication: Predication) -> Quote | None:
        quotes = self._quotes.get(id(predication.block.doc), ())
        return next((q for q in quotes if q.first <= predication.head.i < q.end), None)

    def _find_quotes(self, block: Block, predications: Sequence[Predication], last: tuple[str, ...]) -> Iterable[Quote]:
        previous = last
        for first, end in find_quote_spans(block):
            speakers, cue = self._speaker_of(first, end, block, predications)
            if not speakers and (first <= 1 or previous != last):
                speakers = previous
            previous = speakers or previous
            yield Quote(first, end, speakers, cue)

    def _speaker_of(
        self, first: int, end: int, block: Block, predications: Sequence[Predication]
    ) -> tuple[tuple[str, ...], str]:
        """Who utters a quote: the source of the nearest verb of speech around it, in its sentences or right before."""
        doc = block.doc
        begin, stop = doc[first].sent.start, doc[min(end, len(doc)) - 1].sent.end
        if first and doc[begin - 1 if begin else 0].text == ":":
            begin = doc[max(begin - 1, 0)].sent.start
        near = [p for p in predications if begin <= p.verb.i < stop and not first <= p.verb.i < end]
        for speech in sorted(near, key=lambda p: min(abs(p.verb.i - first), abs(p.verb.i - end))):
            frame = find_frame("speech", speech)
            if frame is not None and (sources := self._sources(speech, frame)):
                return sources, speech.verb.text
        return (), ""

    def _last_speaker(self, predications: Sequence[Predication]) -> tuple[str, ...]:
        """Who spoke last in a block without quotes, if it ends by announcing one ("Obama said:")."""
        if not predications or not predications[0].block.doc.text.rstrip().endswith(":"):
            return ()
        for speech in reversed(predications):
            frame = find_frame("speech", speech)
            if frame is not None and (sources := self._sources(speech, frame)):
                return sources
        return ()
