"""Violations: the ways in which a graph is not what it must be, for programs and for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pyoxigraph import NamedNode

from kg.validation.facts import Term
from kg.vocabulary import PREFIXES

Severity = Literal["violation", "warning"]


@dataclass(frozen=True)
class Violation:
    """One way in which a graph is not what it must be.

    `focus` is the node that is wrong, `path` the property where it is wrong, `value` the value that is. `shape` names
    the shape, and for a lint the query; `constraint` the kind of check ("MinCount", "Class", "SPARQL" …). `words`
    are those of two claims that do not go together.
    """

    severity: Severity
    focus: Term
    path: NamedNode | None
    value: Term | None
    message: str
    shape: NamedNode
    constraint: str
    words: tuple[str, ...] = ()


def format_violation(violation: Violation) -> str:
    """One line for people: severity, node, property, value, what was expected, the words and the shape's name."""
    value = None if violation.value == violation.focus else violation.value
    where = " ".join(_shorten(term) for term in (violation.focus, violation.path, value) if term is not None)
    words = f": {', '.join(violation.words)}" if violation.words else ""
    return f"{violation.severity}: {where}: {violation.message}{words} [{violation.shape.value.rpartition('#')[2]}]"


def sort_key(violation: Violation) -> tuple[str, ...]:
    """What violations are sorted by."""
    parts = (violation.focus, violation.path, violation.shape, violation.constraint, violation.value)
    return tuple("" if part is None else str(part) for part in parts)


def _shorten(term: Term) -> str:
    if isinstance(term, NamedNode):
        name, base = max(PREFIXES.items(), key=lambda item: len(item[1]) if term.value.startswith(item[1]) else 0)
        return f"{name}:{term.value.removeprefix(base)}" if term.value.startswith(base) else term.value
    return str(term)
