"""What was said or done before: the last statement, wish, charge or deed of somebody that a clause may answer.

In: the predications before some clause. Out: who said or did it, about what, for or against it, and where. That it is
answered, and how, is read in `replies` and `rebukes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extraction import grammar
from kg.extraction.contexts import embedding, in_condition
from kg.extraction.frames import find_frame
from kg.extraction.issues.wording import capitalised
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.attitudes import issue_tokens
from kg.extraction.reading import Reading, Stretch
from kg.extraction.relations import relational
from kg.extraction.relations.agreement import held_issue, worded_issue
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token

_FURTHEST = 45
# What the first sentences of a paragraph answer stand in the last sentences of the paragraph before.
_LAST_SENTENCES = 3
_FIRST_SENTENCES = 2
_LONGEST_QUOTE = 400
_TURNED = {"support": "oppose", "oppose": "support"}


@dataclass(frozen=True)
class Said:
    """What somebody said or wanted: who, about what, and for or against it (None where it is only said)."""

    names: tuple[str, ...]
    issue: str
    stance: str | None
    predication: Predication

    def mentions(self, lemma: str, *, besides: Token | None = None) -> bool:
        """Whether the sentence that says it has a word, another one than that from which it is asked."""
        return any(token.lemma_ == lemma and token is not besides for token in self.predication.verb.sent)


def said_before(
    predication: Predication,
    before: Sequence[Predication],
    repliers: Sequence[str],
    reading: Reading,
    claim: Token | None = None,
) -> Said | None:
    """What somebody else said last, in the same sentence or shortly before; with a noun for it, what that can mean."""
    homes = reading.cast.homes
    for said in all_said(predication, before, reading):
        own = {
            *said.names,
            *(homes.get(name) for name in said.names),
        }  # a minister's words are no other's than the state's
        if not own & set(repliers) and (claim is None or is_meant(claim, said)):
            return None if is_overtaken(said, predication, before) else said
    return None


def is_overtaken(said: Said, predication: Predication, before: Sequence[Predication]) -> bool:
    """Whether something was said since, in the paragraph of the reply, be it unclear by whom: that may be meant."""
    here = predication.block
    if said.predication.block is here:
        return False
    since = (
        p for p in near_before(predication, before) if p.block is here and p.kind == "verb" and not p.mood.question
    )
    views = (p for p in since if p.verb.dep_ != "acl:relcl" and find_frame("frames", p) is not None)
    return any(p.get("content", "theme") for p in views)


def all_said(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Said]:
    """What was said shortly before a predication, the last first."""
    for other in near_before(predication, before):
        if not in_condition(other) and (said := said_of(other, reading)) is not None:
            yield said


def near_before(predication: Predication, before: Sequence[Predication]) -> Iterator[Predication]:
    """The predications shortly before one, the last first: of its sentence, the one before, or the paragraph's end."""
    for other in reversed(before):
        if not _is_near(other, predication):
            return
        if other.verb != predication.verb:
            yield other


def _is_near(other: Predication, predication: Predication) -> bool:
    if other.block is predication.block:
        return predication.verb.i - other.verb.i <= _FURTHEST and _sentences_between(other, predication) <= 1
    doc = other.block.doc
    opens = predication.block.doc.count_starts(0, predication.verb.i + 1) <= _FIRST_SENTENCES
    return opens and doc.count_starts(other.verb.i + 1, len(doc)) < _LAST_SENTENCES


def _sentences_between(first: Predication, second: Predication) -> int:
    """How many sentences lie from one clause to the next: 0 in the same sentence, 1 in the following one."""
    return first.block.doc.count_starts(first.verb.i + 1, second.verb.i + 1)


def is_meant(claim: Token, said: Said) -> bool:
    """Whether "the charge" can be what was said: that takes words that charge somebody."""
    lemma = relational.lemma_of(claim)
    if lemma not in ("accusation", "allegation", "charge", "complaint", "denial"):
        return True
    return said.predication.lemma in word_set("relations", "charging") or said.mentions(claim.lemma_)


def words_of_both(said: Said, predication: Predication, reading: Reading) -> Stretch:
    """The words from what was said to the end of the reply; the reply alone where they stand far apart."""
    clause, first = reading.clause(predication), reading.clause(said.predication)
    start = predication.block.start
    tokens = [t for t in predication.block.doc if first.start <= start + t.idx < clause.end]
    apart = said.predication.block is not predication.block or clause.end - first.start > _LONGEST_QUOTE
    return clause if apart or not tokens else reading.stretch(grammar.trim(tokens), predication.block)


def deed_before(
    predication: Predication, before: Sequence[Predication], repliers: Sequence[str], reading: Reading
) -> Said | None:
    """What somebody else did last, as far as the text tells it as a fact; violence is no matter of opinion."""
    for other in near_before(predication, before):
        if other.kind != "verb" or other.verb == predication.verb or not _is_deed(other):
            continue
        names = reading.names(other.get("agent"), other)
        if set(names) & set(repliers):
            return None
        issue = reading.issues.of(other.verb, other.block.start) if names else None
        if issue is not None:
            return Said(names, capitalised(issue.wording), None, other)
    return None


def _is_deed(predication: Predication) -> bool:
    if predication.link in ("content", "relative") or predication.lemma in word_set("relations", "rebuking"):
        return False
    if predication.lemma in word_set("speech", "stative_verbs") | word_set("relations", "echoing"):
        return False
    if predication.lemma in word_set("relations", "speaking"):
        return False  # "spoke first": what was said may be rejected, not that it was
    violent = find_frame("events_conflict", predication)
    told = predication.mood.negated or predication.mood.question or embedding(predication) != "fact"
    return not told and (violent is None or violent.get("type") not in ("ASSAULT", "COERCE"))


def said_of(predication: Predication, reading: Reading) -> Said | None:
    """What a predication reports that somebody says, believes, wants or blames somebody for."""
    attitude, speech = find_frame("frames", predication), find_frame("speech", predication)
    frame = attitude or speech
    if frame is None or predication.mood.question or (predication.kind == "noun" and attitude is None):
        return _charge(predication, reading)
    if frame.name in ("revise", "echo") or predication.lemma in word_set("relations", "echoing"):
        return None  # what is echoed was said before
    names = reading.names(frame.fill(predication, "source" if attitude is None else "holder"), predication)
    issue = held_issue(predication, reading) if names else None
    if issue is None and names:
        tokens = issue_tokens(predication, attitude, reading) if attitude is not None else ()
        loose = grammar.children(predication.verb, "acl:relcl", "acl")  # "demands that we leave", taken for a relative
        loose += [c for c in grammar.children(predication.verb, "conj") if grammar.opening(c) == "that"]
        issue = next((w for t in (*tokens, *loose) if (w := worded_issue(t, predication, reading))), None)
    if names and issue is None:
        issue = _told(predication, reading)
    if not names or issue is None:
        return _charge(predication, reading)
    stance = attitude.text("stance") or None if attitude is not None else None
    if stance is not None and predication.mood.negated:
        stance = _TURNED.get(stance, stance)
    return Said(names, issue, stance, predication)


def _told(predication: Predication, reading: Reading) -> str | None:
    """What a clause of speech tells, in the words that are left of it ("no one can repair an ocean floor")."""
    for token in predication.get("content"):
        clause = reading.at(token, predication)
        themes = clause.get("theme") if clause is not None and clause.kind == "verb" else ()
        if clause is not None and themes and not any(t.tag_.startswith(("PRP", "DT", "W")) for t in themes):
            return capitalised(reading.issues.describe(clause))
    return None


def _charge(predication: Predication, reading: Reading) -> Said | None:
    """ "accuses X of arming rebels"."""
    if predication.kind != "verb" or predication.lemma not in word_set("relations", "charging"):
        return None
    names = relational.subjects(predication, reading)
    about = predication.get("of", "for", "content") or tuple(
        c for t in predication.get("theme") for c in grammar.children(t, "acl", "advcl")
    )
    issue = worded_issue(about[0], predication, reading) if about and names else None
    return Said(names, issue, None, predication) if issue is not None else None
