"""The embedded store: what a writer changes, what others see of it, and what is refused."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad
from store_samples import DERIVE, MINTER, PROVENANCE, THINGS, TIME, document, entry, graph, quads, shared

from kg.errors import NotAStore, QuerySyntaxError, StoreDamaged, StoreInUse, UnknownName, UsageError
from kg.stores import EmbeddedStore, open_store
from kg.stores import edits as edits_module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with two sources."""
    with open_store(tmp_path / "store", write=True, create=True) as store:
        for name in ("vienna", "geneva"):
            _load(store, name)
    return tmp_path / "store"


def _load(store: EmbeddedStore, name: str, version: str = "1", size: int = 40) -> None:
    store.replace_source(entry(name, version), quads(name, version, size), shared(name, version), derive=DERIVE)


def _lines(store: EmbeddedStore) -> list[str]:
    return sorted(str(quad) for quad in store.quads())


def _state(folder: Path) -> list[str]:
    with open_store(folder) as store:
        assert store.verify() == []
        return _lines(store)


def _database(folder: Path) -> Path:
    (generation,) = (folder / "oxigraph").iterdir()
    return generation


# ---- changes


def test_loading_again_changes_nothing(folder: Path) -> None:
    before = _state(folder)
    with open_store(folder, write=True) as store:
        _load(store, "vienna")
    assert _state(folder) == before


def test_retract_and_load_gives_the_same_quads(folder: Path) -> None:
    before = _state(folder)
    with open_store(folder, write=True) as store:
        retracted = store.retract(graph("geneva"), DERIVE)
        assert retracted.id == "geneva"
        assert [source.id for source in store.sources()] == ["vienna"]
        assert set(store.quads()) >= set(quads("vienna"))
        assert not [line for line in _lines(store) if "geneva" in line]
        _load(store, "geneva")
    assert _state(folder) == before


def test_retracting_all_leaves_nothing(folder: Path) -> None:
    with open_store(folder, write=True) as store:
        store.retract(graph("geneva"), DERIVE)
        store.retract(graph("vienna"), DERIVE)
        assert (store.size(), store.graphs(), store.sources()) == (0, [], [])


def test_provenance_that_two_sources_share_stays_with_the_other(tmp_path: Path) -> None:
    with open_store(tmp_path, write=True, create=True) as store:
        load = MINTER.load("same", "tool")
        for name in ("one", "two"):
            said = [
                Quad(graph(name), shared(name)[1].predicate, load, PROVENANCE),
                Quad(load, *_hash_of(name), PROVENANCE),
            ]
            store.replace_source(entry(name), quads(name), said)
        store.retract(graph("one"))
        assert [quad.subject for quad in store.quads(PROVENANCE) if quad.subject == graph("one")] == []
        assert [quad for quad in store.quads(PROVENANCE) if quad.subject == load]
        store.retract(graph("two"))
        assert list(store.quads(PROVENANCE)) == []


def _hash_of(name: str) -> tuple[NamedNode, NamedNode]:
    return shared(name)[2].predicate, document("same")


def test_a_new_version_takes_the_place_of_the_old_graph_of_its_path(folder: Path) -> None:
    with open_store(folder, write=True) as store:
        new = entry("vienna-2", path="/reports/vienna.txt")
        stored = store.replace_source(new, quads("vienna-2"), shared("vienna-2"), graph("vienna"), DERIVE)
        assert (stored.quads, stored.id) == (40, "vienna-2")
        assert [source.id for source in store.sources()] == ["geneva", "vienna-2"]
        assert graph("vienna") not in store.graphs()
        assert store.find_source("/reports/vienna.txt") == stored


def test_a_large_source_is_loaded_and_replaced_whole(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits_module, "MAX_TRANSACTION", 100)
    with open_store(folder, write=True) as store:
        _load(store, "vienna", "2", size=1000)
        assert store.find_source("vienna").quads == 1000
        assert set(store.quads(graph("vienna"))) == set(quads("vienna", "2", 1000))
        _load(store, "vienna", "3", size=100)
        assert set(store.quads(graph("vienna"))) == set(quads("vienna", "3", 100))
    assert _state(folder)


def test_constants_are_replaced_when_their_digest_is_new(folder: Path) -> None:
    registry = MINTER.graph("registry")
    facts = [Quad(MINTER.thing("actor", name), quads("x")[1].predicate, document(name), registry) for name in "abc"]
    with open_store(folder, write=True) as store:
        assert store.constants({registry: facts}, "1")
        assert not store.constants({registry: facts[:1]}, "1")
        assert set(store.quads(registry)) == set(facts)
        assert store.constants({registry: facts[:1]}, "2")
        assert list(store.quads(registry)) == facts[:1]
    with open_store(folder, write=True) as store:
        assert not store.constants({registry: facts}, "2")
        store.retract(graph("vienna"), DERIVE)
        assert list(store.quads(registry)) == facts[:1]


def _quads_then(action: Callable[[], object]) -> Iterator[Quad]:
    yield from quads("vienna", "2", 200)
    action()
    yield from quads("vienna", "3", 200)


def _fail() -> None:
    raise ValueError("no more quads")


def test_an_error_half_way_leaves_the_store_as_it_was(folder: Path) -> None:
    before = _state(folder)
    with open_store(folder, write=True) as store:
        with pytest.raises(ValueError, match="no more"):
            store.replace_source(entry("vienna", "2"), _quads_then(_fail), derive=DERIVE)
        assert _lines(store) == before
        with pytest.raises(QuerySyntaxError):
            store.replace_source(entry("vienna", "2"), quads("vienna", "2"), derive="DROP DATA")
        with pytest.raises(UsageError, match="stands in"):
            store.replace_source(entry("vienna", "2"), quads("geneva", "2"))
        with pytest.raises(UnknownName):
            store.retract(graph("viena"))
        _load(store, "vienna")
    assert _state(folder) == before
    assert len(list((folder / "oxigraph").iterdir())) == 1


def test_ctrl_c_leaves_the_store_as_it_was(folder: Path) -> None:
    before = _state(folder)
    with open_store(folder, write=True) as store:
        with pytest.raises(KeyboardInterrupt):
            store.replace_source(entry("vienna", "2"), _quads_then(lambda: os.kill(os.getpid(), signal.SIGINT)))
        assert _lines(store) == before
    assert _state(folder) == before
    assert not (folder / "pending.json").exists()


def test_a_reader_changes_nothing(folder: Path) -> None:
    with open_store(folder) as store, pytest.raises(UsageError, match="reading only"):
        store.retract(graph("vienna"))


# ---- readers and writers


def test_a_reader_keeps_its_state_while_others_write(folder: Path) -> None:
    reader = open_store(folder)
    before, held = _lines(reader), _database(folder)
    with open_store(folder, write=True) as writer:
        for version in "234":
            _load(writer, "vienna", version)
        assert _lines(reader) == before
        assert held.exists()
        reader.close()
        _load(writer, "vienna", "5")
        assert not held.exists()


WRITER = """
import sys
from store_samples import *
from kg.stores import open_store
with open_store(sys.argv[1], write=True) as store:
    print("open", flush=True)
    for version in range(2, 2 + int(sys.argv[2])):
        replaced = entry("vienna", str(version))
        store.replace_source(replaced, quads("vienna", str(version)), shared("vienna", str(version)), derive=DERIVE)
    sys.stdin.readline()
"""


def _start_writer(folder: Path, changes: int) -> subprocess.Popen[str]:
    here = Path(__file__).parent
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(changes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parents[1])])},
    )


def test_a_second_writer_is_told_who_writes(folder: Path) -> None:
    with _start_writer(folder, 0) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(StoreInUse, match=rf"process {other.pid} on .* since \d{{4}}-") as caught:
            open_store(folder, write=True)
        assert "\n" not in str(caught.value)
        assert _state(folder)
        other.kill()
    with open_store(folder, write=True) as store:
        assert store.notices == []


def test_a_second_writer_in_one_process_is_refused(folder: Path) -> None:
    with open_store(folder, write=True), pytest.raises(StoreInUse, match=f"process {os.getpid()} "):
        open_store(folder, write=True)
    open_store(folder, write=True).close()


def test_readers_of_a_busy_store_see_whole_sources_only(folder: Path) -> None:
    seen: set[str] = set()
    with _start_writer(folder, 25) as other:
        while len(seen) < 8 and other.poll() is None:
            with open_store(folder) as store:
                versions = {str(quad.subject).rsplit("/", 1)[1] for quad in store.quads(graph("vienna"))}
                (label,) = (str(quad.object) for quad in store.quads(THINGS))
                load = MINTER.load(store.find_source("vienna").input_sha256, "sample 1")
                assert len(versions) == 1
                assert len(list(store.quads(graph("vienna")))) == 40
                assert [quad.object for quad in store.quads(PROVENANCE) if quad.subject == graph("vienna")] == [load]
                assert label == '"Freedonia geneva 1"'
                seen |= versions
        other.communicate("\n")
        assert other.returncode == 0
    assert len(seen) > 1


# ---- folders that are no store, or not a whole one


def test_reading_where_nothing_is_says_how_to_load(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(NotAStore, match=r"nothing is loaded there yet.*kg load"):
            open_store(folder)
    with pytest.raises(NotAStore, match="nothing is loaded"):
        open_store(tmp_path / "missing", write=True)
    assert not (tmp_path / "missing").exists()


@pytest.mark.parametrize("write", [False, True])
def test_a_path_that_the_database_cannot_open_is_refused_before_anything_is_made(tmp_path: Path, write: bool) -> None:
    with pytest.raises(NotAStore, match="its path is not UTF-8"):
        open_store(tmp_path / "caf\udce9" / "store", write=write, create=write)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("write", [False, True])
def test_a_folder_of_something_else_is_left_alone(tmp_path: Path, write: bool) -> None:
    (tmp_path / "letters.txt").write_text("Dear all")
    for path in (tmp_path, tmp_path / "letters.txt"):
        with pytest.raises(NotAStore):
            open_store(path, write=write, create=write)
    assert [path.name for path in tmp_path.iterdir()] == ["letters.txt"]


@pytest.mark.parametrize("left", [[], ["writer.lock"], ["writer.lock", "journal.json"], ["journal.json.part"]])
def test_a_creation_that_was_cut_short_is_made_good(tmp_path: Path, left: list[str]) -> None:
    for name in left:
        (tmp_path / name).touch()
    with open_store(tmp_path, write=True, create=True) as store:
        _load(store, "vienna")
    assert len(_state(tmp_path)) == 44


@pytest.mark.parametrize(
    ("file", "content", "error"),
    [
        ("store.json", "{}", NotAStore),
        ("store.json", "not JSON", NotAStore),
        ("store.json", '{"format": "another", "version": 1, "base": "http://x/"}', NotAStore),
        ("store.json", '{"format": "standpoint-store", "version": 99, "base": "http://x/"}', NotAStore),
        ("journal.json", None, StoreDamaged),
        ("journal.json", '{"version": 1', StoreDamaged),
        ("journal.json", '{"version": 1}', StoreDamaged),
        ("journal.json", '{"version": 99}', NotAStore),
    ],
)
@pytest.mark.parametrize("write", [False, True])
def test_a_folder_with_other_papers_is_refused(
    folder: Path, file: str, content: str | None, error: type[Exception], write: bool
) -> None:
    if content is None:
        (folder / file).unlink()
    else:
        (folder / file).write_text(content)
    with pytest.raises(error, match=file) as caught:
        open_store(folder, write=write)
    assert "\n" not in str(caught.value)


def _cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize("pattern", ["MANIFEST-*", "*.sst", "CURRENT"])
@pytest.mark.parametrize("damage", [_cut, Path.unlink])
@pytest.mark.parametrize("write", [False, True])
def test_a_cut_or_missing_database_file_is_noticed(
    folder: Path, pattern: str, damage: Callable[[Path], None], write: bool
) -> None:
    damage(next(_database(folder).glob(pattern)))
    with pytest.raises(StoreDamaged):
        open_store(folder, write=write)


def test_a_missing_database_is_noticed(folder: Path) -> None:
    _database(folder).rename(folder / "elsewhere")
    for write in (False, True):
        with pytest.raises(StoreDamaged, match="missing"):
            open_store(folder, write=write)


def test_every_flipped_bit_is_found_by_verify(folder: Path) -> None:
    for file in sorted(_database(folder).glob("*.sst")):
        content = file.read_bytes()
        file.write_bytes(content[:100] + bytes([content[100] ^ 1]) + content[101:])
        # A reader may notice it at once: a table can be too small for a wrong bit to stay hidden until it is asked for.
        with suppress(StoreDamaged), open_store(folder) as store:
            assert f"file {file.name} is not what was written" in store.verify()
        with pytest.raises(StoreDamaged, match=file.name), open_store(folder, write=True) as store:
            _load(store, "geneva", "2")
        file.write_bytes(content)
    assert _state(folder)


def _edit_journal(folder: Path, graphs: dict[str, int | None]) -> None:
    data = json.loads((folder / "journal.json").read_text())
    data["graphs"] = {name: count for name, count in (data["graphs"] | graphs).items() if count is not None}
    del data["check"]
    (folder / "journal.json").write_text(json.dumps(data))


def test_a_graph_that_is_missing_is_noticed_by_readers(folder: Path) -> None:
    _edit_journal(folder, {graph("berlin").value: 3})
    for write in (False, True):
        with pytest.raises(StoreDamaged, match=r"berlin.* is missing"):
            open_store(folder, write=write)


@pytest.mark.parametrize(
    ("count", "problem"), [(41, "has 40 quads; the journal says 41"), (None, "is not in the journal; it has 40 quads")]
)
def test_counts_are_checked_by_verify(folder: Path, count: int | None, problem: str) -> None:
    _edit_journal(folder, {graph("vienna").value: count})
    with open_store(folder) as store:
        assert [problem in line for line in store.verify()] == [True]


def test_the_base_is_chosen_once(tmp_path: Path) -> None:
    open_store(tmp_path, write=True, create=True, base="https://example.org/id/").close()
    with open_store(tmp_path) as store:
        assert (store.base, store.sources(), store.graphs(), store.size()) == ("https://example.org/id/", [], [], 0)
    with pytest.raises(UsageError, match="cannot be changed"):
        open_store(tmp_path, base=MINTER.base)


def test_time_spans_go_with_the_last_source_that_uses_them(folder: Path) -> None:
    with open_store(folder, write=True) as store:
        store.retract(graph("vienna"), DERIVE)
        assert len(list(store.quads(TIME))) == 1
        store.retract(graph("geneva"), DERIVE)
        assert list(store.quads(TIME)) == []
