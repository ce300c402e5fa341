"""What several test modules share: the command line in this process, a few records to load, and which tests are slow.

`pytest -m "not slow"` is the fast part. It starts no process: a test of it that does fails, and belongs in `SLOW`.
"""

from __future__ import annotations

import json
import multiprocessing.process
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.cli import main
from kg.pipeline.inputs import find_inputs
from kg.pipeline.loading import load
from kg.pipeline.reading import Reader
from kg.pipeline.shipped import open_for_loading

if TYPE_CHECKING:
    from starlette.testclient import TestClient

TESTS = Path(__file__).resolve().parent
# What opens a browser; what asks a server, ours or another's; what else starts processes, or loads one store after
# another. Folders and the beginnings of names.
BROWSER = ("browser/",)
SERVER = ("mcp/", "web/test_", "stores/test_remote", "stores/test_contract", "test_tutorial")
SLOW = (
    *("cli/", "cluster/", "crash/", "datasets/test_bad_input", "datasets/test_load", "extraction/test_english"),
    *("extraction/test_extractor", "extraction/test_fuzz", "extraction/test_lexicons", "llm/"),
    *("networks/test_network_command", "networks/test_writing", "pictures/", "queries/test_query_cases"),
    *("queries/test_query_injection", "reports/", "review/test_review", "stores/test_crash", "stores/test_embedded"),
    *("stores/test_generation", "stores/test_isolated", "test_asking", "test_calibration", "test_cli"),
    *("test_codebooks", "test_diff.", "test_doctests", "test_documents_of_the_project", "test_eval_side_by_side"),
    *("test_explaining", "test_export", "test_graph", "test_pipeline", "test_readme", "test_report", "test_scale"),
    *("test_screening", "test_shards", "test_validation", "test_weight"),
)

TEXT = (
    "Kenya and Uganda agree on the water pact.\r\n\r\n"
    "🕊 “Kenya wants the dam to be built,” the envoy said in May 2001. Uganda rejects the dam unless Kenya pays.\r\n"
)
RECORDS: list[dict[str, Any]] = [
    {"kind": "document", "id": "talks", "text": TEXT, "title": "Talks on the Nile", "published": "2001-05-04",
     "authors": [{"name": "Amina Odhiambo"}]},
    {"kind": "actor", "name": "Kenya", "type": "state", "quote": "Kenya"},
    {"kind": "actor", "name": "Uganda", "type": "state", "quote": "Uganda"},
    {"kind": "position", "id": "p1", "holder": "Kenya", "stance": "support", "issue": "Construction of the dam",
     "quote": "Kenya wants the dam to be built", "date": "2001-05"},
    {"kind": "position", "id": "p2", "holder": "Uganda", "stance": "oppose", "issue": "Construction of the dam",
     "quote": "Uganda rejects the dam unless Kenya pays",
     "conditions": [{"type": "unless", "text": "unless Kenya pays"}]},
    {"kind": "relation", "type": "agree", "a": "Kenya", "b": "Uganda", "issue": "Water pact",
     "quote": "Kenya and Uganda agree on the water pact"},
]  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Say which marks there are."""
    config.addinivalue_line("markers", "browser: opens pages in Chromium; slow")
    config.addinivalue_line("markers", "server: starts a server; slow")
    config.addinivalue_line("markers", 'slow: starts processes or loads many stores; -m "not slow" is the fast part')


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark tests by where they stand."""
    for item in items:
        place = item.path.relative_to(TESTS).as_posix() if item.path.is_relative_to(TESTS) else ""
        for mark, beginnings in (("browser", BROWSER), ("server", SERVER), ("slow", BROWSER + SERVER + SLOW)):
            if place.startswith(beginnings):
                item.add_marker(mark)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Hold a test of the fast part to starting no process."""
    with pytest.MonkeyPatch.context() as patch:
        if item.get_closest_marker("slow") is None:
            patch.setattr(subprocess.Popen, "__init__", _refuse)
            patch.setattr(multiprocessing.process.BaseProcess, "start", _refuse)
        return (yield)


def _refuse(*_words: object, **_options: object) -> None:
    pytest.fail("a test of the fast part starts a process: name it in SLOW of tests/conftest.py")


def write_records(path: Path, records: Sequence[Mapping[str, object]]) -> Path:
    """Write a records file."""
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@dataclass(frozen=True)
class Outcome:
    """What a run of the command line ended with."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def kg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Runs `kg ARGS` in this process, with a store of the test's own."""
    monkeypatch.setenv("KG_STORE", str(tmp_path / "store"))
    # What a caller's environment says of queries and of the width of a terminal is not the test's.
    for name in ("KG_QUERIES", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*args: str | Path) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, args)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Outcome(code, out.decode(), err.decode())

    return run


@pytest.fixture
def records_file(tmp_path: Path) -> Path:
    """A records file of one document and five records."""
    return write_records(tmp_path / "talks.jsonl", RECORDS)


@pytest.fixture
def loaded_here(kg: Run, records_file: Path) -> Run:
    """`kg` with the records loaded from the test's own file."""
    assert kg("load", records_file).code == 0
    return kg


@pytest.fixture(scope="session")
def store_with_records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the records, to copy and not to touch."""
    folder = tmp_path_factory.mktemp("with-records")
    path = write_records(folder / "talks.jsonl", RECORDS)
    with open_for_loading(folder / "store") as store:
        for _ in load(find_inputs([path]), store, Reader()):
            pass
    return folder / "store"


@pytest.fixture(scope="session")
def client(store_with_records: Path) -> Iterator[TestClient]:
    """A client of a server of the records, which nobody writes to; the server's processes are real."""
    from starlette.testclient import TestClient

    from kg.web.app import make_app
    from kg.web.settings import Settings

    settings = Settings(store_with_records, workers=1, strangers=1)
    with TestClient(make_app(settings), base_url="http://localhost:8000", follow_redirects=False) as opened:
        yield opened


@pytest.fixture
def loaded(kg: Run, store_with_records: Path, tmp_path: Path) -> Run:
    """`kg` with a copy of a store that holds the records: quicker than loading them."""
    shutil.copytree(store_with_records, tmp_path / "store")
    return kg
