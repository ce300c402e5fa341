"""The page of a formal decision: what became of it, how it was voted, who speaks for and against it.

In: a resolution. Out: a page.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from pyoxigraph import NamedNode

from kg.queries.results import Table
from kg.web.asking import Asked
from kg.web.claims import read_claims
from kg.web.finding import find_claims, of_kind
from kg.web.looks import look_of
from kg.web.pages.issue import about
from kg.web.questions import find_questions
from kg.web.rendering import Page

_FEW: Final = 12
_BALLOTS: Final = 2000
_VOTES: Final = ("yes", "no", "abstain", "absent")


def show(asked: Asked, node: NamedNode) -> Page:
    """The page."""
    facts = about(asked, node)
    spoken = find_claims(asked, node)
    iri = node.value
    asked_of = {
        "Votes against words": ("said-vs-voted", {"resolution": iri}),
        "Roll calls": ("roll-calls", {"resolution": iri}),
        "Resolutions that refer to it": ("referring", {"resolution": iri}),
        "What came before it": ("lead-up", {"resolution": iri}),
    }
    tables = [(title, name, asked.run(name, limit=_FEW, **texts)) for title, (name, texts) in asked_of.items()]
    facts |= {
        "questions": find_questions(asked, node, "resolution", "issue"),
        "resolutions": read_claims(asked, (each.claim for each in of_kind(spoken, "resolution")[:_FEW])),
        "tables": [(title, name, table) for title, name, table in tables if table.rows],
        "ballots": _ballots(asked.run("ballots", limit=_BALLOTS, resolution=iri)),
    }
    return Page("resolution.html", facts["names"][node].label, facts)  # type: ignore[index]


def _ballots(table: Table) -> list[tuple[str, str, list[object]]]:
    """The votes of each roll call, by vote: its caption, and for each vote its look and who cast it."""
    calls: dict[tuple[str, ...], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for record, date, scope, title, vote, state in table.texts():
        calls[record, date, scope, title][vote].append(state)
    return [
        (date, title or scope, [(look_of(vote), votes[vote]) for vote in _VOTES if vote in votes])
        for (_, date, scope, title), votes in calls.items()
    ]
