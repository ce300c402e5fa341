"""The constraints of SHACL that the shapes use, each as a test of one node's values.

In: the parameters of a shape (2.1 and 4 of the standard). Out: tests that are true only of values that conform. What a
test cannot judge, such as a date of another calendar, does not conform: a full validator is asked then.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.validation.facts import Facts, Term
from kg.vocabulary import EDTF_DATATYPE, XSD

# Whether the values of a node conform.
Test = Callable[[Facts, Term, Collection[Term]], bool]
_IRI: Final = NamedNode("http://www.w3.org/ns/shacl#IRI")
_FREE: Final = frozenset({XSD.string, EDTF_DATATYPE})  # pySHACL takes any text for a date in EDTF, too
_BOOLEAN, _TIME, _INTEGER, _DECIMAL, _DATE = XSD.boolean, XSD.dateTime, XSD.integer, XSD.decimal, XSD.date


def make_test(parameter: str, value: Term, members: Collection[Term]) -> Test:
    """The test of one parameter of a shape; `members` are those of its value, where that is a list. Raises KeyError."""
    return _MAKERS[parameter](value, members)


def _min_count(value: Term, _: Collection[Term]) -> Test:
    least = int(value.value)
    return lambda facts, node, values: len(values) >= least


def _max_count(value: Term, _: Collection[Term]) -> Test:
    most = int(value.value)
    return lambda facts, node, values: len(values) <= most


def _datatype(value: Term, _: Collection[Term]) -> Test:
    def is_of(term: Term) -> bool:
        return isinstance(term, Literal) and term.datatype == value and is_well_formed(term)

    return lambda facts, node, values: all(map(is_of, values))


def _class(value: Term, _: Collection[Term]) -> Test:
    return lambda facts, node, values: all(value in facts.classes(term) for term in values)


def _node_kind(value: Term, _: Collection[Term]) -> Test:
    assert value == _IRI, "shapes ask for IRIs only"
    return lambda facts, node, values: all(isinstance(term, NamedNode) for term in values)


def _pattern(value: Term, _: Collection[Term]) -> Test:
    search = re.compile(value.value).search
    return lambda facts, node, values: all(
        isinstance(term, NamedNode | Literal) and search(term.value) is not None for term in values
    )


def _min_length(value: Term, _: Collection[Term]) -> Test:
    least = int(value.value)
    return lambda facts, node, values: all(
        isinstance(term, NamedNode | Literal) and len(term.value) >= least for term in values
    )


def _in(_: Term, members: Collection[Term]) -> Test:
    allowed = frozenset(members)
    return lambda facts, node, values: all(term in allowed for term in values)


def _min_inclusive(value: Term, _: Collection[Term]) -> Test:
    return lambda facts, node, values: all(is_ordered(value, term) for term in values)


def _max_inclusive(value: Term, _: Collection[Term]) -> Test:
    return lambda facts, node, values: all(is_ordered(term, value) for term in values)


def _disjoint(value: Term, _: Collection[Term]) -> Test:
    assert isinstance(value, NamedNode)
    return lambda facts, node, values: not any(term in facts.values(node, value) for term in values)


def _less_than(value: Term, _: Collection[Term]) -> Test:
    return _compare(value, strictly=True)


def _less_than_or_equals(value: Term, _: Collection[Term]) -> Test:
    return _compare(value, strictly=False)


def _compare(value: Term, *, strictly: bool) -> Test:
    assert isinstance(value, NamedNode)
    return lambda facts, node, values: all(
        is_ordered(term, other, strictly=strictly) for term in values for other in facts.values(node, value)
    )


_MAKERS: Final[Mapping[str, Callable[[Term, Collection[Term]], Test]]] = {
    "class": _class,
    "datatype": _datatype,
    "disjoint": _disjoint,
    "in": _in,
    "lessThan": _less_than,
    "lessThanOrEquals": _less_than_or_equals,
    "maxCount": _max_count,
    "maxInclusive": _max_inclusive,
    "minCount": _min_count,
    "minInclusive": _min_inclusive,
    "minLength": _min_length,
    "nodeKind": _node_kind,
    "pattern": _pattern,
}
PARAMETERS: Final = frozenset(_MAKERS)


def is_ordered(one: Term, other: Term, *, strictly: bool = False) -> bool:
    """Whether two numbers, or two plain days, come in this order; False of terms that this cannot compare."""
    first, second = _read(one), _read(other)
    if isinstance(first, Decimal) and isinstance(second, Decimal):
        return first < second if strictly else first <= second
    if isinstance(first, date) and isinstance(second, date):
        return first < second if strictly else first <= second
    return False


def is_well_formed(literal: Literal) -> bool:
    """Whether a literal is written as its datatype asks; False of datatypes that the shapes do not name."""
    if literal.datatype in _FREE:
        return True
    if literal.datatype == _BOOLEAN:
        return literal.value in ("true", "false", "0", "1")
    if literal.datatype == _TIME:
        return _is_time(literal.value)
    return _read(literal) is not None


def _read(term: Term) -> Decimal | date | None:
    if not isinstance(term, Literal):
        return None
    if term.datatype == _INTEGER:
        return Decimal(term.value) if re.fullmatch(r"[+-]?[0-9]+", term.value) else None
    if term.datatype == _DECIMAL:
        return Decimal(term.value) if re.fullmatch(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)", term.value) else None
    if term.datatype == _DATE and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", term.value):
        return _read_day(term.value)
    return None


def _read_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _is_time(text: str) -> bool:
    if not re.fullmatch(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})?", text
    ):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
