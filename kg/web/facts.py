"""Facts of several things at once: their triples by property, and the labels of all that they name.

In: IRIs. Out: for each of them the values of each property, by its local name. A look-up of named things costs what
they have, however large the graph is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions

from kg.queries.parameters import fill, format_term
from kg.queries.results import read_labels, shorten
from kg.web.asking import Asked

_FACTS: Final = "SELECT DISTINCT ?x ?p ?o WHERE {{ VALUES ?x {{ {0} }} ?x ?p ?o }}"
_COLUMN: Final = "SELECT DISTINCT ?x ?y WHERE { ?x $property ?y }"
_AT_ONCE: Final = 1000

# The classes of actors.
ACTORS: Final = (
    *("Actor", "State", "Person", "IntergovernmentalOrganization", "GovernmentBody", "ArmedGroup", "Coalition"),
    *("Organization", "Population", "Commenter"),
)
Value = NamedNode | Literal
Facts = Mapping[str, list[Value]]
NOTHING: Final[Facts] = {}


@dataclass(frozen=True)
class Named:
    """A thing and what people call it."""

    node: NamedNode
    label: str


def read_facts(asked: Asked, nodes: Iterable[NamedNode]) -> dict[NamedNode, Facts]:
    """The values of each property of each thing, sorted; things without any are left out."""
    wanted = sorted(set(nodes), key=text_of)
    found: dict[NamedNode, dict[str, list[Value]]] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        values = " ".join(map(format_term, wanted[start : start + _AT_ONCE]))
        for subject, property_, value in ask_rows(asked, _FACTS.format(values)):
            if isinstance(subject, NamedNode) and isinstance(property_, NamedNode):
                found.setdefault(subject, {}).setdefault(local_name(property_), []).append(value)
    return {
        node: {name: sorted(values, key=text_of) for name, values in facts.items()} for node, facts in found.items()
    }


def ask_rows(asked: Asked, sparql: str) -> list[tuple[Value, ...]]:
    """The rows of a SELECT query of which every variable has a value in every row."""
    return [tuple(row) for row in _solutions(asked, sparql)]


def ask_open_rows(asked: Asked, sparql: str) -> list[tuple[Value | None, ...]]:
    """The rows of a SELECT query whose variables may be without a value: OPTIONAL."""
    return [tuple(row) for row in _solutions(asked, sparql)]


def _solutions(asked: Asked, sparql: str) -> QuerySolutions:
    answer = asked.store.query(sparql)
    if not isinstance(answer, QuerySolutions):
        raise TypeError("a SELECT query was answered with something else than solutions")
    return answer


def read_column(asked: Asked, property_: NamedNode) -> Mapping[Value, list[Value]]:
    """The values of a property of all that has it. To be joined by who asks: engines look what is optional up anew."""

    def read() -> dict[Value, list[Value]]:
        found: dict[Value, list[Value]] = {}
        for subject, value in ask_rows(asked, fill(_COLUMN, {"property": property_})):
            found.setdefault(subject, []).append(value)
        return found

    return asked.kept.recall(("column", property_), read)


def read_names(asked: Asked, nodes: Iterable[NamedNode]) -> dict[NamedNode, Named]:
    """What people call each thing: its label, else the last part of its address."""
    wanted = sorted(set(nodes), key=text_of)
    labels = read_labels([(node,) for node in wanted], asked.store.query)
    return {node: Named(node, labels.get(node) or shorten(node)) for node in wanted}


def nodes_of(facts: Facts, *names: str) -> list[NamedNode]:
    """The things that some properties name."""
    return [value for name in names for value in facts.get(name, ()) if isinstance(value, NamedNode)]


def first_text(facts: Facts, name: str) -> str:
    """The first value of a property as text; "" where it has none."""
    return next((value.value for value in facts.get(name, ())), "")


def first_word(facts: Facts, name: str) -> str:
    """The first value of a property as a word: the local name of a term."""
    return next((words_of(value) for value in facts.get(name, ())), "")


def as_node(value: Value | None) -> NamedNode:
    """A value that is always a thing. Raises TypeError where it is none."""
    if not isinstance(value, NamedNode):
        raise TypeError(f"expected an IRI, not {value}")
    return value


def text_of(value: Value) -> str:
    """The text of a term."""
    return value.value


def local_name(node: NamedNode) -> str:
    """The last part of the IRI of a term.

    >>> local_name(NamedNode("http://purl.org/dc/terms/title"))
    'title'
    """
    return node.value.rpartition("#")[2].rpartition("/")[2]


def words_of(value: Value) -> str:
    """A term of a code list as words.

    >>> words_of(NamedNode("https://w3id.org/standpoint/ontology#ownVoice"))
    'own voice'
    """
    if isinstance(value, Literal):
        return value.value
    return part_words(local_name(value))


def part_words(name: str) -> str:
    """The name of a term as words; one in capitals stays as it is.

    >>> part_words("onBehalfOf"), part_words("CONSULT")
    ('on behalf of', 'CONSULT')
    """
    return name if name.isupper() else "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()


def tail_of(node: NamedNode, base: str) -> str:
    """What an address after `?` calls a thing by: its IRI without the base of the data.

    >>> tail_of(NamedNode("https://w3id.org/standpoint/id/actor/rus"), "https://w3id.org/standpoint/id/")
    'actor/rus'
    """
    return node.value.removeprefix(base)
