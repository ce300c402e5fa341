"""What a report is about: a name becomes an actor, an issue or a resolution of the graph.

In: what a user typed. Out: a subject, or an error that names the nearest names or asks which kind is meant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from pyoxigraph import NamedNode

from kg.errors import UnknownName
from kg.queries.names import Ask, NameIndex
from kg.queries.results import read_labels
from kg.vocabulary import SP

Kind = Literal["actor", "issue"]


@dataclass(frozen=True)
class Subject:
    """An actor or an issue; `resolution`: the issue is a formal one; `ambiguous`: the name is that of both."""

    kind: Kind
    node: NamedNode
    label: str
    resolution: bool = False
    ambiguous: bool = False


def find_subject(text: str, names: NameIndex, ask: Ask, kind: Kind | None = None) -> Subject:
    """The subject that a text names; with `kind` only of that kind.

    A name of both is taken for the actor's. Raises UnknownName with the nearest names, UsageError as NameIndex does.
    """
    kinds: tuple[Kind, ...] = (kind,) if kind else ("actor", "issue")
    found: dict[Kind, NamedNode] = {}
    missed: list[UnknownName] = []
    for one in kinds:
        try:
            found[one] = names.resolve(one, text)
        except UnknownName as error:
            missed.append(error)
    if not found:
        nearest = dict.fromkeys(name for error in missed for name in error.suggestions)
        raise UnknownName(" or ".join(kinds), text, tuple(nearest))
    meant: Kind = "issue" if _is_issue(found, ask) else "actor"
    node = found[meant]
    label = read_labels([(node,)], ask).get(node, text)
    resolution = meant == "issue" and _is_a(node, "sp:Resolution", ask)
    return Subject(meant, node, label, resolution, ambiguous=len(set(found.values())) > 1)


def _is_issue(found: Mapping[Kind, NamedNode], ask: Ask) -> bool:
    """Whether the issue is meant: it is the only one found, or both are one IRI, which is an issue's."""
    if len(found) < 2 or len(set(found.values())) > 1:
        return "actor" not in found
    return _is_a(found["issue"], "sp:Issue sp:Resolution", ask)


def _is_a(node: NamedNode, classes: str, ask: Ask) -> bool:
    return bool(ask(f"PREFIX sp: <{SP.base}> ASK {{ VALUES ?class {{ {classes} }} {node} a ?class }}"))
