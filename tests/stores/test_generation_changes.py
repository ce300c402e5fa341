from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from store_samples import MINTER, THINGS, document, entry, graph, quads

from kg.stores import EmbeddedStore, NewSource, edits, open_store
from kg.stores.journal import read_journal
from kg.things import derive_update, touched_graph
from kg.vocabulary import RDF, SP

WHOLE, TOUCHED = derive_update(MINTER.base), derive_update(MINTER.base, touched_graph(MINTER.base))


def claims(name: str, *said: tuple[str, str]) -> NewSource:
    """A source that speaks of an actor, by a name, and holds a position on an issue of the same wording."""
    found = []
    for number, (thing, label) in enumerate(said):
        actor, position = (MINTER.local(document(name), kind, str(number)) for kind in ("actor-record", "position"))
        found += [
            Quad(actor, SP.aboutActor, MINTER.thing("actor", thing), graph(name)),
            Quad(actor, SP.name, Literal(label), graph(name)),
            Quad(actor, SP.actorType, SP.Coalition if "United" in label else SP.Actor, graph(name)),
            Quad(position, SP.issue, MINTER.thing("issue", thing), graph(name)),
            Quad(position, SP.issueText, Literal(label), graph(name)),
        ]
    return NewSource(entry(name), found)


ALPHA = claims("alpha", ("norland", "Norland"), ("sudland", "Sudland"))
BETA = claims("beta", ("norland", "A Norland"), ("estland", "Estland"))
OTHER_ALPHA = claims("alpha", ("sudland", "United Sudland"))
Step = Sequence[NewSource | NamedNode]
STEPS: list[list[Step]] = [
    [[ALPHA], [BETA]],
    [[ALPHA], [BETA], [OTHER_ALPHA]],
    [[ALPHA, BETA], [graph("beta")]],
    [[ALPHA, BETA], [graph("alpha"), graph("beta")]],
    [[BETA], [ALPHA, OTHER_ALPHA, ALPHA]],
]


def make(folder: Path, steps: Sequence[Step], touched: str) -> set[Quad]:
    """What is derived, and all graphs, after some changes; all but the first may derive what is touched only."""
    with open_store(folder, write=True, create=True) as store:
        for number, step in enumerate(steps):
            commit(store, step, touched if number else "")
        assert store.verify() == []
        assert touched_graph(MINTER.base) not in store.graphs()
        return set(store.quads(THINGS))


def commit(store: EmbeddedStore, step: Step, touched: str) -> None:
    with store.change("the test") as change:
        for source in step:
            if isinstance(source, NamedNode):
                change.drop(source)
            else:
                change.put(source)
        change.commit(WHOLE, touched)


@pytest.mark.parametrize("at_once", [1, 2000])
@pytest.mark.parametrize("steps", STEPS)
def test_deriving_what_is_touched_is_deriving_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, steps: list[Step], at_once: int
) -> None:
    monkeypatch.setattr(edits, "_THINGS_AT_ONCE", at_once)
    whole = make(tmp_path / "whole", steps, "")
    assert make(tmp_path / "touched", steps, TOUCHED) == whole


def test_a_source_that_names_nothing_takes_its_time_span_with_it(tmp_path: Path) -> None:
    year, time = MINTER.time("1907"), MINTER.graph("time")
    node = MINTER.local(document("years"), "position", "1")
    said = [Quad(node, SP.heldDuring, year, graph("years"))]
    span = [Quad(year, RDF.type, SP.TimeSpan, time)]
    with open_store(tmp_path / "store", write=True, create=True) as store:
        commit(store, [NewSource(entry("years"), said, span)], TOUCHED)
        assert list(store.quads(time)) == span
        commit(store, [graph("years")], TOUCHED)
        assert time not in store.graphs()


def test_only_what_is_touched_is_derived(tmp_path: Path) -> None:
    store = tmp_path / "store"
    make(store, [[ALPHA]], "")
    with open_store(store, write=True) as opened:
        with opened.change("a wrong label, which only a derivation of all finds") as change:
            wrong = Quad(MINTER.thing("actor", "far-away"), RDF.type, SP.Actor, THINGS)
            change.put(NewSource(entry("gamma"), quads("gamma"), [wrong]))
            change.commit()
        commit(opened, [BETA], TOUCHED)
        assert wrong in set(opened.quads(THINGS))
        commit(opened, [BETA], "")
        assert wrong not in set(opened.quads(THINGS))


def test_what_a_dataset_touches_is_not_known_so_all_is_derived(tmp_path: Path) -> None:
    dataset, issue = MINTER.graph("dataset/votes"), MINTER.thing("issue", "harbour")
    vote = NamedNode(f"{MINTER.base}vote")
    line = f'{vote} {SP.issue} {issue} {dataset} .\n{vote} {SP.issueText} "Harbour" {dataset} .\n'
    with open_store(tmp_path / "store", write=True, create=True) as store:
        with store.change("the test") as change:
            change.put_bulk(lambda: entry("votes"), dataset, [line])
            change.commit(WHOLE, TOUCHED)
        assert {quad.subject for quad in store.quads(THINGS)} == {issue}


def test_a_journal_says_what_it_said_when_it_was_written_at_once(tmp_path: Path) -> None:
    store = tmp_path / "store"
    make(store, [[ALPHA, BETA]], "")
    state = read_journal(store)
    data = json.loads((store / "journal.json").read_text("utf-8"))
    check = data.pop("check")
    assert check == hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    (store / "journal.json").write_text(json.dumps(data | {"check": check}, indent=1), "utf-8")
    assert read_journal(store) == state


def test_the_state_after_a_change_is_the_one_on_the_disk(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with open_store(store, write=True, create=True) as opened:
        commit(opened, [ALPHA, BETA], "")
        assert opened.state == read_journal(store)


def test_entries_of_one_file_share_what_they_have_alike(tmp_path: Path) -> None:
    store = tmp_path / "store"
    make(store, [[ALPHA, BETA]], "")
    one, other = read_journal(store).sources
    assert one.tool is other.tool
    assert one.loaded_at is other.loaded_at
