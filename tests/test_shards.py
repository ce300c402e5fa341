"""Shards of N-Quads: nothing lost, the same each time, whole or not at all."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from conftest import RECORDS, Run, write_records
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store

from kg.errors import UsageError
from kg.export import write
from kg.export.shards import COMMANDS, MANIFEST, write_shards

GRAPH = NamedNode("https://example.org/graph")
SAYS = NamedNode("https://example.org/says")


def make_quads(number: int) -> list[Quad]:
    return [
        Quad(NamedNode(f"https://example.org/{n % 97}"), SAYS, Literal(f"line {n} of \n“text” _:no <node>"), GRAPH)
        for n in range(number)
    ]


def read_lines(folder: Path) -> list[bytes]:
    return [line for path in sorted(folder.glob("*.nq.gz")) for line in gzip.decompress(path.read_bytes()).splitlines()]


def whole(quads: list[Quad]) -> list[bytes]:
    stream = BytesIO()
    write(quads, "nquads", stream)
    return stream.getvalue().splitlines()


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("number", [1, 2, 7])
def test_every_quad_stands_in_one_shard_and_lines_are_sorted(tmp_path: Path, number: int) -> None:
    quads = make_quads(2000)
    write_shards(quads, tmp_path / "out", number)
    assert sorted(read_lines(tmp_path / "out")) == whole(quads)
    for path in (tmp_path / "out").glob("*.nq.gz"):
        lines = gzip.decompress(path.read_bytes()).splitlines()
        assert lines == sorted(lines)


def test_subjects_are_not_torn_apart_and_shards_are_alike_in_size(tmp_path: Path) -> None:
    shards = write_shards(make_quads(9700), tmp_path / "out", 4)
    subjects = [
        {line.split(b" ")[0] for line in gzip.decompress((tmp_path / "out" / shard.name).read_bytes()).splitlines()}
        for shard in shards
    ]
    assert sum(map(len, subjects)) == len(set.union(*subjects)) == 97
    assert max(s.quads for s in shards) < 2 * min(s.quads for s in shards)


def test_shards_are_the_same_to_the_byte_whatever_the_order_and_the_memory(tmp_path: Path) -> None:
    quads = make_quads(5000)
    write_shards(quads, tmp_path / "a", 3)
    write_shards(quads[::-1] + quads[:10], tmp_path / "b", 3, memory=10_000)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_the_manifest_tells_sizes_quads_and_hashes(tmp_path: Path) -> None:
    write_shards(make_quads(500), tmp_path / "out", 3)
    manifest = json.loads((tmp_path / "out" / MANIFEST).read_text())
    assert manifest["quads"] == 500 == sum(shard["quads"] for shard in manifest["shards"])
    for shard in manifest["shards"]:
        data = (tmp_path / "out" / shard["name"]).read_bytes()
        assert (shard["size"], shard["sha256"]) == (len(data), sha256(data).hexdigest())
        assert shard["sha256_lines"] == sha256(gzip.decompress(data)).hexdigest()


def test_blank_nodes_stay_together_in_one_file(tmp_path: Path) -> None:
    node = BlankNode("list")
    quads = [*make_quads(50), Quad(SAYS, SAYS, node, GRAPH), Quad(node, SAYS, Literal('“_:x” <a> b"_:c'), GRAPH)]
    shards = write_shards(quads, tmp_path / "out", 3)
    assert shards[-1].name == "blank-nodes.nq.gz"
    assert shards[-1].quads == 2
    assert sorted(read_lines(tmp_path / "out")) == whole(quads)


def test_an_older_export_is_replaced_and_nothing_else_is(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_shards(make_quads(50), out, 5)
    write_shards(make_quads(50), out, 2)
    assert len(list(out.glob("*.nq.gz"))) == 2
    (out / "notes.txt").write_text("mine")
    with pytest.raises(UsageError, match="something else than shards"):
        write_shards(make_quads(50), out, 2)
    assert (out / "notes.txt").read_text() == "mine"


def test_an_interrupted_export_leaves_the_older_one(tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_shards(make_quads(50), out, 2)
    before = contents(out)

    def interrupted() -> Iterator[Quad]:
        yield from make_quads(10)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_shards(interrupted(), out, 2)
    assert contents(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_the_command_writes_what_an_export_holds(kg: Run, tmp_path: Path) -> None:
    kg("load", str(write_records(tmp_path / "talks.jsonl", RECORDS)))
    done = kg("export", "--shards", "3", str(tmp_path / "out"))
    assert done.code == 0
    assert COMMANDS in done.err
    kg("export", str(tmp_path / "all.nq"))
    assert sorted(read_lines(tmp_path / "out")) == (tmp_path / "all.nq").read_bytes().splitlines()


@pytest.mark.parametrize("words", [("-",), ("out", "--format", "nquads"), ("out", "--format", "dna")])
def test_what_cannot_be_shards_is_a_usage_error(kg: Run, tmp_path: Path, words: tuple[str, ...]) -> None:
    kg("load", str(write_records(tmp_path / "talks.jsonl", RECORDS)))
    done = kg("export", *words, "--shards", "2")
    assert done.code == 2
    assert "--shards" in done.err


def test_a_real_loader_takes_them(tmp_path: Path) -> None:
    loader = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if loader is None:
        pytest.skip("needs the oxigraph server, which is a package of the tests")
    node = BlankNode("list")
    quads = [*make_quads(300), Quad(SAYS, SAYS, node, GRAPH), Quad(node, SAYS, SAYS, GRAPH)]
    shards = write_shards(quads, tmp_path / "out", 3)
    files = [str(tmp_path / "out" / shard.name) for shard in shards]
    subprocess.run([loader, "load", "--location", str(tmp_path / "db"), "--file", *files], check=True, timeout=60)
    with_shards = bytes(Store.read_only(str(tmp_path / "db")).dump(format=RdfFormat.N_QUADS) or b"")
    assert len(with_shards.splitlines()) == len(quads)
