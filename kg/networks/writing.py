"""Networks as files that Gephi, visone, igraph and networkx read: GEXF 1.2, GraphML, CSV.

In: networks. Out: bytes, the same for the same network: without a clock, which networkx puts into GEXF. CSV is a list
of ties and a list of nodes, or a matrix as Discourse Network Analyzer writes it. networkx (the extra `networks`) is
imported when the first GEXF or GraphML is written.

Sources: GEXF 1.2draft schema (gexf.net/1.2draft/gexf.xsd); GraphML (graphml.graphdrawing.org); RFC 4180 for CSV.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from types import ModuleType
from typing import TYPE_CHECKING, Final, Literal, get_args

from kg.errors import MissingExtra
from kg.files import unknown_suffix
from kg.networks.building import Network, Value

if TYPE_CHECKING:
    from networkx import Graph

Format = Literal["gexf", "graphml", "csv"]
FORMATS: Final[tuple[Format, ...]] = get_args(Format)
# What XML 1.0 cannot hold, section 2.2.
_NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What a spreadsheet runs as a formula begins with one of these (OWASP, "CSV Injection").
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guess_format(path: PurePath) -> Format:
    """The format of a file by its suffix. Raises UsageError."""
    for format in FORMATS:
        if path.suffix.casefold() == f".{format}":
            return format
    raise unknown_suffix(path, "networks", (f".{format}" for format in FORMATS))


def format_gexf(network: Network) -> bytes:
    """GEXF 1.2, for Gephi."""
    writer = _networkx().readwrite.gexf.GEXFWriter(version="1.2draft")
    writer.add_graph(_to_graph(network))
    for meta in writer.xml.iter("meta"):
        meta.attrib.clear()
        for child in meta:
            child.text = "Standpoint"
    for graph in writer.xml.iter("graph"):
        # No attribute of a graph in the schema.
        graph.attrib.pop("name", None)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue() + b"\n"


def format_graphml(network: Network) -> bytes:
    """GraphML without extensions, for visone, igraph and Gephi."""
    lines = _networkx().generate_graphml(_to_graph(network), prettyprint=True)
    return ('<?xml version="1.0" encoding="utf-8"?>\n' + "\n".join(lines) + "\n").encode()


def format_ties(networks: Sequence[Network]) -> bytes:
    """The ties of all windows as a list; the columns Source, Target and Weight are Gephi's."""
    windows = len(networks) > 1 or networks[0].settings.window is not None
    names = list(dict.fromkeys(name for network in networks for edge in network.edges for name in edge.facts))
    head = [*(["window_first", "window_last"] if windows else []), "Source", "Target", "Weight", *names]
    rows: list[list[object]] = [[*head, "source_iri", "target_iri"]]
    for network in networks:
        labels = {node.iri: node.label for node in network.nodes}
        ends: list[object] = [network.first or "", network.last or ""] if windows else []
        rows += [
            [*ends, labels[edge.source], labels[edge.target], edge.weight,
             *(edge.facts.get(name, "") for name in names), edge.source, edge.target]
            for edge in network.edges
        ]  # fmt: skip
    return _format_csv(rows)


def format_nodes(networks: Sequence[Network]) -> bytes:
    """The nodes of all windows as a list, each once, as they are in the first window that has them."""
    nodes = {node.iri: node for network in reversed(networks) for node in network.nodes}
    ordered = sorted(nodes.values(), key=lambda node: (node.variable != networks[0].settings.nodes, node.label))
    names = list(dict.fromkeys(name for node in ordered for name in node.facts))
    rows: list[list[object]] = [["Id", "Label", *names]]
    rows += [[node.label, node.label, *(node.facts.get(name, "") for name in names)] for node in ordered]
    return _format_csv(rows)


def format_matrix(network: Network) -> bytes:
    """The weights as a matrix with labels at its rows and columns, as Discourse Network Analyzer writes it."""
    weights = {(edge.source, edge.target): edge.weight for edge in network.edges}
    rows = network.of(network.settings.nodes)
    columns = network.of(network.settings.through) if network.settings.two_mode else rows
    lines: list[list[object]] = [["Label", *(node.label for node in columns)]]
    for row in rows:
        cells = [weights.get((row.iri, c.iri), weights.get((c.iri, row.iri), 0)) for c in columns]
        lines.append([row.label, *cells])
    return _format_csv(lines)


def _to_graph(network: Network) -> Graph[str]:
    graph: Graph[str] = _networkx().Graph()
    for node in network.nodes:
        graph.add_node(node.iri, label=_clean(node.label), **_clean_facts(node.facts.items()))
    for edge in network.edges:
        facts = _clean_facts(edge.facts.items())
        graph.add_edge(edge.source, edge.target, weight=float(edge.weight), **facts)
    return graph


def _clean_facts(facts: Iterable[tuple[str, Value]]) -> dict[str, Value]:
    """Without what is empty, which readers take for text in one place and for nothing in another.

    Strengths are of one type, as weights are, or the attribute would be declared twice.
    """
    cleaned = {name: _clean(value) if isinstance(value, str) else value for name, value in facts if value != ""}
    return {name: float(value) if name == "strength" else value for name, value in cleaned.items()}


def _clean(text: str) -> str:
    return _NOT_XML.sub(" ", text)


def _format_csv(rows: Iterable[Sequence[object]]) -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows([_guard(cell) for cell in row] for row in rows)
    return stream.getvalue().encode()


def _guard(cell: object) -> object:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _networkx() -> ModuleType:
    try:
        import networkx
    except ImportError as error:
        raise MissingExtra("GEXF or GraphML", "networkx", "networks") from error
    return networkx
