"""One server of a store of two seeds and some records, and one Chromium, for all tests of this folder.

The browser is Debian's, driven by Playwright; where it is missing the tests are skipped, unless `KG_TEST_SERVERS` says
"required". Its resolver knows no name, so that nothing leaves the machine.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "web"))

from conftest import RECORDS, write_records
from live import PATIENCE, Server, serving
from playwright.sync_api import Browser, sync_playwright

from browser.watching import Watched, watching
from kg.pipeline.inputs import find_inputs
from kg.pipeline.loading import load
from kg.pipeline.reading import Reader
from kg.pipeline.shipped import open_for_loading

SEEDS = Path(__file__).resolve().parent.parent.parent / "seeds"
# One with a comment of a reader below it, and one with much furniture.
READ = ("001_cf2bd4d7392ae02a.txt", "003_61cbfc36df6ae8b5.txt")


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that may be written to, of two seeds as they are read and the records of the talks on the Nile."""
    folder = tmp_path_factory.mktemp("browsed")
    talks = write_records(folder / "talks.jsonl", RECORDS)
    with open_for_loading(folder / "store") as store:
        for _ in load(find_inputs([talks, *(SEEDS / name for name in READ)]), store, Reader()):
            pass
    with serving(folder / "store", "--write") as running:
        yield running


@pytest.fixture(scope="package")
def origin(server: Server) -> str:
    """The origin of the server."""
    return f"http://127.0.0.1:{server.port}"


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A Chromium without a window, which reaches nothing but this machine."""
    program = shutil.which("chromium")
    if program is None:
        if os.environ.get("KG_TEST_SERVERS") == "required":
            pytest.fail("chromium is not installed, and CI may not do without")
        pytest.skip("chromium is not installed")
    words = ["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--disable-gpu"]
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=words, timeout=1000 * PATIENCE)
        yield launched
        launched.close()


@pytest.fixture
def desk(browser: Browser, origin: str) -> Iterator[Watched]:
    """A page on a desk's screen, in light colours; fails if anything goes wrong on it."""
    with watching(browser, origin) as watched:
        watched.page.set_default_timeout(1000 * PATIENCE)
        yield watched
