"""Formal outcomes that a predicate makes and no name names: agreements, joint statements, laws, leave to use force.

In: predications that are told as facts. Out: findings with a label in the words of the text. An outcome is formal
where several parties agree on, or to do, something of the lexicon's lists, or sign or issue something; where a body
adopts a resolution or a law on something, or a parliament lets force be used. "They agreed that it is late" makes
nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extraction import grammar
from kg.extraction.cast.parties import Parties, are_several
from kg.extraction.contexts import standing
from kg.extraction.dates.report_day import ReportDay
from kg.extraction.dates.times import TimeMention
from kg.extraction.decisions.decisions import Finding, day_of_decision, sentence_of, votes_in
from kg.extraction.decisions.labels import LabelWriter, short_names
from kg.extraction.lexicons.reading import word_sets
from kg.extraction.sentences.predications import Predication
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.records import ResolutionType

AUTHORISATION = "authorisation "
NAMELESS = "Parliament"
_COUNCIL = "United Nations Security Council"


class OutcomeReader:
    """Reads the outcomes that the predications of one block make."""

    def __init__(
        self,
        block: Block,
        times: Sequence[TimeMention],
        parties: Parties,
        named: Collection[int],
        report: ReportDay,
    ) -> None:
        """`named` are the indices of the tokens of named instruments."""
        self._block, self._times, self._parties, self._named, self._report = block, times, parties, named, report
        self._labels = LabelWriter(block, times, parties)
        self._made, self._decided = word_sets("resolutions", "made"), word_sets("resolutions", "decided")
        made, decided = self._made, self._decided
        acts = (made["statement_verbs"], made["verbs"], decided["verbs"], decided["obtain"], decided["authorise"])
        self._verbs = {"agree", "veto", "sign", "vote", "fail", *self._made["closing"]}.union(*acts)

    def read(self, predication: Predication) -> Iterator[Finding]:
        """What one predication makes; nothing unless it is told as a fact."""
        made, lemma = self._made, predication.lemma.split()[0]
        if lemma not in self._verbs or standing(predication) != "fact":
            return
        theme = self._free(predication.get("theme"))
        if lemma == "agree":
            yield from self._agreed(predication)
        elif lemma in made["statement_verbs"] and (noun := _one_of(theme, made["statement_nouns"])):
            yield from self._stated(predication, noun)
        elif lemma in made["verbs"] and (noun := _one_of(theme, made["nouns"])):
            yield from self._signed(predication, noun)
        elif lemma in made["closing"] and (noun := _one_of(predication.get("with"), made["statement_nouns"])):
            yield from self._closed(predication, noun)
        elif lemma == "veto" and (noun := _one_of(theme, self._decided["resolutions"])):
            label = f"{_COUNCIL} draft resolution{self._labels.topic(noun, predication)}"
            yield replace(self._finding(predication, label, "resolution"), body=_COUNCIL, status="rejected")
        elif lemma == "fail":
            yield from self._failed(predication)
        yield from self._passed(predication, theme, lemma)
        yield from self._authorised(predication, theme, lemma)

    def _failed(self, predication: Predication) -> Iterator[Finding]:
        """The draft that a body failed to adopt."""
        deeds = [token for token in predication.get("content") if token.lemma_ in self._decided["verbs"]]
        noun = _one_of(
            self._free(c for deed in deeds for c in grammar.children(deed, "obj")),
            (*self._decided["resolutions"], "draft", "text", "amendment"),
        )
        names = self._parties.names(predication.get("agent"))
        if noun is None or not names or not (topic := self._labels.topic(noun, predication)):
            return
        label = f"{names[0]} {'draft ' if noun.lemma_ == 'resolution' else ''}{noun.lemma_}{topic}"
        yield replace(self._finding(predication, label, "resolution"), body=names[0], status="rejected")

    def _agreed(self, predication: Predication) -> Iterator[Finding]:
        """What several parties agreed on, or agreed to do."""
        parties = self._parties.of(predication) or self._parties.before(predication.verb)
        if len(parties) < 2 and not are_several(predication.get("agent")):
            return
        nouns = self._free((*predication.get("on"), *predication.get("to"), *predication.get("upon")))
        deeds = [token for token in predication.get("content", "purpose") if token.tag_ == "VB"]
        if (noun := _one_of(nouns, self._made["agreed_nouns"])) is not None:
            what = self._labels.phrase(noun) + self._labels.second_phrase(noun, predication)
            yield self._finding(predication, f"{short_names(parties)} {what}", "agreement", parties)
        elif (deed := _one_of(deeds, self._made["agreed_verbs"])) is not None:
            label = f"{short_names(parties)} agreement to {self._labels.phrase(deed)}"
            yield self._finding(predication, label, "agreement", parties)

    def _stated(self, predication: Predication, noun: Token) -> Iterator[Finding]:
        """Joint statements, and the communiqués and declarations of bodies."""
        parties = self._parties.of(predication, noun)
        body = next((name for name in parties if self._parties.is_body(name)), None)
        parties = parties if len(parties) > 1 else ()
        topic = self._labels.topic(noun, predication)
        if any(child.lower_ == "joint" for child in noun.children):
            label = f"{short_names(parties)} joint {noun.lemma_}{topic}"
            yield self._finding(predication, label, "joint_statement", parties)
        elif noun.lemma_ != "statement" and (topic or self._is_dated(predication)) and (body or parties):
            label = f"{body or short_names(parties)} {noun.lemma_}{topic}"
            finding = self._finding(predication, label, "joint_statement", () if body else parties)
            yield replace(finding, body=body)
        elif noun.lemma_ != "statement" and self._is_dated(predication) and are_several(predication.get("agent")):
            yield self._dated(predication, f"{noun.lemma_}{topic}", "joint_statement")
        elif any(child.lower_ == "presidential" for child in noun.children) and self._is_councils(predication):
            label = f"{_COUNCIL} presidential statement{topic}"
            yield replace(self._finding(predication, label, "joint_statement"), body=_COUNCIL)

    def _closed(self, predication: Predication, noun: Token) -> Iterator[Finding]:
        """The communiqué with which a meeting ends."""
        agents = predication.get("agent")
        owners = [child for token in agents for child in grammar.children(token, "nmod", "nmod:poss", "compound")]
        names = self._parties.names(agents) + self._parties.names(owners)
        body = next((name for name in names if self._parties.is_body(name)), None)
        if body is not None or self._is_dated(predication):
            label = f"{body or short_names(names)} {noun.lemma_}{self._labels.topic(noun, predication)}"
            yield replace(self._finding(predication, label, "joint_statement"), body=body)

    def _signed(self, predication: Predication, noun: Token) -> Iterator[Finding]:
        parties = self._parties.of(predication, noun)
        if len(parties) > 1:
            kind: ResolutionType = "treaty" if noun.lemma_ in ("treaty", "convention", "protocol") else "agreement"
            label = f"{short_names(parties)} {self._labels.described(noun)}{self._labels.topic(noun, predication)}"
            yield self._finding(predication, label, kind, parties)
        elif self._is_dated(predication) and (parties or are_several(predication.get("agent"))):
            words = f"{short_names(parties)} {self._labels.described(noun)}{self._labels.topic(noun, predication)}"
            yield replace(
                self._dated(predication, words.strip(), "treaty" if noun.lemma_ == "treaty" else "agreement"),
                parties=parties,
            )

    def _is_dated(self, predication: Predication) -> bool:
        return day_of_decision(predication.verb, self._times, self._block) is not None

    def _is_councils(self, predication: Predication) -> bool:
        return _COUNCIL in self._parties.names(predication.get("agent"))

    def _dated(self, predication: Predication, words: str, kind: ResolutionType) -> Finding:
        """What several parties that nobody names made, told apart by its year: "declaration of 2002"."""
        finding = self._finding(predication, words, kind)
        label = f"{finding.label} of {finding.time.edtf[:4]}" if finding.time else finding.label
        return replace(finding, key=label, label=label)

    def _passed(self, predication: Predication, theme: Sequence[Token], lemma: str) -> Iterator[Finding]:
        """Resolutions and laws that a body passes, and laws and decrees that a person signs; on something."""
        words, agents = self._decided, predication.get("agent")
        passed = _one_of(theme, (*words["resolutions"], *words["laws"])) if lemma in words["verbs"] else None
        signed = _one_of(theme, words["signed"]) if lemma == "sign" else None
        noun = passed or signed
        names = self._parties.names(agents)
        topic = self._topic_of(noun, predication) if noun is not None else ""
        if (
            noun is None
            or not (topic or self._labels.is_told_apart(noun))
            or not (names or self._parties.are_a_parliament(agents))
        ):
            return
        if signed is not None:
            label = f"{short_names(self._parties.states(names))} {self._labels.described(noun)}{topic}"
            yield self._finding(predication, label, "law", self._parties.states(names))
            return
        body = names[0] if names else None
        label = f"{body or NAMELESS} {self._labels.described(noun)}{topic}"
        if self._parties.are_a_parliament(agents) and _speaks_of([noun], words["force"]):
            yield self._leave(predication, body, label)
        else:
            kind: ResolutionType = "law" if noun.lemma_ in words["laws"] else "resolution"
            yield replace(self._finding(predication, label, kind, self._parties.country(body)), body=body)

    def _topic_of(self, noun: Token, predication: Predication) -> str:
        """What a decision is about; " of sanctions against Russia" for a package of them."""
        inside = grammar.children(noun, "nmod") if noun.lemma_ == "package" else []
        parts = [child for child in inside if grammar.preposition(child) == "of"]
        return f" of {self._labels.phrase(parts[0])}" if parts else self._labels.topic(noun, predication)

    def _authorised(self, predication: Predication, theme: Sequence[Token], lemma: str) -> Iterator[Finding]:
        """A parliament's leave to use force: given, voted or won."""
        words, agents = self._decided, predication.get("agent")
        if lemma in words["obtain"] and (noun := _one_of(theme, words["approvals"])) is not None:
            givers = (*grammar.children(noun, "nmod"), *predication.get("from"))
            yield from self._leave_of(predication, givers, "authorisation")
        elif lemma in words["authorise"] and _speaks_of(theme, words["force"]):
            yield from self._leave_of(predication, agents, f"authorisation of {self._labels.phrase(theme[0])}")
        elif lemma == "vote" and (deed := _one_of(_aims(predication), words["authorise"])) is not None:
            what = f"vote to {deed.lemma_} {self._labels.object_of(deed)}"
            yield from self._leave_of(predication, agents if _speaks_of([deed], words["force"]) else (), what)

    def _leave_of(self, predication: Predication, bodies: Sequence[Token], what: str) -> Iterator[Finding]:
        names = self._parties.names(bodies)
        if names and self._parties.are_a_parliament(bodies):
            yield self._leave(predication, names[0], f"{names[0]} {what}")

    def _leave(self, predication: Predication, body: str | None, label: str) -> Finding:
        """All that a parliament says about the use of force in one document is taken for one decision."""
        finding = self._finding(predication, label, "authorisation", self._parties.country(body))
        return replace(finding, body=body, key=AUTHORISATION + (body or ""))

    def _finding(
        self, predication: Predication, label: str, kind: ResolutionType, parties: tuple[str, ...] = ()
    ) -> Finding:
        stretch = sentence_of(predication.verb, self._block)
        label = label.strip()[0].upper() + label.strip()[1:]
        verb = predication.verb
        date = day_of_decision(verb, self._times, self._block) or self._report.of(verb, self._block)
        votes = votes_in(stretch, self._block)
        return Finding(
            label, label, kind, self._block, *stretch, f"decisions.outcomes/{kind}",
            self._block.span(predication.head, predication.head), parties=parties, status="adopted", time=date,
            votes=votes,
        )  # fmt: skip

    def _free(self, tokens: Iterable[Token]) -> list[Token]:
        """The tokens that head no named instrument."""
        return [token for token in tokens if token.i not in self._named]


def _aims(predication: Predication) -> tuple[Token, ...]:
    return (*predication.get("content"), *predication.get("purpose"))


def _one_of(tokens: Iterable[Token], lemmas: Collection[str]) -> Token | None:
    return next((token for token in tokens if token.lemma_.lower() in lemmas), None)


def _speaks_of(tokens: Iterable[Token], words: Collection[str]) -> bool:
    return any(token.lower_ in words for head in tokens for token in head.subtree)
