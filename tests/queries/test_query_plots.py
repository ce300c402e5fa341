"""The field `plot` of a header is read, checked and blamed with its line; what is shipped names real columns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import QuerySyntaxError
from kg.queries.catalogue import load_catalogue, parse_query
from kg.queries.plots import Plot
from kg.resources import data_folder

CASES = Path(__file__).resolve().parent.parent / "data" / "queries"
CATALOGUE = load_catalogue([data_folder("queries")])
BODY = "SELECT ?who ?what ?how ?day WHERE { ?who ?what ?how ; ?on ?day }"


def test_plot_is_read() -> None:
    text = f"#+ summary: s?\n#+ view: matrix\n#+ plot: {{rows: who, columns: what, value: [how], hover: [day]}}\n{BODY}"
    plot = parse_query(text, "q").plot
    assert plot == Plot(rows=("who",), columns=("what",), value=("how",), hover=("day",))
    assert plot.used == {"who", "what", "how", "day"}


def test_query_without_the_field_has_no_plot() -> None:
    assert parse_query(f"#+ summary: s?\n#+ view: bar\n{BODY}", "q").plot is None
    assert parse_query(BODY, "q").plot is None


@pytest.mark.parametrize(
    ("view", "plot", "message"),
    [
        ("table", "{rows: who}", "plot needs a view that is a picture"),
        ("bar", "who", "plot must be written as"),
        ("bar", "{rows: who, value: how, ends: [who, what]}", "the plot of a bar has no part 'ends'"),
        ("bar", "{value: how}", "the plot of a bar needs rows or date"),
        ("matrix", "{rows: who}", "the plot of a matrix needs value"),
        ("network", "{ends: who}", "the ends of a plot are two columns"),
        ("timeline", "{rows: who, date: [day, day, day]}", "date in plot takes 2 columns at most"),
        ("timeline", "{rows: who, date: 3}", "date in plot must be a column or a list"),
        ("timeline", "{rows: whom, date: day}", "plot names 'whom', which is no variable of the query"),
    ],
)
def test_wrong_plot_is_blamed_with_its_line(view: str, plot: str, message: str) -> None:
    with pytest.raises(QuerySyntaxError, match="^q:3: " + message):
        parse_query(f"#+ summary: s?\n#+ view: {view}\n#+ plot: {plot}\n{BODY}", "q")


@pytest.mark.parametrize("name", [query.name for query in CATALOGUE if query.plot])
def test_shipped_plot_names_columns_of_the_answer(name: str) -> None:
    query = CATALOGUE.get(name)
    columns = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))["columns"]
    assert query.plot is None or query.plot.used <= set(columns)
