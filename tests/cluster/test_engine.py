"""A real Ray cluster of two workers on this machine, one of which is killed, and documents that kill theirs."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from corpora import TEXTS, contents, write_texts

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None and not os.environ.get("CI"), reason="needs Ray: the extra `ray`"
)

# In a process of its own, since Ray leaves threads and sockets behind that warnings as errors would end a test for.
KILLED_WORKER = """
import os, signal, sys
from kg.cluster.corpus import find_corpus
from kg.cluster.engine import Cluster
from kg.cluster.output import Output
from kg.cluster.run import write_corpus
from kg.pipeline.reading import Reader

killed = None
seen = set()
for one in write_corpus(find_corpus([sys.argv[1]], 300), Reader(), Output(sys.argv[2]), Cluster(workers=2)):
    seen.add(one.worker)
    if killed is None:
        killed = one.worker
        os.kill(int(killed.rpartition(":")[2]), signal.SIGKILL)
print(len(seen), len(seen - {killed}))
"""
DEADLY = """
import os, sys
from kg.cluster.corpus import find_corpus
from kg.cluster.engine import Cluster, map_on_ray
from kg.cluster.output import Output
from kg.cluster.work import Work
from kg.pipeline.reading import Reader

def deadly(batch):
    from kg.cluster import work as module
    read = module._read_item
    def die(reader, item, problems):
        if b"DEADLY" in item.content:
            os._exit(1)
        if b"BROKEN" in item.content:
            raise RuntimeError("a rule has a fault")
        return read(reader, item, problems)
    module._read_item = die
    try:
        return work(batch)
    finally:
        module._read_item = read

work = Work(Reader(), Output(sys.argv[2]))
output = work.output
corpus = find_corpus([sys.argv[1]], 600)
output.finish(map_on_ray(deadly, corpus.batches(), Cluster(workers=2)))
"""


# A busy machine takes minutes to start a cluster and to load the pipeline in each worker.
PATIENCE = 900.0


def run(script: str, *words: Path) -> str:
    command = [sys.executable, "-c", script, *map(str, words)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return done.stdout


def extract(docs: Path, out: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg.cli", "extract", str(docs), "--output", f"{out}/", "--batch", "1", *words]
    return subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)


def write_many(folder: Path) -> Path:
    return write_texts(
        folder, [text.replace("border", word) for word in ("border", "water", "trade") for text in TEXTS]
    )


def test_a_killed_worker_changes_no_byte(tmp_path: Path) -> None:
    docs = write_many(tmp_path / "docs")
    workers, others = map(int, run(KILLED_WORKER, docs, tmp_path / "killed").splitlines()[-1].split())
    assert workers >= 2
    assert others >= 1
    alone = (
        "import sys\nfrom kg.cluster.corpus import find_corpus\nfrom kg.cluster.output import Output\n"
        "from kg.cluster.run import write_corpus\nfrom kg.pipeline.reading import Reader\n"
        "list(write_corpus(find_corpus([sys.argv[1]], 300), Reader(), Output(sys.argv[2])))"
    )
    run(alone, docs, tmp_path / "alone")
    assert contents(tmp_path / "killed") == contents(tmp_path / "alone")


def test_documents_that_kill_their_worker_are_listed_and_the_others_go_on(tmp_path: Path) -> None:
    docs = write_texts(tmp_path / "docs")
    (docs / "report-1.txt").write_text("DEADLY to read. " + TEXTS[1])
    (docs / "report-3.txt").write_text("BROKEN to read. " + TEXTS[3])
    run(DEADLY, docs, tmp_path / "out")
    listed = [json.loads(line) for line in (tmp_path / "out" / "problems.json").read_text().splitlines()]
    assert [Path(problem["document"]).name for problem in listed] == ["report-1.txt", "report-3.txt"]
    assert "a rule has a fault" in listed[1]["problem"]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert (manifest["documents"], manifest["complete"]) == (3, True)


def test_the_command_reads_on_ray_what_it_reads_without_and_a_second_run_skips(tmp_path: Path) -> None:
    docs = write_texts(tmp_path / "docs")
    alone, first, second = (
        extract(docs, tmp_path / "alone"),
        extract(docs, tmp_path / "ray", "--engine", "ray", "--jobs", "2"),
        extract(docs, tmp_path / "ray", "--engine", "ray", "--jobs", "2"),
    )
    assert (alone.returncode, first.returncode, second.returncode) == (0, 0, 0), first.stderr
    assert contents(tmp_path / "ray") == contents(tmp_path / "alone")
    assert "done before" not in first.stderr
    assert "done before" in second.stderr
    assert first.stderr.count("\n") == 1, "Ray says nothing of its own"


def test_an_interrupted_run_stops_soon_and_is_taken_up(tmp_path: Path) -> None:
    docs = write_many(tmp_path / "docs")
    command = [sys.executable, "-m", "kg.cli", "extract", str(docs), "--engine", "ray", "--output", f"{tmp_path}/out"]
    end = time.monotonic() + PATIENCE
    with subprocess.Popen([*command, "--batch", "1"], stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None and not list((tmp_path / "out").glob("done/*")):
            assert time.monotonic() < end, "nothing was read"
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)
    assert process.returncode in (0, 130)
    assert extract(docs, tmp_path / "out").returncode == 0
    extract(docs, tmp_path / "alone")
    assert contents(tmp_path / "out") == contents(tmp_path / "alone")
