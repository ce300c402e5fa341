"""Ballots: the positions of those who vote, as accounts of meetings list them.

In: a block of a reading with what was put to the vote there. Out: drafts of positions: in favour is support, against
is opposition, an abstention is mixed: "by 9 votes with 2 abstentions (Chad, Mali)", "Against: Chad, Mali", "with Chad
abstaining". A body that is not named again decides what is adopted or rejected "by a vote". Counts are `votes`'
business, and what single states say is told in `attitudes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.contexts import standing
from kg.extraction.issues.issues import Issue
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.drafts import Draft, last_text, turned
from kg.extraction.positions.holders import is_body, read_holders
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Doc, Span, Token
from kg.records import Stance

_SIDES = r"in favou?r|against|abstentions?|abstaining|opposed|abstained"
_LISTS = (
    re.compile(
        rf"(?:with )?(?:\w+ )?(?:votes? )?(?P<side>{_SIDES}) ?[(\[](?:including )?(?P<names>[^)\]]{{3,400}})[)\]]"
    ),
    re.compile(
        r"^(?P<side>In favou?r|Against|Abstaining|Abstentions?|Abstained|Absent): (?P<names>[^.\n]{3,900})", re.M
    ),
    re.compile(
        r"\bwith (?:the )?(?P<names>[A-Z][^.;()]{2,90}?) "
        r"(?P<side>abstaining|voting against|voting in favou?r|opposed|against)\b"
    ),
)


class BallotReader:
    """Reads the votes of one document, block by block; it remembers what was voted on last and by whom."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._issue: Issue | None = None
        self._body: str | None = None
        self._untold: list[Predication] = []  # those that the body wasn't looked for in yet
        self._seen: Span | None = None

    def read(self, predication: Predication) -> Iterator[Draft]:
        """The votes that the sentence of a predication lists, once for the sentence's first predication."""
        self._remember(predication)
        yield from self._decided(predication)
        yield from self._cast(predication)
        if self._is_first(predication) and not predication.block.heading:
            yield from self._listed(predication)

    def _remember(self, predication: Predication) -> None:
        """The text that is voted on, and that a predication may tell of the body that acts."""
        self._untold.append(predication)
        if (theme := _put_to_vote(predication)) is not None:
            self._issue = self._reading.issues.of_phrase(theme, predication.block.start)

    def _last_body(self) -> str | None:
        """The body that acted last; few texts have votes, so that it is looked for only where there is one."""
        for predication in reversed(self._untold):
            agents = reversed(predication.get("agent"))
            names = (next(filter(is_body, self._reading.names([token], predication)), None) for token in agents)
            if (body := next(filter(None, names), None)) is not None:
                self._body = body
                break
        self._untold.clear()
        return self._body

    def _is_first(self, predication: Predication) -> bool:
        sentence = predication.head.sent
        if sentence == self._seen:
            return False
        self._seen = sentence
        return True

    def _decided(self, predication: Predication) -> Iterator[Draft]:
        """ "The amendment was rejected by a recorded vote": by the body that the text told of last."""
        put = _put_to_vote(predication) is not None and not predication.get("without")
        finite = put and grammar.is_passive(predication.verb) and grammar.is_finite(predication.verb)
        body = self._last_body() if finite else None
        if body is None or self._issue is None or predication.mood.negated:
            return
        if any(self._reading.names([token], predication) for token in predication.get("agent")):
            return
        stance: Stance = "oppose" if predication.lemma in word_set("frames", "turning_down") else "support"
        yield Draft(
            body, turned(stance, self._issue.sign), self._issue.wording, predication, "positions.ballots/decided"
        )

    def _cast(self, predication: Predication) -> Iterator[Draft]:
        """ "Owing to the negative vote of Chad", "over Chad's dissenting vote"."""
        noun = predication.head
        if predication.kind == "verb" and predication.lemma == "vote":
            yield from self._voted(predication)
        if predication.kind != "noun" or noun.lemma_.lower() != "vote" or self._issue is None:
            return
        sides = {c.lower_ for c in grammar.children(noun, "amod")}
        against = bool(sides & {"negative", "dissenting", "opposing", "no", "contrary"})
        if not against and not sides & {"positive", "affirmative", "concurring"}:
            return
        voters = [c for c in noun.children if c.dep_ == "nmod:poss" or grammar.preposition(c) in ("of", "by", "from")]
        stance: Stance = "oppose" if against else "support"
        for name in self._reading.names([t for v in voters for t in grammar.conjuncts(v)], predication):
            yield Draft(
                name, turned(stance, self._issue.sign), self._issue.wording, predication, "positions.ballots/cast"
            )

    def _voted(self, predication: Predication) -> Iterator[Draft]:
        """ "His delegation had voted in favour": of what was put to the vote last."""
        sides = [t for t in predication.get("in") if t.lemma_.lower() in ("favour", "favor")]
        bare = bool(sides) and not grammar.children(sides[0], "nmod", "acl") and not predication.get("of")
        issue = self._issue or last_text(predication, self._reading)
        if not bare or issue is None or standing(predication) != "fact":
            return
        for name in read_holders(predication.get("agent"), self._reading, predication):
            yield Draft(name, turned("support", issue.sign), issue.wording, predication, "positions.ballots/cast")

    def _listed(self, predication: Predication) -> Iterator[Draft]:
        sentence = predication.head.sent
        issue = self._issue_of(sentence.start, sentence.end, predication)
        if issue is None:
            return
        for pattern in _LISTS:
            for found in pattern.finditer(sentence.text):
                tokens = _between(sentence.doc, sentence.start_char, *found.span("names"))
                whole = _between(sentence.doc, sentence.start_char, *found.span())
                quote = self._reading.stretch(grammar.trim(whole), predication.block) if whole else None
                for name in self._reading.names(_heads(tokens), predication):
                    stance = turned(_stance_of(found["side"]), issue.sign)
                    yield Draft(name, stance, issue.wording, predication, "positions.ballots/listed", quote=quote)

    def _issue_of(self, first: int, end: int, predication: Predication) -> Issue | None:
        """What the sentence says was voted on, else what was voted on last."""
        words = (token for token in predication.block.doc[first:end])
        for other in filter(None, (self._reading.at(word, predication) for word in words)):
            if (theme := _put_to_vote(other)) is not None:
                return self._reading.issues.of_phrase(theme, predication.block.start)
        return self._issue


def _put_to_vote(predication: Predication) -> Token | None:
    """The draft, amendment or motion that a body adopts or rejects."""
    if predication.lemma not in word_set("frames", "voting") and predication.lemma not in word_set(
        "frames", "turning_down"
    ):
        return None
    return next((t for t in predication.get("theme") if t.lemma_.lower() in word_set("frames", "texts")), None)


def _stance_of(side: str) -> Stance:
    side = side.lower()
    if side.startswith("abs"):
        return "mixed"
    return "support" if "favo" in side else "oppose"


def _between(doc: Doc, start: int, first: int, end: int) -> list[Token]:
    return [token for token in doc if start + first <= token.idx < start + end and not token.is_space]


def _heads(tokens: Sequence[Token]) -> list[Token]:
    return [token for token in tokens if token.tag_.startswith("NN")]
