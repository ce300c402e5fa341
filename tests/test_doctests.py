"""The examples in the docstrings are true."""

from __future__ import annotations

import doctest
import importlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg

PACKAGE = Path(kg.__file__).parent
EXAMPLES = sorted(path for path in PACKAGE.rglob("*.py") if ">>> " in path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def names(store_with_records: Path) -> Iterator[dict[str, Any]]:
    """What the examples of the Python face speak of: a small graph, and where it lies."""
    with kg.open(store_with_records) as graph:
        yield {"graph": graph, "store": store_with_records}


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("module", [name_of(path) for path in EXAMPLES])
def test_examples(module: str, names: dict[str, Any]) -> None:
    found = doctest.testmod(importlib.import_module(module), extraglobs=names, optionflags=doctest.ELLIPSIS)
    assert found.attempted
    assert found.failed == 0
