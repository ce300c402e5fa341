"""Files that Gephi, visone, igraph and networkx read."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from coded import build_all, name_all, tie

from kg.errors import UsageError
from kg.networks import (
    Network,
    Settings,
    Window,
    build,
    format_gexf,
    format_graphml,
    format_matrix,
    format_nodes,
    format_ties,
    guess_format,
)
from kg.networks.statements import Thing

CODED = """
    A + x d1 2015-12-18 "We want x."
    A - y d1 2015-12-18 "Not y."
    B + x d2 2016-01-02 "So do we."
    C - x d3
"""
GEXF = "{http://www.gexf.net/1.2draft}"


@pytest.fixture
def subtracted() -> Network:
    (network,) = build_all(CODED, Settings("subtract", normalise="average"))
    return network


def read_gexf(data: bytes) -> networkx.Graph[str]:
    return networkx.read_gexf(io.BytesIO(data))


def read_graphml(data: bytes) -> networkx.Graph[str]:
    return networkx.read_graphml(io.BytesIO(data))


@pytest.mark.parametrize(("form", "read"), [(format_gexf, read_gexf), (format_graphml, read_graphml)])
def test_networkx_reads_back_what_was_written(
    form: Callable[[Network], bytes], read: Callable[[bytes], networkx.Graph[str]], subtracted: Network
) -> None:
    graph = read(form(subtracted))
    assert not graph.is_directed()
    assert {f"{one}-{other}": data["weight"] for one, other, data in graph.edges(data=True)} == {
        "urn:A-urn:B": 1 / 1.5,
        "urn:A-urn:C": -1 / 1.5,
        "urn:B-urn:C": -1,
    }
    assert graph.nodes["urn:A"] == {
        "label": "A", "variable": "actor", "iri": "urn:A", "claims": 2, "support": 1, "oppose": 1, "mixed": 0,
        "uncertain": 0, "documents": 1, "conditional": 0, "first_date": "2015-12-18", "last_date": "2015-12-18",
    }  # fmt: skip
    data = graph.edges["urn:A", "urn:B"]
    assert {name: value for name, value in data.items() if name not in ("id", "weight")} == {
        "strength": 1 / 1.5, "sign": "positive", "congruence": 1, "conflict": 0, "agree_on": "x", "shared": 1,
        "documents": 2, "conditional": 0, "first_date": "2015-12-18", "last_date": "2016-01-02",
        "quotes": "A: “We want x.” | B: “So do we.”",
    }  # fmt: skip


def test_a_tie_of_two_modes_tells_its_signed_parts() -> None:
    (network,) = build_all("A + x d1\nA - x d2\nA ± x d2\nA + y d1", Settings("affiliation"))
    both, one = (edge.facts for edge in network.edges)
    parts = {name: both[name] for name in ("sign", "claims", "support", "oppose", "mixed", "uncertain", "documents")}
    assert parts == {"sign": "both", "claims": 3, "support": 1, "oppose": 1, "mixed": 1, "uncertain": 0, "documents": 2}
    assert one["sign"] == "support"


def test_gexf_has_no_clock_and_nothing_outside_its_schema(subtracted: Network) -> None:
    root = ElementTree.fromstring(format_gexf(subtracted))
    meta, graph = root
    assert meta.attrib == {}
    assert [(child.tag, child.text) for child in meta] == [(f"{GEXF}creator", "Standpoint")]
    assert graph.attrib == {"defaultedgetype": "undirected", "mode": "static"}
    declared = [
        (group.attrib["class"], item.attrib["title"]) for group in graph.iter(f"{GEXF}attributes") for item in group
    ]
    assert len(declared) == len(set(declared))


def test_graphml_declares_each_attribute_once(subtracted: Network) -> None:
    keys = [
        (key.attrib["for"], key.attrib["attr.name"])
        for key in ElementTree.fromstring(format_graphml(subtracted))
        if key.tag.endswith("key")
    ]
    assert ("edge", "weight") in keys
    assert len(keys) == len(set(keys))


def test_integral_weights_are_of_the_type_of_the_others() -> None:
    (network,) = build_all("A + x d1\nA + y d1\nB + x d1\nC + x d1", Settings("congruence", normalise="average"))
    assert len({type(weight) for weight in tie(network).values()}) == 2
    for form in (format_gexf, format_graphml):
        assert form(network).count(b'"strength"') == 1


PROGRAM = """
import sys
sys.path.insert(0, sys.argv[1])
from coded import build_all
from kg.networks import Settings, format_gexf, format_graphml, format_ties
networks = build_all(sys.argv[2], Settings("cooccurrence", isolates=True))
sys.stdout.buffer.write(format_gexf(networks[0]) + format_graphml(networks[0]) + format_ties(networks))
"""


def test_bytes_are_the_same_in_every_process() -> None:
    runs = [
        subprocess.run(
            [sys.executable, "-c", PROGRAM, str(Path(__file__).parent), CODED],
            env={"PYTHONHASHSEED": seed}, capture_output=True, check=True,
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1] != b""


def read_csv(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def test_ties_and_nodes_are_lists_that_gephi_reads(subtracted: Network) -> None:
    head, *rows = read_csv(format_ties([subtracted]))
    assert head[:3] == ["Source", "Target", "Weight"]
    assert [row[:2] for row in rows] == [["A", "B"], ["A", "C"], ["B", "C"]]
    assert head[-2:] == ["source_iri", "target_iri"]
    head, *rows = read_csv(format_nodes([subtracted]))
    assert head[:3] == ["Id", "Label", "variable"]
    assert [row[0] for row in rows] == ["A", "B", "C"]


def test_a_list_of_ties_takes_in_all_windows() -> None:
    networks = build_all(CODED, Settings("affiliation", window=Window(1, "statements")))
    head, *rows = read_csv(format_ties(networks))
    assert head[:4] == ["window_first", "window_last", "Source", "Target"]
    assert [row[:4] for row in rows] == [
        ["2015-12-18", "2015-12-18", "A", "x"],
        ["2015-12-18", "2015-12-18", "A", "y"],
        ["2016-01-02", "2016-01-02", "B", "x"],
    ]


def test_matrices_have_labels_at_both_sides(subtracted: Network) -> None:
    (affiliation,) = build_all(CODED, Settings("affiliation", agreement="subtract"))
    assert read_csv(format_matrix(affiliation)) == [
        ["Label", "x", "y"],
        ["A", "1", "-1"],
        ["B", "1", "0"],
        ["C", "-1", "0"],
    ]
    (congruence,) = build_all(CODED, Settings("congruence"))
    assert read_csv(format_matrix(congruence)) == [
        ["Label", "A", "B", "C"],
        ["A", "0", "1", "0"],
        ["B", "1", "0", "0"],
        ["C", "0", "0", "0"],
    ]


def test_names_are_told_apart_and_neither_formulas_nor_broken_xml() -> None:
    from coded import code_all

    named = {"urn:A": Thing("urn:A", "=1+1\f"), "urn:B": Thing("urn:B", "=1+1\f"), "urn:x": Thing("urn:x", "x <&>")}
    (network,) = build(code_all("A + x d1\nB + x d1"), lambda iris: {**name_all(iris), **named}, Settings("congruence"))
    assert [node.label for node in network.nodes] == ["=1+1\f (urn:A)", "=1+1\f (urn:B)"]
    assert read_csv(format_ties([network]))[1][0] == "'=1+1\f (urn:A)"
    for read, form in ((read_gexf, format_gexf), (read_graphml, format_graphml)):
        graph = read(form(network))
        assert graph.nodes["urn:A"]["label"] == "=1+1  (urn:A)"
        assert graph.edges["urn:A", "urn:B"]["agree_on"] == "x <&>"


@pytest.mark.parametrize(("path", "format"), [("a.gexf", "gexf"), ("b/a.GraphML", "graphml"), ("a.b.csv", "csv")])
def test_format_is_guessed_from_the_suffix(path: str, format: str) -> None:
    assert guess_format(Path(path)) == format


def test_unknown_suffix_is_refused_with_those_known() -> None:
    with pytest.raises(UsageError, match=r"expected one of \.gexf, \.graphml, \.csv"):
        guess_format(Path("a.dl"))
