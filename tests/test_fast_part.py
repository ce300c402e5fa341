"""The fast part of the tests, `pytest -m "not slow"`, starts nothing, and what is named as slow is there."""

from __future__ import annotations

import multiprocessing
import subprocess
import sys

import pytest
from conftest import BROWSER, SERVER, SLOW, TESTS

PLACES = [path.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py")]


@pytest.mark.parametrize("beginning", BROWSER + SERVER + SLOW)
def test_what_is_named_as_slow_is_there(beginning: str) -> None:
    assert any(place.startswith(beginning) for place in PLACES)


def test_a_test_of_the_fast_part_starts_no_process() -> None:
    with pytest.raises(pytest.fail.Exception, match="fast part"):
        subprocess.run([sys.executable, "-c", ""], check=True)
    for context in (multiprocessing.get_context("spawn"), multiprocessing.get_context("forkserver")):
        with pytest.raises(pytest.fail.Exception, match="fast part"):
            context.Process(target=print).start()
