"""Networks of a graph: from a function that answers SPARQL to plain data, with names as people type them.

In: queries to ask, settings, names. Out: networks; things by their IRIs. UnknownName suggests the nearest names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Final, get_args

from kg.errors import UnknownName, UsageError
from kg.networks.building import Network, build
from kg.networks.settings import VARIABLES, Settings, Things, Variable
from kg.networks.statements import Ask, read_statements, read_things
from kg.queries.names import NameIndex
from kg.queries.suggestions import suggest

# What users of Discourse Network Analyzer call them.
_OTHER_NAMES: Final = {"concept": "issue", "organization": "organisation"}
_KINDS: Final = {"issue": "issue", "document": "document"}


def read_networks(ask: Ask, settings: Settings, documents: Collection[str] | None = None) -> list[Network]:
    """The networks of a graph, one for each window; of some documents only, where they are given."""
    statements = read_statements(ask)
    if documents is not None:
        statements = [statement for statement in statements if statement.document in documents]
    return build(statements, lambda iris: read_things(ask, iris), settings)


def parse_variable(text: str) -> Variable:
    """A variable by its name or by DNA's. Raises UnknownName."""
    name = _OTHER_NAMES.get(text.strip().casefold(), text.strip().casefold())
    if name not in VARIABLES:
        known = (*VARIABLES, *_OTHER_NAMES)
        raise UnknownName("variable", text, suggest(text, known), known=get_args(Variable))
    return name


def resolve_things(texts: Iterable[str], names: NameIndex) -> Things:
    """Things typed as VARIABLE=NAME, by their variable. Raises UnknownName, and UsageError where there is no "="."""
    found: defaultdict[Variable, set[str]] = defaultdict(set)
    for text in texts:
        head, equals, name = text.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"{text!r} is not VARIABLE=NAME, such as issue=Assad stays in power")
        variable = parse_variable(head)
        found[variable].add(names.resolve(_KINDS.get(variable, "actor"), name).value)
    return {variable: frozenset(things) for variable, things in found.items()}


def describe_networks(networks: Sequence[Network]) -> list[str]:
    """What was made, a line for each matter."""
    first = networks[0]
    nodes, edges = (sum(map(len, sizes)) for sizes in zip(*((n.nodes, n.edges) for n in networks), strict=True))
    lines = [f"{first.settings.kind} network: {nodes:,} nodes, {edges:,} ties, {first.statements:,} statements"]
    if len(networks) > 1:
        lines = [f"{len(networks)} {first.settings.kind} networks: {nodes:,} nodes and {edges:,} ties in all"]
    if first.unplaced:
        lines.append(f"{first.unplaced} statements are in no window: they lie outside, or their dates are too vague")
    return lines
