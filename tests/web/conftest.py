"""A server of the records' store, asked in this process: the application is real, and so are its processes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from kg.web.app import make_app
from kg.web.settings import Settings


def open_client(settings: Settings) -> TestClient:
    """A client of an application of its own; to be used with `with`."""
    return TestClient(make_app(settings), base_url="http://localhost:8000", follow_redirects=False)


@pytest.fixture(scope="session")
def client(store_with_records: Path) -> Iterator[TestClient]:
    """A client of a server that nobody writes to."""
    with open_client(Settings(store_with_records, workers=1, strangers=1)) as opened:
        yield opened
