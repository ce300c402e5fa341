"""Voices: who utters a predication, from the document's own voice to the innermost source that it cites.

In: blocks with their predications and the cast. Out: the chain of attribution of a predication: level 0 is the
voice of the document or of its part, then whoever it cites: "X says that", "according to X", "as X argues", quotes
before or after their speaker, and free-standing quotes that go on with the last speaker. It doesn't judge what is
said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from kg.extraction import grammar
from kg.extraction.cast.actors import Cast
from kg.extraction.frames import Frame, find_frame
from kg.extraction.sentences.predications import Predication
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.extraction.voices.own_voices import OwnVoices, read_own_voices
from kg.extraction.voices.quotations import Quote, find_quote_spans, is_first_person
from kg.extraction.voices.source_phrases import SourcePhrases
from kg.extraction.voices.speakers import Speakers
from kg.extraction.voices.texts import writers_of
from kg.extraction.voices.turns import read_turns
from kg.records import Attribution, Document, Manner

Names = tuple[str, ...]
_OPENING, _FEWEST_DELEGATES = 12, 3


class Voices:
    """The voices of one document."""

    def __init__(
        self, cast: Cast, read: Sequence[tuple[Block, Sequence[Predication]]], document: Document | None = None
    ) -> None:
        blocks = [block for block, _ in read]
        self._cast = cast
        self._at = {(id(block.doc), p.verb.i): p for block, predications in read for p in predications}
        self._by_head = {(id(block.doc), p.head.i): p for block, predications in read for p in predications}
        self._blocks = {id(block.doc): block for block in blocks}
        self.turns = read_turns(blocks, cast)
        self.own = read_own_voices(document, blocks, cast) if document is not None else OwnVoices({})
        self._quotes: dict[int, tuple[Quote, ...]] = {}
        self._chains: dict[Predication, tuple[Attribution, ...]] = {}
        self._speech: dict[Predication, Frame | None] = {}
        self._source_phrases = SourcePhrases(cast, self.speaker_or_actor, self._aside)
        self._speakers = Speakers(cast, blocks, self._speaking, self._addressed)
        self._read_quotes(read)

    def _read_quotes(self, read: Sequence[tuple[Block, Sequence[Predication]]]) -> None:
        last: Names = ()
        for block, predications in read:
            quotes = tuple(self._find_quotes(block, predications, last))
            self._quotes[id(block.doc)] = quotes
            last = next((q.speakers for q in reversed(quotes) if q.speakers), self._last_speaker(predications))
        # What "I" and "we" in a quotation stand for is known only now.
        self._speakers = Speakers(self._cast, [block for block, _ in read], self._speaking, self._addressed)

    def chain(self, predication: Predication) -> tuple[Attribution, ...]:
        """Who utters the predication, the document's own voice first; one level for each source that is cited."""
        if predication not in self._chains:
            self._chains[predication] = self._read_chain(predication)
        return self._chains[predication]

    def voice_of(self, block: Block) -> Names:
        """Whose words a block is: of the writer of the letter, of the paper, of the state, or of the author."""
        return self.own.by_block.get(id(block.doc)) or self._cast.voice_of(block)

    def who(self, token: Token, predication: Predication) -> Names:
        """The actors that a word stands for; "I" and "we" are whoever speaks there, "his country" the speaker's.

        A minister's "we" is the minister's and the state's; whoever speaks on behalf of others stands for them too.
        """
        found = self._speakers.together(token)
        return tuple(dict.fromkeys((*found, *self.represented(token)))) if found else found

    def speaker_or_actor(self, token: Token) -> Names:
        """The actors that a word stands for; in "they say we lost" it is the writer who lost."""
        return self._speakers.of(token)

    def state_of(self, name: str) -> str | None:
        """The state or body that an office-holder speaks for."""
        return self._speakers.state_of(name)

    def represented(self, speaker: Token) -> Names:
        """Whom a speaker speaks for besides: "Ghana, speaking on behalf of the African Group, said"."""
        if speaker.dep_ not in grammar.SUBJECTS:
            return ()
        nodes = [c for c in (*speaker.children, *speaker.head.children) if c.lower_ == "speaking"]
        phrases = [
            word
            for node in nodes
            for word in node.subtree
            if word.dep_ in ("obl", "nmod") and grammar.preposition(word) in ("for", "of", "on behalf of")
            and word.lemma_ != "behalf"
        ]  # fmt: skip
        named = (name for phrase in phrases for item in grammar.conjuncts(phrase) for name in self._cast.who(item))
        return tuple(dict.fromkeys(named))

    def floor(self, predication: Predication) -> Names:
        """Who has the floor in the record of a meeting, whose words the sentences after "X said" go on with."""
        if not self._is_meeting:
            return ()
        before = predication.block.doc[: predication.head.i]
        return next((names for token in reversed(before) if (names := self._speakers.speaks(token))), ())

    @cached_property
    def _is_meeting(self) -> bool:
        """Whether the text records a meeting: delegates open paragraph after paragraph."""
        openings = [block.doc[:_OPENING] for block in self._blocks.values()]
        return sum(any(self._speakers.speaks(token) for token in tokens) for tokens in openings) >= _FEWEST_DELEGATES

    def is_direct(self, predication: Predication) -> bool:
        """Whether a predication is quoted word for word."""
        return self._quote_around(predication) is not None

    def is_unclaimed(self, predication: Predication) -> bool:
        """Whether a predication is quoted and nobody is told to have said it: a slogan, what people say."""
        quote = self._quote_around(predication)
        turn = self.turns.get(id(predication.block.doc))
        return quote is not None and not quote.speakers and not (turn is not None and turn.speakers)

    def asks(self, predication: Predication) -> bool:
        """Whether a predication stands in the turn of an interviewer."""
        turn = self.turns.get(id(predication.block.doc))
        return turn is not None and turn.asks

    def _speaking(self, token: Token) -> Names:
        direct = self._direct_speakers(token)
        return direct[0] if direct else self.voice_of(self._blocks[id(token.doc)])

    def _addressed(self, token: Token) -> Names:
        turn = self.turns.get(id(token.doc))
        return turn.partners if turn is not None else ()

    def _direct_speakers(self, token: Token) -> tuple[Names, str] | None:
        """Whose very words a token is: of the speaker of the quotation or of the turn in an interview."""
        for quote in self._quotes.get(id(token.doc), ()):
            if quote.first <= token.i < quote.end and quote.speakers:
                return quote.speakers, quote.cue
        turn = self.turns.get(id(token.doc))
        return (turn.speakers, "") if turn and turn.speakers else None

    def _read_chain(self, predication: Predication) -> tuple[Attribution, ...]:
        if self.asks(predication) and self._frame(predication) is None and find_frame("frames", predication) is None:
            return ()  # who asks maintains nothing
        own = self.voice_of(predication.block)
        levels = [Attribution(sources=own, manner="own_voice")] if own else []
        cited = [*self._cited(predication)]
        direct = self._direct_speakers(predication.head)
        if direct and not any(set(direct[0]) & set(level.sources) for level in cited):
            cited.insert(0, Attribution(sources=direct[0], manner="direct_quote", cue=direct[1] or None))
        for level in cited:
            if level.sources != own and (not levels or levels[-1].sources != level.sources):
                levels.append(level)
        return tuple(levels)

    def _frame(self, predication: Predication) -> Frame | None:
        if predication not in self._speech:
            self._speech[predication] = find_frame("speech", predication)
        return self._speech[predication]

    def _cited(self, predication: Predication) -> Iterable[Attribution]:
        found: list[Attribution] = []
        inner = predication
        lost = self._lost_speech(predication)
        for above in (*predication.above(), *([lost] if lost is not None else [])):
            told = inner.link in ("content", "parataxis") or above is lost
            if told and (level := self._reported(above, predication)) is not None:
                found.append(level)
            inner = above
        found.extend(self._phrases(predication))
        return reversed(found)

    def told(self, speech: Predication) -> list[Predication]:
        """The clauses that a report governs, and one that the parse coordinated with it ("told X that …")."""
        words = speech.get("content") or grammar.conjuncts(grammar.first_conjunct(speech.verb))
        inside = [p for t in words if (p := self._by_head.get((id(t.doc), t.i))) is not None]
        return inside if speech.get("content") else [p for p in inside if self._lost_speech(p) is speech]

    def _lost_speech(self, predication: Predication) -> Predication | None:
        """The verb of speech beside a "that" clause which the parse takes for a main clause."""
        verb = predication.verb
        if verb.dep_ != "conj" or predication.parent is not None or verb.i <= verb.head.i + 1:
            return None
        speech = self._by_head.get((id(verb.doc), verb.head.i))
        opening = [t for t in verb.subtree if t.i > verb.head.i][:4]
        that = any(t.lower_ == "that" and t.i < verb.i for t in opening) and not grammar.children(verb, "cc")
        heard = speech is not None and not speech.get("content") and self._frame(speech) is not None
        return speech if that and heard else None

    def _reported(self, speech: Predication, said: Predication) -> Attribution | None:
        """The level that a verb of speech or belief above adds, where an actor is its source."""
        frame = self._frame(speech)
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
        if is_first_person(token):
            return self._speaking(token)
        return self.speaker_or_actor(token) or writers_of(token, self._cast)

    def _phrases(self, predication: Predication) -> list[Attribution]:
        """ "according to X", "in X's view", "for X," and "as X says" that hang on the clause or one above it."""
        found = []
        found += self._source_phrases.according_to(predication.verb.sent)
        for node in (predication.verb, *predication.verb.ancestors):
            found += [level for child, level in self._source_phrases.on(node) if child != predication.verb.i]
        return found

    def _aside(self, verb: Token) -> Names:
        """Who says so in an aside: "…, the minister said, …"."""
        speech = self._at.get((id(verb.doc), verb.i))
        frame = self._frame(speech) if speech is not None else None
        if speech is None or frame is None or speech.get("content"):
            return ()
        return self._sources(speech, frame) if frame.get("attitude") in ("say", "believe", "fear") else ()

    def _quote_around(self, predication: Predication) -> Quote | None:
        quotes = self._quotes.get(id(predication.block.doc), ())
        return next((q for q in quotes if q.first <= predication.head.i < q.end), None)

    def _find_quotes(self, block: Block, predications: Sequence[Predication], last: tuple[str, ...]) -> Iterable[Quote]:
        previous = last
        for first, end in find_quote_spans(block):
            speakers, cue = self._speaker_of(first, end, block, predications)
            if not speakers and (first <= 1 or previous != last):
                speakers = previous
            if not speakers and first <= 1 and end >= len(block.doc) - 1 and id(block.doc) not in self.turns:
                speakers = self._guest()
            previous = speakers or previous
            yield Quote(first, end, speakers, cue)

    def _guest(self) -> Names:
        """Who answers in an interview, whose words its title quotes."""
        return next((turn.speakers for turn in self.turns.values() if turn.speakers and not turn.asks), ())

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
            frame = self._frame(speech)
            if frame is not None and (sources := self._sources(speech, frame)):
                return sources, speech.verb.text
        return (), ""

    def _last_speaker(self, predications: Sequence[Predication]) -> tuple[str, ...]:
        """Who spoke last in a block without quotes, if it ends by announcing one ("Obama said:")."""
        if not predications or not predications[0].block.doc.text.rstrip().endswith(":"):
            return ()
        for speech in reversed(predications):
            frame = self._frame(speech)
            if frame is not None and (sources := self._sources(speech, frame)):
                return sources
        return ()
