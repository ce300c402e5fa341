"""What courts rule, and mandates that bodies renew: decisions that go by no name and bear no number.

In: predications that are told as facts. Out: findings labelled by who decided: "International Court of Justice ruling
of 2016", "United Nations Security Council resolution extending the mandate of UNIFIL". Sentences against persons are
no decisions here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction import grammar
from kg.extraction.cast.parties import Parties
from kg.extraction.contexts import standing
from kg.extraction.dates.report_day import ReportDay
from kg.extraction.dates.times import TimeMention
from kg.extraction.decisions.decisions import Finding, day_of_decision, sentence_of, votes_in
from kg.extraction.decisions.labels import LabelWriter
from kg.extraction.lexicons.reading import read_texts, word_set, word_sets
from kg.extraction.sentences.predications import Predication
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token

MANDATE = "mandate "


class RulingReader:
    """Reads the rulings and renewed mandates of one block."""

    def __init__(self, block: Block, times: Sequence[TimeMention], parties: Parties, report: ReportDay) -> None:
        self._block, self._times, self._parties, self._report = block, times, parties, report
        self._labels = LabelWriter(block, times, parties)
        self._courts, self._given = word_sets("resolutions", "courts"), word_set("resolutions", "describing", "courtly")
        self._renewing = read_texts("resolutions", "mandates", "verbs")
        self._verbs = self._courts["give"] | self._courts["verbs"] | set(self._renewing)

    def read(self, predication: Predication) -> Iterator[Finding]:
        """What one predication decides; nothing unless it is told as a fact of the past."""
        lemma = predication.lemma.split()[0]
        tells = {lemma, predication.verb.lower_} & self._verbs
        if predication.kind != "verb" or not tells or standing(predication) != "fact":
            return
        agent = next(iter(predication.get("agent")), None) or _active_subject(predication.verb)
        if agent is None:
            return
        told = predication.verb.tag_ in ("VBD", "VBN") or predication.verb.lower_.endswith("held")
        given = lemma in self._courts["give"] and any(token.lemma_ in self._given for token in predication.get("theme"))
        rules = given or {lemma, predication.verb.lower_} & self._courts["verbs"]
        if rules and self._is_court(agent) and told:
            yield self._ruling(predication, agent)
        mandate = next((token for token in predication.get("theme") if token.lemma_ == "mandate"), None)
        if lemma in self._renewing and mandate is not None:
            yield from self._mandate(predication, agent, mandate, self._renewing[lemma])

    def _is_court(self, agent: Token) -> bool:
        """Whether a subject is one certain court: named, or described by more than the word."""
        parts = grammar.children(agent, "compound", "flat", "amod")
        words = {agent.lower_, agent.lemma_.lower(), *(part.lower_ for part in parts)}
        return bool(words & self._courts["nouns"]) and bool(parts or self._parties.names([agent]))

    def _ruling(self, predication: Predication, agent: Token) -> Finding:
        names = self._parties.names([agent])
        court = names[0] if names else self._labels.described(agent)
        finding = self._finding(predication, f"{re.sub(r' in [A-Z].*', '', court)} ruling")
        year = f" of {finding.time.edtf[:4]}" if finding.time else ""
        label = f"{finding.label}{year}"
        return replace(finding, key=label, label=label, body=names[0] if names else None)

    def _mandate(self, predication: Predication, agent: Token, mandate: Token, deed: str) -> Iterator[Finding]:
        bodies = [
            name for name in self._parties.names([agent]) if name in word_set("resolutions", "mandates", "bodies")
        ]
        if bodies:
            label = f"{bodies[0]} resolution {deed} {self._labels.phrase(mandate)}"
            finding = self._finding(predication, label)
            yield replace(finding, key=MANDATE + label, rule="decisions.rulings/mandate", body=bodies[0])

    def _finding(self, predication: Predication, label: str) -> Finding:
        verb, stretch = predication.verb, sentence_of(predication.verb, self._block)
        label = label[0].upper() + label[1:]
        time = day_of_decision(verb, self._times, self._block) or self._report.of(verb, self._block)
        votes = votes_in(stretch, self._block)
        return Finding(
            label, label, "resolution", self._block, *stretch, "decisions.rulings/ruling", self._block.span(verb, verb),
            status="adopted", time=time, votes=votes,
        )  # fmt: skip


def _active_subject(verb: Token) -> Token | None:
    """The subject of a verb without a passive's auxiliary, where the parse takes "ruled that" for a passive."""
    return None if grammar.children(verb, "aux:pass") else next(iter(grammar.children(verb, "nsubj:pass")), None)
