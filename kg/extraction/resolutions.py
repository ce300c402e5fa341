"""Formal decisions and instruments of a document: UN resolutions, treaties, agreements, joint statements, authorisations, laws.

In: parsed blocks, what the nouns stand for (a Cast), the dates. Out: one record for each instrument, with the passage that says
most about it: who made it, when, with which votes, what became of it. Instruments that the text names come from `instruments`;
here are those that a predicate makes ("the two countries agreed to destroy their stocks", "signed a joint statement on trade"),
and only what is told as a fact with a formal outcome: a hope for an agreement is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol

from kg.extraction import grammar
from kg.extraction.contexts import standing
from kg.extraction.english import Block
from kg.extraction.frames import read_lexicon
from kg.extraction.instruments import Instrument, read_instruments
from kg.extraction.predications import Predication, read_predications
from kg.extraction.times import TimeMention, date_of
from kg.extraction.votes import Votes, read_votes
from kg.records import Actor, Document, Resolution, ResolutionStatus, ResolutionType

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


_AUTHORISATION = "authorisation "
_NAMELESS = "Parliament"


class Cast(Protocol):
    """What the reader of resolutions asks about actors; `kg.extraction.actors.Cast` answers it."""

    @property
    def actors(self) -> Sequence[Actor]:
        """The actors of the document."""
        ...

    def who(self, token: Token) -> tuple[str, ...]:
        """The names that a noun stands for."""
        ...


@dataclass(frozen=True)
class _Finding:
    """One passage about an instrument. `key` is equal for passages about the same one."""

    key: str
    label: str
    type: ResolutionType
    block: Block
    start: int
    end: int
    symbol: str | None = None
    body: str | None = None
    parties: tuple[str, ...] = ()
    status: ResolutionStatus | None = None
    time: TimeMention | None = None
    year: str | None = None
    votes: Votes = field(default_factory=Votes)

    @property
    def weight(self) -> int:
        """How much the passage says."""
        date = self.time is not None or self.year is not None
        said = 2 * bool(self.parties) + 2 * date + bool(self.status) + self.votes.told
        return said + (len(self.label.split()) > 4)


def read_resolutions(
    document: Document, blocks: Sequence[Block], cast: Cast | None, times: Sequence[Sequence[TimeMention]]
) -> list[Resolution]:
    """Read the resolutions of a document, one record each, in text order. `times` are the dates of each block."""
    instruments = read_instruments(blocks)
    findings: list[_Finding] = []
    for block, dates in zip(blocks, times, strict=True):
        reader = _BlockReader(block, cast, dates, [item for item in instruments if item.block is block])
        findings += reader.read()
    return [_record(document, finding) for finding in _merge(findings)]


def _merge(findings: Iterable[_Finding]) -> list[_Finding]:
    """One finding for each instrument: the passage that says most, with what only others say."""
    groups: dict[str, list[_Finding]] = {}
    for finding in findings:
        groups.setdefault(finding.key, []).append(finding)
    _join_nameless(groups)
    merged = []
    for group in groups.values():
        best = max(group, key=lambda finding: (finding.weight, -finding.start))
        for other in group:
            best = _completed(best, other)
        if best.key.startswith(_AUTHORISATION):
            best = replace(best, label=max((finding.label for finding in group), key=len))
        merged.append(best)
    return sorted(merged, key=lambda finding: finding.start)


def _join_nameless(groups: dict[str, list[_Finding]]) -> None:
    """Put a parliament's decision that does not name it to the only named one's: both tell of the same leave."""
    named = [key for key in groups if key.startswith(_AUTHORISATION) and key != _AUTHORISATION]
    if len(named) == 1 and _AUTHORISATION in groups:
        body = groups[named[0]][0].body or ""
        for finding in groups.pop(_AUTHORISATION):
            told = replace(finding, key=named[0], body=body, label=finding.label.replace(_NAMELESS, body, 1))
            groups[named[0]].append(told)


def _completed(best: _Finding, other: _Finding) -> _Finding:
    dated = best.time or best.year
    return replace(
        best,
        body=best.body or other.body,
        parties=best.parties or other.parties,
        status=best.status or other.status,
        time=best.time if dated else other.time,
        year=best.year if dated else other.year,
        votes=best.votes if best.votes.told else other.votes,
    )


def _record(document: Document, finding: _Finding) -> Resolution:
    time = finding.time
    return Resolution(
        document=document.id,
        part=finding.block.part,
        quote=document.text[finding.start : finding.end],
        start=finding.start,
        end=finding.end,
        label=finding.label,
        type=finding.type,
        symbol=finding.symbol,
        body=finding.body,
        parties=finding.parties,
        status=finding.status,
        date=time.edtf if time else finding.year,
        date_text=time.text if time else finding.year,
        date_basis=time.basis if time else "stated" if finding.year else None,
        votes_for=finding.votes.yes,
        votes_against=finding.votes.no,
        abstentions=finding.votes.abstained,
    )


class _BlockReader:
    """Reads the findings of one block."""

    def __init__(
        self, block: Block, cast: Cast | None, times: Sequence[TimeMention], instruments: Sequence[Instrument]
    ) -> None:
        self.block, self.cast, self.times, self.instruments = block, cast, times, instruments
        self.words = read_lexicon("resolutions")
        self.actors = {actor.name: actor for actor in cast.actors} if cast else {}
        self.named = {head.i: item for item in instruments if (head := item.head) is not None}

    def read(self) -> list[_Finding]:
        """Named instruments first, then those that predicates make."""
        predications = read_predications(self.block)
        found = [self._named_finding(item, predications) for item in self.instruments]
        if not self.block.heading:
            for predication in predications:
                if standing(predication) == "fact":
                    found += self._made(predication)
        return found

    # Named instruments

    def _named_finding(self, item: Instrument, predications: Sequence[Predication]) -> _Finding:
        head = item.head
        start, end = self._sentence(head) if head is not None else (item.start, item.end)
        bare = _Finding(
            item.symbol or item.label,
            item.label,
            item.type,
            self.block,
            start,
            end,
            item.symbol,
            item.body,
            year=item.year,
        )
        deed = next((p for p in predications if head is not None and _is_object(head, p)), None)
        if head is None or deed is None:
            return self._by_neighbours(item, bare)
        status = self._status(deed.lemma.split()[0])
        if status is None:
            return self._by_neighbours(item, bare)
        told = standing(deed) == "fact"
        parties = self._parties(deed) if told and status in ("adopted", "implemented") else ()
        parties = () if item.type == "law" else parties
        body = item.body or next((name for name in parties if self._is_body(name)), None)
        date = self._date(item, date_of(deed.verb, self.times, self.block) if told and status else None)
        return replace(
            bare,
            body=body,
            parties=tuple(name for name in parties if name not in (body, item.label)),
            status=status if told else None,
            time=date,
            year=item.year if date is None else None,
            votes=read_votes(self._text(start, end)),
        )

    def _by_neighbours(self, item: Instrument, bare: _Finding) -> _Finding:
        """What the words next to a name tell where the parse has no predicate for it: "The Council adopted resolution 5"."""
        doc, first = self.block.doc, item.start - self.block.start
        span = doc.char_span(first, item.end - self.block.start, alignment_mode="expand")
        before = [token for token in doc[max(0, span.start - 3) : span.start] if token.sent == span.sent]
        after = [token for token in doc[span.end : span.end + 3] if token.sent == span.sent]
        verb = next(
            (
                token
                for token in reversed(before)
                if token.tag_ in ("VBD", "VBN", "VBZ", "VBP") and self._status(token.lemma_)
            ),
            None,
        )
        if verb is None and any(token.lemma_ == "be" or token.text == "," for token in after):
            verb = next((token for token in after if token.tag_ in ("VBN", "VBD") and self._status(token.lemma_)), None)
        date = self._date(item, self._only_date(span) if verb else None)
        status = self._status(verb.lemma_) if verb else None
        votes = read_votes(self._text(bare.start, bare.end))
        return replace(bare, status=status, time=date, year=item.year if date is None else None, votes=votes)

    def _only_date(self, span: Span) -> TimeMention | None:
        """The most precise date of a sentence that has no other one but its year."""
        sentence = self._sentence(span.root)
        inside = sorted((t for t in self.times if sentence[0] <= t.start < sentence[1]), key=lambda t: -len(t.edtf))
        same = inside and all(inside[0].edtf.startswith(other.edtf) for other in inside)
        return inside[0] if same else None

    def _date(self, item: Instrument, told: TimeMention | None) -> TimeMention | None:
        """The date that stands with a name, unless its sentence tells a more precise one of the same year."""
        own, told = self._own_date(item), _closed(told)
        year = own.edtf if own else item.year
        return told if told and (year is None or told.edtf.startswith(year)) else own

    def _status(self, lemma: str) -> ResolutionStatus | None:
        names: tuple[ResolutionStatus, ...] = ("adopted", "rejected", "proposed", "implemented", "ended")
        return next((name for name in names if lemma in self.words["status"][name]), None)

    def _own_date(self, item: Instrument) -> TimeMention | None:
        """The year before a name: "the 1994 Budapest Memorandum"; or after it: "the Helsinki Final Act of 1975"."""
        for time in self.times:
            between = self.block.doc.text[time.end - self.block.start : item.start - self.block.start]
            after = self.block.doc.text[item.end - self.block.start : time.start - self.block.start]
            touches = time.end <= item.start and re.fullmatch(r"\s+", between)
            if touches or (item.end <= time.start and re.fullmatch(r"\s+(?:of|from)\s+|\s*\(", after)):
                return time
        return None

    # Instruments that predicates make

    def _made(self, predication: Predication) -> Iterator[_Finding]:
        made = self.words["made"]
        theme = _free(predication.get("theme"), self.named)
        lemma = predication.lemma.split()[0]
        if lemma == "agree":
            yield from self._agreed(predication)
        elif lemma in made["statement_verbs"] and (noun := _one_of(theme, made["statement_nouns"])):
            yield from self._statement(predication, noun)
        elif lemma in made["verbs"] and (noun := _one_of(theme, made["nouns"])):
            yield from self._signed(predication, noun)
        yield from self._decided(predication, theme, lemma)

    def _agreed(self, predication: Predication) -> Iterator[_Finding]:
        """What several parties agreed on, or agreed to do."""
        parties = self._parties(predication) or self._names_before(predication.verb)
        if len(parties) < 2 and not _are_several(predication.get("agent")):
            return
        made = self.words["made"]
        nouns = _free((*predication.get("on"), *predication.get("to"), *predication.get("upon")), self.named)
        deed = next(
            (t for t in predication.get("content") if t.lemma_ in made["agreed_verbs"] and t.tag_ == "VB"), None
        )
        if (noun := _one_of(nouns, made["agreed_nouns"])) is not None:
            phrase = self._phrase(noun) + self._second_phrase(noun, predication)
            yield self._finding(predication, f"{self._short(parties)} {phrase}", "agreement", parties)
        elif deed is not None:
            label = f"{self._short(parties)} agreement to {self._phrase(deed)}"
            yield self._finding(predication, label, "agreement", parties)

    def _second_phrase(self, noun: Token, predication: Predication) -> str:
        """A phrase with "for" right after a noun that the parse hangs on the verb: "a plan for a cessation"."""
        last = max(token.i for token in noun.subtree)
        after = next((t for t in predication.get("for") if min(c.i for c in t.subtree) == last + 1), None)
        return f" for {self._phrase(after, article=True)}" if after is not None else ""

    def _names_before(self, verb: Token) -> tuple[str, ...]:
        """The actors between the last comma and a verb that the parse has left without a subject."""
        auxiliaries = [child.i for child in verb.lefts if child.dep_ in ("aux", "aux:pass")]
        names: list[Token] = []
        for token in reversed(verb.doc[verb.sent.start : min([verb.i, *auxiliaries])]):
            if token.is_punct or token.tag_.startswith("VB"):
                break
            names.insert(0, token)
        return self._states(self._names(names))

    def _statement(self, predication: Predication, noun: Token) -> Iterator[_Finding]:
        """Joint statements, and the communiqués and declarations of bodies."""
        joint = any(child.lower_ == "joint" for child in noun.children)
        parties = self._parties(predication, noun)
        bodies = [name for name in parties if self._is_body(name)]
        parties = parties if len(parties) > 1 else ()
        topic = self._topic(noun, predication)
        if joint:
            label = f"{self._short(parties)} joint {noun.lemma_}{topic}"
            yield self._finding(predication, label, "joint_statement", parties)
        elif noun.lemma_ != "statement" and topic and (bodies or parties):
            label = f"{bodies[0] if bodies else self._short(parties)} {noun.lemma_}{topic}"
            finding = self._finding(predication, label, "joint_statement", () if bodies else parties)
            yield replace(finding, body=bodies[0] if bodies else None)

    def _signed(self, predication: Predication, noun: Token) -> Iterator[_Finding]:
        parties = self._parties(predication, noun)
        if len(parties) > 1:
            kind: ResolutionType = "treaty" if noun.lemma_ in ("treaty", "convention", "protocol") else "agreement"
            label = f"{self._short(parties)} {self._described(noun)}{self._topic(noun, predication)}"
            yield self._finding(predication, label, kind, parties)

    def _decided(self, predication: Predication, theme: Sequence[Token], lemma: str) -> Iterator[_Finding]:
        """Resolutions and laws that a body passes, decrees that a person signs, and a parliament's leave to use force."""
        words = self.words["decided"]
        agents = predication.get("agent")
        if lemma == "veto" and (noun := _one_of(theme, words["resolutions"])):
            council = "United Nations Security Council"
            label = f"{council} draft resolution{self._topic(noun, predication)}"
            yield replace(self._finding(predication, label, "resolution", ()), body=council, status="rejected")
        if lemma in words["verbs"] and (noun := _one_of(theme, [*words["resolutions"], *words["laws"]])):
            yield from self._passed(predication, noun, agents)
        elif lemma == "sign" and (noun := _one_of(theme, words["signed"])) and self._topic(noun, predication):
            body = self._states(self._names(agents))
            label = f"{self._short(body)} {self._described(noun)}{self._topic(noun, predication)}".strip()
            yield replace(self._finding(predication, label, "law", body), body=None)
        elif lemma in words["authorise"] and self._is_parliament(agents) and _speaks_of(theme, words["force"]):
            yield from self._authorisation(predication, agents, f"authorisation of {self._phrase(theme[0])}")
        elif (
            lemma == "vote"
            and self._is_parliament(agents)
            and (deed := _one_of(predication.get("content"), words["authorise"]))
        ):
            if _speaks_of([deed], words["force"]):
                yield from self._authorisation(predication, agents, f"vote to {deed.lemma_} {self._phrase_below(deed)}")
        elif lemma in words["obtain"] and (noun := _one_of(theme, words["approvals"])) and lemma != "seek":
            givers = (*grammar.children(noun, "nmod"), *predication.get("from"))
            if self._is_parliament(givers):
                yield from self._authorisation(predication, givers, "authorisation")

    def _passed(self, predication: Predication, noun: Token, agents: Sequence[Token]) -> Iterator[_Finding]:
        topic = self._topic(noun, predication)
        bodies = self._names(agents)
        if not topic or not (bodies or self._is_parliament(agents)):
            return
        body = bodies[0] if bodies else None
        force = self._is_parliament(agents) and _speaks_of([noun], self.words["decided"]["force"])
        law = noun.lemma_ in self.words["decided"]["laws"]
        kind: ResolutionType = "authorisation" if force else "law" if law else "resolution"
        label = f"{body or _NAMELESS} {noun.lemma_}{topic}"
        finding = replace(self._finding(predication, label, kind, ()), body=body, parties=self._countries(body))
        yield replace(finding, key=_AUTHORISATION + (body or "")) if force else finding

    def _authorisation(self, predication: Predication, bodies: Sequence[Token], what: str) -> Iterator[_Finding]:
        names = self._names(bodies)
        body = names[0] if names else None
        if body is not None:
            finding = self._finding(predication, f"{body} {what}", "authorisation", self._countries(body))
            yield replace(finding, body=body, key=_AUTHORISATION + (body or ""))

    def _finding(
        self, predication: Predication, label: str, kind: ResolutionType, parties: tuple[str, ...]
    ) -> _Finding:
        start, end = self._sentence(predication.verb)
        date = _closed(date_of(predication.verb, self.times, self.block))
        label = label.strip()[0].upper() + label.strip()[1:]
        return _Finding(
            label,
            label,
            kind,
            self.block,
            start,
            end,
            parties=parties,
            status="adopted",
            time=date,
            votes=read_votes(self._text(start, end)),
        )

    # Actors

    def _names(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for token in tokens for name in self._who(token)))

    def _who(self, token: Token) -> tuple[str, ...]:
        """Whom a noun stands for; "members of the Senate" stand for the Senate."""
        names = self.cast.who(token) if self.cast else _own_name(token)
        if names or token.lemma_ not in self.words["decided"]["members"]:
            return names
        return tuple(name for child in grammar.children(token, "nmod") for name in self._who(child))

    def _parties(self, predication: Predication, noun: Token | None = None) -> tuple[str, ...]:
        """The states and bodies that agree: the agents, whoever it is "with", and those it is "between"."""
        tokens = [*predication.get("agent"), *predication.get("with")]
        for holder in (noun, *predication.get("theme")):
            if holder is not None:
                tokens += [
                    t
                    for c in grammar.children(holder, "nmod")
                    if grammar.preposition(c) in ("between", "with", "among")
                    for t in grammar.conjuncts(c)
                ]
        tokens += [t for t in predication.get("between")]
        return self._states(self._names(tokens))

    def _states(self, names: Iterable[str]) -> tuple[str, ...]:
        """People stand for the states that they speak for, where all of them speak for a known one."""
        names = tuple(dict.fromkeys(names))
        states = tuple(dict.fromkeys(self._state(name) for name in names))
        people = [name for name in states if name in self.actors and self.actors[name].type == "person"]
        return names if people else states

    def _state(self, name: str) -> str:
        actor = self.actors.get(name)
        if actor is None or actor.type not in ("person", "government_body") or not actor.affiliation:
            return name
        above = self.actors.get(actor.affiliation)
        return above.name if above and above.type in ("state", "igo", "armed_group") else name

    def _countries(self, body: str | None) -> tuple[str, ...]:
        state = self._state(body) if body else None
        return (state,) if state and state != body else ()

    def _is_body(self, name: str) -> bool:
        return name in self.actors and self.actors[name].type in ("igo", "government_body")

    def _is_parliament(self, tokens: Iterable[Token]) -> bool:
        words = set(self.words["decided"]["parliaments"])
        return any(words & {child.lower_ for child in token.subtree} for token in tokens)

    # Words

    def _short(self, parties: Sequence[str]) -> str:
        """Parties in a label: "Russia-US"."""
        return "-".join(sorted(self.words["short"].get(name, name) for name in parties))

    def _described(self, noun: Token) -> str:
        """The noun with what describes it, without articles and the names of parties: "peace treaty"."""
        left = [c for c in noun.lefts if c.dep_ in ("compound", "amod") and not self._names(list(c.subtree))]
        words = [token for child in left for token in child.subtree]
        return " ".join("".join(token.text_with_ws for token in (*words, noun)).split())

    def _topic(self, noun: Token, predication: Predication) -> str:
        """What it is about, with its preposition: " on a new relationship"."""
        about = [
            c
            for c in grammar.children(noun, "nmod", "acl", "acl:relcl")
            if grammar.preposition(c) in ("on", "for", "about", "against", "to")
            or c.tag_ == "VBG"
            or (c.tag_ == "VB" and c.dep_ == "acl")
        ]
        if not about:
            about = [token for token in (*predication.get("on"), *predication.get("about")) if token.i > noun.i]
        if not about:
            return ""
        phrase = self._phrase(about[0], article=True)
        opener = "to" if about[0].tag_ == "VB" else grammar.preposition(about[0])
        return f" {opener} {phrase}" if opener else f" {phrase}"

    def _phrase(self, head: Token, *, article: bool = False) -> str:
        """The words of a phrase without its opener (and without "a" unless `article`), what follows a comma, dates, and "between" whom."""
        dropped = {
            token.i
            for child in head.children
            if grammar.preposition(child) in ("between", "during", "after")
            or child.dep_ in ("acl:relcl", "advcl", "parataxis")
            for token in child.subtree
        }
        opener = {
            child.i for child in head.children if child.dep_ in ("mark", "case", "nsubj", "cc") or child.tag_ == "TO"
        }
        words: list[Token] = []
        for token in grammar.subtree(head):
            if token.i in opener or token.i in dropped or token.text in '“”"‘’':
                continue
            if words and (token.text in (",", ";", ":", "—", "–", ".") or self._begins_date(token)):
                break
            words.append(token)
        while words and (words[0].lower_ == "the" or words[0].is_punct or (words[0].dep_ == "det" and not article)):
            words = words[1:]
        while words and words[-1].tag_ in ("IN", "TO", "CC"):
            words = words[:-1]
        return " ".join("".join(token.text + token.whitespace_ for token in words).split()).strip(' .,“”"')

    def _phrase_below(self, verb: Token) -> str:
        """The phrase of a verb's object."""
        objects = grammar.children(verb, "obj")
        return self._phrase(objects[0]) if objects else ""

    def _begins_date(self, token: Token) -> bool:
        at = self.block.start + token.idx
        own = any(time.start <= at < time.end for time in self.times)
        return own and token.dep_ not in ("nummod", "compound")

    def _sentence(self, token: Token) -> tuple[int, int]:
        kept = grammar.trim(list(token.sent))
        return self.block.span(kept[0], kept[-1])

    def _text(self, start: int, end: int) -> str:
        return self.block.doc.text[start - self.block.start : end - self.block.start]


def _own_name(token: Token) -> tuple[str, ...]:
    """The proper name that a noun heads, where nobody knows the actors."""
    words = [
        c
        for c in token.subtree
        if c.tag_ in ("NNP", "NNPS") and c.dep_ in ("compound", "flat", "amod", "nmod:desc") or c == token
    ]
    return (" ".join(word.text for word in words),) if token.tag_ in ("NNP", "NNPS") else ()


def _is_object(head: Token, predication: Predication) -> bool:
    """Whether a predicate says something of a named instrument: as its theme, or with "on", "to", "from"."""
    fillers = [*predication.get("theme"), *predication.get("on"), *predication.get("to"), *predication.get("upon")]
    if predication.lemma.split()[0] in ("expire", "lapse"):
        fillers += predication.get("agent")
    return any(
        head.i == filler.i
        or head in filler.children
        and head.dep_ in ("appos", "nmod", "nmod:desc", "compound", "flat")
        for filler in fillers
    )


def _one_of(tokens: Iterable[Token], nouns: Iterable[str]) -> Token | None:
    return next((token for token in tokens if token.lemma_.lower() in nouns), None)


def _are_several(agents: Sequence[Token]) -> bool:
    """Whether the subject is several, whoever they are: "the two countries", "both", "Iran and the others"."""
    return len(agents) > 1 or any(
        token.lower_ == "both"
        or (token.tag_ == "NNS" and any(c.dep_ == "nummod" or c.lower_ == "both" for c in token.children))
        for token in agents
    )


def _free(tokens: Iterable[Token], named: dict[int, Instrument]) -> list[Token]:
    """The tokens that are no named instrument's head."""
    return [token for token in tokens if token.i not in named]


def _speaks_of(tokens: Iterable[Token], words: Iterable[str]) -> bool:
    return any(token.lower_ in words for head in tokens for token in head.subtree)


def _closed(time: TimeMention | None) -> TimeMention | None:
    """A date at which something can be decided: no interval that is open at an end."""
    return None if time is None or ".." in time.edtf else time
