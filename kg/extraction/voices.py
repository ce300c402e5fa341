"""Voices: who utters a predication, from the document's own voice to the innermost source that it cites.

In: blocks with their predications and the cast. Out: the chain of attribution of a predication: level 0 is the
voice of the document or of its part, then whoever it cites: "X says that", "according to X", "as X argues", quotes
before or after their speaker, and free-standing quotes that go on with the last speaker. It doesn't judge what is
said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.frames import Frame, find_frame
from kg.records import Attribution, Manner

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.actors import Cast
    from kg.extraction.english import Block
    from kg.extraction.predications import Predication

FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "ours", "mine", "myself", "ourselves"})
_QUOTES = {"“": "”", '"': '"', "„": "“", "«": "»"}
_SHORTEST_QUOTE = 4


@dataclass(frozen=True)
class Quote:
    """A quotation of at least a few words: a stretch of the block's tokens, end excluded, and who says it."""

    first: int
    end: int
    speakers: tuple[str, ...]
    cue: str


class Voices:
    """The voices of one document."""

    def __init__(self, cast: Cast, read: Sequence[tuple[Block, Sequence[Predication]]]) -> None:
        self._cast = cast
        self._quotes: dict[int, tuple[Quote, ...]] = {}
        last: tuple[str, ...] = ()
        for block, predications in read:
            quotes = tuple(self._find_quotes(block, predications, last))
            self._quotes[id(block)] = quotes
            last = next(
                (quote.speakers for quote in reversed(quotes) if quote.speakers), self._last_speaker(predications)
            )

    def chain(self, predication: Predication) -> tuple[Attribution, ...]:
        """Who utters the predication, the document's own voice first; one level for each source that is cited."""
        own = self._cast.voice_of(predication.block)
        levels = [Attribution(sources=own, manner="own_voice")] if own else []
        cited = [*self._cited(predication)]
        quote = self._quote_around(predication)
        if quote is not None and quote.speakers and not any(set(quote.speakers) & set(c.sources) for c in cited):
            cited.insert(0, Attribution(sources=quote.speakers, manner="direct_quote", cue=quote.cue or None))
        levels.extend(level for level in cited if level.sources != own)
        return tuple(levels)

    def who(self, token: Token, predication: Predication) -> tuple[str, ...]:
        """The actors that a word stands for; "I" and "we" are whoever speaks here."""
        if token.lower_ not in FIRST_PERSON:
            return self._cast.who(token)
        # Indirect speech doesn't move "I": in "they say we lost", "we" is whoever reports it.
        speakers = [level for level in self.chain(predication) if level.manner != "indirect_speech"]
        return speakers[-1].sources if speakers else ()

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
        sources = self._sources(speech, frame) if frame is not None and frame.get("attitude") != "regard" else ()
        if not sources:
            return None
        manner: Manner = "direct_quote" if self._quote_around(said) is not None else "indirect_speech"
        return Attribution(sources=sources, manner=manner, cue=speech.verb.text)

    def _sources(self, speech: Predication, frame: Frame) -> tuple[str, ...]:
        names = [name for token in frame.fill(speech, "source") for name in self._speaker(token, speech)]
        return tuple(dict.fromkeys(names))

    def _speaker(self, token: Token, speech: Predication) -> tuple[str, ...]:
        if token.lower_ in FIRST_PERSON:
            return self._cast.voice_of(speech.block)
        return self._cast.who(token)

    def _phrases(self, predication: Predication) -> list[Attribution]:
        """ "according to X", "in X's view", "for X," and "as X says" that hang on the clause or one above it."""
        found = []
        for node in (predication.verb, *predication.verb.ancestors):
            for child in node.children:
                if (sources := self._phrase_source(child, node)) and child != predication.verb:
                    cue = grammar.preposition(child) or child.text
                    found.append(Attribution(sources=sources, manner="indirect_speech", cue=cue))
        return found

    def _phrase_source(self, phrase: Token, clause: Token) -> tuple[str, ...]:
        marker = grammar.preposition(phrase)
        if phrase.dep_ in ("obl", "nmod") and marker in ("according to", "according"):
            return self._cast.who(phrase)
        if (
            phrase.dep_ == "obl"
            and marker in ("in", "from", "to")
            and phrase.lemma_ in ("view", "opinion", "eye", "word", "perspective")
        ):
            owner = grammar.first(grammar.children(phrase, "nmod:poss"))
            return self._cast.who(owner) if owner is not None and owner.lower_ not in FIRST_PERSON else ()
        fronted = phrase.i < clause.i and phrase.i <= phrase.sent.start + 4
        if phrase.dep_ == "obl" and marker in ("for", "to") and fronted and self._comma_follows(phrase):
            return self._cast.who(phrase)
        if (
            phrase.dep_ == "advcl"
            and marker == "as"
            and phrase.lemma_ in ("say", "argue", "put", "note", "write", "suggest", "point")
        ):
            subject = grammar.own_subject(phrase)
            return self._cast.who(subject) if subject is not None and subject.lower_ not in FIRST_PERSON else ()
        return ()

    @staticmethod
    def _comma_follows(phrase: Token) -> bool:
        last = max(token.i for token in phrase.subtree)
        return any(token.text == "," for token in phrase.doc[last : last + 2])

    def _quote_around(self, predication: Predication) -> Quote | None:
        return next(
            (q for q in self._quotes.get(id(predication.block), ()) if q.first <= predication.head.i < q.end), None
        )

    def _find_quotes(self, block: Block, predications: Sequence[Predication], last: tuple[str, ...]) -> Iterable[Quote]:
        previous = last
        for first, end in find_quote_spans(block):
            speakers, cue = self._speaker_of(first, end, block, predications)
            if not speakers and (first == 0 or previous != last):
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


def find_quote_spans(block: Block) -> list[tuple[int, int]]:
    """The quotations of a block as token stretches without the marks; scare quotes of a few words are left out."""
    spans = []
    opened: int | None = None
    closer = ""
    for token in block.doc:
        if opened is None and token.text in _QUOTES:
            opened, closer = token.i, _QUOTES[token.text]
        elif opened is not None and token.text == closer:
            spans.append((opened + 1, token.i))
            opened = None
    if opened is not None:
        spans.append((opened + 1, len(block.doc)))
    return [(first, end) for first, end in spans if end - first >= _SHORTEST_QUOTE]
