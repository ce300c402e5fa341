"""Made-up tables of any size, one for each view."""

from __future__ import annotations

import random

from pyoxigraph import Literal, NamedNode

from kg.queries.plots import Plot
from kg.queries.results import Cell, Table
from kg.vocabulary import SP, XSD

QUOTE = "“We shall <never> sign,” said the minister & left."
STANCES = (SP.support, SP.oppose, SP.mixed, SP.uncertain)
Made = tuple[Table, str, Plot]


def actor(number: int) -> NamedNode:
    return NamedNode(f"https://example.org/actor/a{number}")


def issue(number: int) -> NamedNode:
    return NamedNode(f"https://example.org/issue/i{number}")


def label_all(actors: int, issues: int = 0) -> dict[NamedNode, str]:
    names = {actor(number): f"Republic of Lake {number}" for number in range(actors)}
    return names | {issue(number): f"Rules for the water of the river {number}" for number in range(issues)}


def number(value: int) -> Literal:
    return Literal(str(value), datatype=XSD.integer)


def make_matrix(actors: int) -> Made:
    dice = random.Random(1)
    rows: list[tuple[Cell, ...]] = [
        (actor(a), issue(i), dice.choice(STANCES), Literal("if it rains" if a == i else ""), Literal(QUOTE))
        for a in range(actors)
        for i in range(max(4, actors // 4))
        if dice.random() < 0.5 or a == i
    ]
    plot = Plot(rows=("issue",), columns=("who",), value=("stance",), condition=("on",), hover=("quote",))
    return Table(("who", "issue", "stance", "on", "quote"), tuple(rows), label_all(actors, actors)), "matrix", plot


def make_bars(actors: int) -> Made:
    rows = tuple((actor(a), number(3 * a % 40), number(a % 7)) for a in range(actors))
    plot = Plot(rows=("other",), value=("shared", "opposed"))
    return Table(("other", "shared", "opposed"), rows, label_all(actors)), "bar", plot


def make_timeline(actors: int) -> Made:
    dates = ("2015-10-30", "2014", "2011/2016", "2012/..", "2015-11~", "XXXX", "20XX")
    rows = tuple((issue(i), Literal(dates[i % len(dates)]), STANCES[i % 4], Literal(QUOTE)) for i in range(actors))
    plot = Plot(rows=("issue",), date=("date",), group=("stance",), hover=("quote",))
    return Table(("issue", "date", "stance", "quote"), rows, label_all(0, actors)), "timeline", plot


def make_network(actors: int) -> Made:
    dice = random.Random(2)
    rows = tuple(
        (actor(a), Literal(dice.choice(("ally", "rival"))), actor(dice.randrange(actors)), Literal(QUOTE))
        for a in range(actors)
        for _ in range(2)
    )
    plot = Plot(ends=("one", "other"), group=("tie",), hover=("quote",))
    return Table(("one", "tie", "other", "quote"), rows, label_all(actors)), "network", plot


MAKERS = {"matrix": make_matrix, "bar": make_bars, "timeline": make_timeline, "network": make_network}
