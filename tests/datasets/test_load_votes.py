"""Votes in a store: loaded, asked, validated, exported, replaced, and taken out again."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run
from pyoxigraph import NamedNode, RdfFormat, Store, parse

from kg.pipeline.checking import check_store
from kg.stores import open_store
from kg.validation import validate
from kg.vocabulary import DEFAULT_BASE, RDF, SP

HEADER = "resolution,date,country,vote,topic\n"
VOTES = """A/RES/68/262,2014-03-27,France,yes,Borders
A/RES/68/262,2014-03-27,Soviet Union,no,Borders
S/RES/2254,2015-12-18,France,yes,Syria; Peace
S/RES/2254,2015-12-18,Nowhereland,absent,Syria; Peace
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "council.csv"
    path.write_text(HEADER + VOTES, encoding="utf-8")
    return path


def quads_in(store: Path) -> Store:
    found = Store()
    with open_store(store) as opened:
        found.extend(opened.quads())
    return found


def test_votes_are_one_triple_each(table: Path, tmp_path: Path, kg: Run) -> None:
    store = tmp_path / "kg"
    kg("load", table, "--store", store)
    found = quads_in(store)
    event = NamedNode(f"{DEFAULT_BASE}dataset/votes-council/vote/a-res-68-262")
    assert [quad.object for quad in found.quads_for_pattern(event, SP.votedYes, None, None)] == [
        NamedNode(f"{DEFAULT_BASE}actor/fra")
    ]
    decided = NamedNode(f"{DEFAULT_BASE}resolution/a-res-68-262")
    assert [quad.object for quad in found.quads_for_pattern(event, SP.decides, None, None)] == [decided]
    assert next(found.quads_for_pattern(decided, RDF.type, SP.Resolution, None), None) is not None
    assert len(list(found.quads_for_pattern(None, SP.topic, None, None))) == 3


def test_a_store_of_votes_is_in_order(table: Path, tmp_path: Path, kg: Run) -> None:
    store = tmp_path / "kg"
    kg("load", table, "--store", store)
    assert check_store(store) == []


def test_an_export_of_votes_conforms(table: Path, tmp_path: Path, kg: Run) -> None:
    store, file = tmp_path / "kg", tmp_path / "votes.trig"
    kg("load", table, "--store", store)
    kg("export", file, "--store", store)
    assert validate(parse(path=file, format=RdfFormat.TRIG)) == []


def test_changed_votes_replace_the_old_and_retraction_leaves_nothing(table: Path, tmp_path: Path, kg: Run) -> None:
    store = tmp_path / "kg"
    kg("load", table, "--store", store)
    table.write_text(HEADER + VOTES.replace("A/RES/68/262", "A/RES/68/263"), encoding="utf-8")
    kg("load", table, "--store", store)
    things = {quad.subject for quad in quads_in(store).quads_for_pattern(None, RDF.type, SP.Resolution, None)}
    assert things == {NamedNode(f"{DEFAULT_BASE}resolution/{name}") for name in ("a-res-68-263", "s-res-2254")}
    kg("retract", "votes-council", "--store", store)
    left = quads_in(store)
    for term in (SP.VoteEvent, SP.Dataset, SP.Topic, SP.Resolution, SP.TimeSpan):
        assert next(left.quads_for_pattern(None, RDF.type, term, None), None) is None
