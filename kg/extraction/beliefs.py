"""Beliefs: positions by what somebody is said to say, believe, fear, regard, deny, doubt or not to know.

In: a predication of a reading. Out: drafts of positions: what is believed is supported, what is feared or denied is
opposed. Plain reports of facts give none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.attitudes import Draft, is_held, read_holders
from kg.extraction.contexts import in_condition
from kg.extraction.frames import Frame, find_frame
from kg.extraction.theses import Thesis, judge, read_thesis

if TYPE_CHECKING:
    from kg.extraction.predications import Predication
    from kg.extraction.reading import Reading

_BY_BELIEF = {
    "say": 0.5,
    "fear": 0.55,
    "believe": 0.65,
    "regard": 0.65,
    "deny": 0.6,
    "doubt": 0.6,
    "uncertain": 0.65,
    "know": 0.55,
}


def read_beliefs(predication: Predication, reading: Reading) -> Iterator[Draft]:
    """Positions by what somebody is said to say, believe, deny or doubt."""
    frame = find_frame("speech", predication)
    if frame is None or not is_held(predication):
        return
    attitude = frame.get("attitude")
    holders = read_holders(frame.fill(predication, "source"), reading, predication)
    thesis = _thesis_of_content(predication, frame, attitude, reading) if holders else None
    if thesis is None:
        return
    for holder in holders:
        yield Draft(
            holder,
            thesis.stance,
            thesis.issue,
            predication,
            min(_BY_BELIEF[attitude], thesis.confidence),
            thesis.target,
        )


def _thesis_of_content(predication: Predication, frame: Frame, attitude: str, reading: Reading) -> Thesis | None:
    if attitude == "regard":
        return _regarded(predication, reading)
    content = next((c for t in predication.get("content") if (c := reading.at(t, predication)) is not None), None)
    negated = predication.mood.negated
    if attitude == "know" or (attitude == "say" and negated and predication.mood.has("can", "could")):
        return _unknown(predication, reading) if negated else None
    if content is None:
        return None
    if find_frame("speech", content) is not None and content.get("content") and content.kind == "verb":
        return None
    if content.verb.tag_ == "VB" and not content.mood.modals and grammar.preposition(content.verb) == "to":
        return None  # "agreed to leave", "claims to know": a deed or a claim about oneself
    if attitude == "fear":
        return _feared(content, predication, reading)
    others = find_frame("frames", content) is not None and reading.names(content.get("agent"), content)
    thesis = read_thesis(content, reading, evaluative=attitude == "say" or bool(others))
    if thesis is None:
        return None
    if attitude == "uncertain" or in_condition(content):
        unsure = attitude in ("uncertain", "doubt") or negated
        return Thesis("uncertain", thesis.issue, thesis.confidence, thesis.target) if unsure else None
    return thesis.turned() if (attitude in ("deny", "doubt")) != negated else thesis


def _feared(content: Predication, predication: Predication, reading: Reading) -> Thesis | None:
    """What somebody fears or warns of is opposed, unless it is a threat of their own."""
    holders = set(reading.names(predication.get("agent"), predication))
    if holders & set(reading.names(content.get("agent"), content)) or predication.mood.negated:
        return None
    if content.mood.negated and predication.lemma in ("warn", "caution"):
        return read_thesis(content, reading, evaluative=False)
    if content.mood.has("should", "must"):
        return read_thesis(content, reading, evaluative=True)
    issue = reading.issues.of_clause(content)
    return Thesis("oppose" if issue.sign > 0 else "support", issue.wording, 0.55) if issue is not None else None


def _regarded(predication: Predication, reading: Reading) -> Thesis | None:
    """ "sees X as a threat", "calls X illegal"."""
    things, labels = predication.get("theme"), predication.get("as", "content")
    if not things or not labels or things[0] == labels[0]:
        return None
    subject = reading.issues.of_phrase(things[0], predication.block.start, without=labels[0])
    label = reading.issues.of_phrase(labels[0], predication.block.start)
    if subject is None or label is None or not subject.wording or not label.wording:
        return None
    names = reading.names(things[:1], predication)
    value = judge(labels[0])
    if value and not names:
        return Thesis(
            "support" if value * subject.sign * (-1 if predication.mood.negated else 1) > 0 else "oppose",
            subject.wording,
            0.6,
        )
    wording = f"{subject.wording} as {label.wording}"
    return Thesis("oppose" if predication.mood.negated else "support", wording, 0.6, names[0] if names else None)


def _unknown(predication: Predication, reading: Reading) -> Thesis | None:
    """ "We don't know whether", "I cannot say what": what it is about stays open."""
    tokens = predication.get("content", "theme")
    issue = reading.issues.of(tokens[0], predication.block.start) if tokens else None
    return Thesis("uncertain", issue.wording, 0.6) if issue is not None else None
