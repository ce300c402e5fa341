"""`kg serve` as a command: what it says, and what stops it before it serves."""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Run
from live import PATIENCE, serving


def test_the_token_is_printed_once_and_only_for_writers(store_with_records: Path, tmp_path: Path) -> None:
    shutil.copytree(store_with_records, tmp_path / "store")
    command = [sys.executable, "-m", "kg.cli", "serve", "--store", str(tmp_path / "store"), "--port", "0"]
    for options, said in ((["--write"], True), ([], False)):
        with subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr
            first = process.stderr.readline()
            assert re.search(r"serving at http://127\.0\.0\.1:\d+/", first)
            if said:
                assert re.search(r"token for changes: \S{32}$", process.stderr.readline())
            process.terminate()
            rest = process.stderr.read()
            assert process.wait(PATIENCE) == 0
            assert "token" not in rest
            assert "Traceback" not in rest


def test_a_token_of_the_environment_is_not_printed(store_with_records: Path) -> None:
    with serving(store_with_records, "--write") as server:
        server.process.terminate()
        assert server.process.stderr
        assert "token" not in server.process.stderr.read()


def test_a_port_that_is_taken(loaded: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        done = loaded("serve", "--port", str(other.getsockname()[1]))
    assert done.code == 2
    assert "cannot listen at 127.0.0.1" in done.err


def test_a_token_that_can_be_guessed(loaded: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_TOKEN", "secret")
    done = loaded("serve", "--write")
    assert done.code == 2
    assert "fewer than 16 characters" in done.err
    assert "secret" not in done.err


def test_nothing_is_loaded_yet(kg: Run) -> None:
    done = kg("serve")
    assert done.code == 1
    assert "nothing is loaded there yet" in done.err


def test_a_server_is_not_written_to(kg: Run) -> None:
    assert kg("serve", "--write", "--store", "http://127.0.0.1:9/").code == 2


def test_the_command_line_does_not_wait_for_the_server() -> None:
    code = "import sys, kg.cli.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not {"starlette", "uvicorn", "jinja2", "asyncio"} & set(done.stdout.split())
