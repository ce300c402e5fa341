"""Stores that the tests of pages make of a few records of their own, and servers of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from kg.pipeline.inputs import find_inputs
from kg.pipeline.loading import load
from kg.pipeline.reading import Reader
from kg.pipeline.shipped import open_for_loading
from kg.web.app import make_app
from kg.web.settings import Settings

BROWSER = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}


def make_store(folder: Path, records: Sequence[Mapping[str, object]]) -> Path:
    """A store with these records, loaded from a file beside it."""
    path = folder / "made.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    with open_for_loading(folder / "store") as store:
        for _ in load(find_inputs([path]), store, Reader()):
            pass
    return folder / "store"


@contextmanager
def serve(folder: Path, records: Sequence[Mapping[str, object]]) -> Iterator[TestClient]:
    """A client of a server of these records."""
    app = make_app(Settings(make_store(folder, records), workers=1, strangers=1))
    with TestClient(app, base_url="http://localhost:8000", follow_redirects=False) as opened:
        yield opened
