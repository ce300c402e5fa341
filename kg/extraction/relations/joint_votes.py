"""Votes cast together: who is said to have voted or abstained along with whom.

In: a reading. Out: agree relations on what the vote was about. Who votes alike is read only where a clause says so
("voted against the draft together with"); lists of votes are decisions, and what each voter wants is a position.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from kg.extraction.reading import Reading
from kg.extraction.relations import relational
from kg.extraction.relations.agreement import worded_issue
from kg.extraction.sentences.predications import Predication
from kg.extraction.traces import Traced, trace_clause
from kg.records import Relation

_VOTING = frozenset({"vote", "abstain", "side", "vote for", "vote against"})
_BESIDE = ("together with", "along with", "alongside", "with")
_ABOUT = ("against", "for", "on", "in", "from", "theme")
_MOST = 6


def read_joint_votes(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """Read with whom somebody voted."""
    if predication.lemma not in _VOTING or not relational.is_fact(predication):
        return
    voters = relational.subjects(predication, reading)
    others = [n for n in _fellows(predication, reading) if n not in voters]
    issue = _issue(predication, reading) if others else None
    if issue is None:
        return
    for a, b in product(voters[:1], others[:_MOST]):
        fields = reading.common(predication)
        yield Traced(
            Relation(**fields, type="agree", a=a, b=b, issue=issue),
            trace_clause("relations.joint_votes/voted", predication),
        )


def _fellows(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """Those who voted alike: the phrase of "together with" below the verb or anything that it governs."""
    role = next((name for name in _BESIDE if predication.get(name)), None)
    return reading.names(predication.get(role), predication) if role else ()


def _issue(predication: Predication, reading: Reading) -> str | None:
    """What the vote was about."""
    tokens = (t for role in _ABOUT for t in predication.arguments.get(role, ()))
    return next((words for t in tokens if (words := worded_issue(t, predication, reading)) is not None), None)
