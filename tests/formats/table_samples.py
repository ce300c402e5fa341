"""Tables that the tests of several formats write."""

from __future__ import annotations

from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode

from kg.queries.results import Table
from kg.vocabulary import SP, XSD

EGYPT = NamedNode("https://w3id.org/standpoint/id/actor/egy")
TABLE = Table(
    ("who", "stance", "words", "n"),
    (
        (EGYPT, SP.oppose, Literal('He said "no",\nthen | left\\'), Literal(2)),
        (
            NamedNode("https://example.org/x"),
            None,
            Literal("=1+1", language="en"),
            Literal("0.5", datatype=XSD.decimal),
        ),
        (BlankNode("b"), SP.support, Literal("<b>&\r"), Literal("true", datatype=XSD.boolean)),
        (EGYPT, None, Literal("-"), Literal(-3)),
    ),
    {EGYPT: "Egypt"},
)
TYPED = Table(
    ("who", "day", "said_at", "documents", "share", "own", "mixed", "nothing"),
    (
        (
            EGYPT,
            Literal("2015-12-18", datatype=XSD.date),
            Literal("2015-12-18T23:30:00-05:00", datatype=XSD.dateTime),
            Literal(3),
            Literal("0.25", datatype=XSD.decimal),
            Literal(True),
            Literal(7),
            None,
        ),
        (
            None,
            Literal("1815-06-09", datatype=XSD.date),
            None,
            Literal(0),
            Literal(1),
            Literal(False),
            Literal("2015-XX"),
            None,
        ),
    ),
    {EGYPT: "Egypt"},
)

# A cell may claim to be a number, and what a spreadsheet runs may hide behind that.
DATATYPES = (XSD.string, XSD.integer, XSD.decimal, XSD.double, XSD.boolean, XSD.date, XSD.dateTime)
FORMULAS = st.sampled_from(["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "http://x.example ", "'=", " ="])
TEXTS = st.builds(str.__add__, FORMULAS | st.just(""), st.text())
CELLS = st.builds(lambda text, datatype: Literal(text, datatype=datatype), TEXTS, st.sampled_from(DATATYPES))


def table_of(cells: list[Literal]) -> Table:
    """A table of one column."""
    return Table(("x",), tuple((cell,) for cell in cells))
