"""GEXF files beside the schema of GEXF 1.2draft (gexf.xsd, data.xsd) and what Gephi makes of them.

Of the schema the tables hold what our files use: which elements stand in which, and which attributes they must or may
have.
"""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from coded import build_all

from kg.networks import Settings, format_gexf

NAMESPACE = "{http://www.gexf.net/1.2draft}"
CHILDREN = {
    "gexf": ("meta", "graph"),
    "meta": ("creator", "keywords", "description"),
    "graph": ("attributes", "nodes", "edges"),
    "attributes": ("attribute",),
    "nodes": ("node",),
    "edges": ("edge",),
    "node": ("attvalues",),
    "edge": ("attvalues",),
    "attvalues": ("attvalue",),
}
NEEDED = {
    "gexf": {"version"},
    "attributes": {"class"},
    "attribute": {"id", "title", "type"},
    "node": {"id"},
    "edge": {"id", "source", "target"},
    "attvalue": {"for", "value"},
}
ALLOWED = {
    "gexf": {"variant", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"},
    "meta": {"lastmodifieddate"},
    "graph": {"timeformat", "start", "end", "defaultedgetype", "idtype", "mode"},
    "attributes": {"mode", "start", "end"},
    "nodes": {"count"},
    "edges": {"count"},
    "node": {"label", "start", "end", "pid"},
    "edge": {"label", "type", "weight", "start", "end"},
    "attvalue": {"start", "end"},
}
TYPES = {"integer", "long", "double", "float", "boolean", "liststring", "string", "anyURI"}
CODED = "A + x d1 2015-12-18\nA - y d1\nB + x d2 2016-01-02\nB - y d2\nB + z d2\nC - x d3\nC - z d3\nC ± y d3\nD + x d4"
ALL = (
    Settings("congruence"),
    Settings("conflict", normalise="average"),
    Settings("subtract", isolates=True),
    Settings("cooccurrence", nodes="issue", through="actor"),
    Settings("affiliation"),
    Settings("affiliation", agreement="subtract"),
    Settings("affiliation", agreement="combine"),
)


def read(settings: Settings) -> ElementTree.Element:
    (network,) = build_all(CODED, settings)
    return ElementTree.fromstring(format_gexf(network))


def local(element: ElementTree.Element) -> str:
    assert element.tag.startswith(NAMESPACE)
    return element.tag.removeprefix(NAMESPACE)


@pytest.mark.parametrize("settings", ALL, ids=lambda one: f"{one.kind}-{one.agreement}")
def test_elements_and_attributes_are_those_of_the_schema(settings: Settings) -> None:
    root = read(settings)
    for element in root.iter():
        name, had = local(element), set(element.attrib)
        needed = NEEDED.get(name, set())
        assert needed <= had <= needed | ALLOWED.get(name, set()), name
        assert {local(child) for child in element} <= set(CHILDREN.get(name, ()))
    assert root.attrib["version"] == "1.2"
    assert [local(child) for child in root] == ["meta", "graph"]


@pytest.mark.parametrize("settings", ALL, ids=lambda one: f"{one.kind}-{one.agreement}")
def test_values_are_of_the_types_that_are_declared(settings: Settings) -> None:
    root = read(settings)
    numbers = {"integer": int, "long": int, "double": float, "float": float}
    for part in ("node", "edge"):
        (group,) = (group for group in root.iter(f"{NAMESPACE}attributes") if group.attrib["class"] == part)
        types = {item.attrib["id"]: item.attrib["type"] for item in group}
        titles = [item.attrib["title"] for item in group]
        assert set(types.values()) <= TYPES
        assert len(titles) == len(set(titles))
        # Columns that Gephi has itself, whose names mean something else to it.
        assert not {title.casefold() for title in titles} & {"id", "label", "weight", "source", "target", "interval"}
        for element in root.iter(f"{NAMESPACE}{part}"):
            for value in element.iter(f"{NAMESPACE}attvalue"):
                numbers.get(types[value.attrib["for"]], str)(value.attrib["value"])


@pytest.mark.parametrize("settings", ALL, ids=lambda one: f"{one.kind}-{one.agreement}")
def test_ties_join_nodes_that_there_are_and_none_weighs_nothing(settings: Settings) -> None:
    root = read(settings)
    nodes = {node.attrib["id"] for node in root.iter(f"{NAMESPACE}node")}
    edges = [edge.attrib for edge in root.iter(f"{NAMESPACE}edge")]
    assert edges
    assert {edge[end] for edge in edges for end in ("source", "target")} <= nodes
    assert len({edge["id"] for edge in edges}) == len(edges)
    # Gephi leaves ties of weight 0 out.
    assert all(float(edge["weight"]) for edge in edges)
    assert all(node.attrib["label"] for node in root.iter(f"{NAMESPACE}node"))
