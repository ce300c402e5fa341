"""Signals to a command that is undoing what it did."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from signal import SIGINT, SIGTERM

import pytest

# Waits for a signal, and then with its undoing until a file says that it may end.
COMMAND = """
import sys, time
from pathlib import Path
from kg.cli.interruption import heeding_signals, undoing

with heeding_signals():
    try:
        with undoing():
            try:
                print("ready", flush=True)
                time.sleep(600)
            finally:
                while not Path(sys.argv[1]).exists():
                    time.sleep(0.01)
                print("undone", flush=True)
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.fixture
def go_on(tmp_path: Path) -> Path:
    return tmp_path / "go-on"


@pytest.fixture
def command(go_on: Path) -> Iterator[subprocess.Popen[str]]:
    args = [sys.executable, "-c", COMMAND, str(go_on)]
    process = subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.communicate()


@pytest.mark.parametrize("number", [SIGINT, SIGTERM])
def test_a_signal_waits_for_the_undoing_and_says_so(command: subprocess.Popen[str], go_on: Path, number: int) -> None:
    command.send_signal(number)
    assert command.stderr is not None
    assert "is being undone, and a second Ctrl-C or SIGTERM ends that too" in command.stderr.readline()
    go_on.touch()
    assert command.communicate(timeout=60) == ("undone\n", "")
    assert command.returncode == 130


def test_a_second_signal_ends_the_undoing_and_says_what_may_be_kept(command: subprocess.Popen[str]) -> None:
    command.send_signal(SIGTERM)
    assert command.stderr is not None
    command.stderr.readline()
    command.send_signal(SIGTERM)
    out, err = command.communicate(timeout=60)
    assert (command.returncode, out) == (130, "")
    assert "may keep a part of the load" in err


def test_a_signal_that_comes_twice_at_once_is_one(command: subprocess.Popen[str], go_on: Path) -> None:
    command.send_signal(SIGTERM)
    time.sleep(0.05)
    command.send_signal(SIGTERM)
    go_on.touch()
    assert command.communicate(timeout=60)[0] == "undone\n"
    assert command.returncode == 130
