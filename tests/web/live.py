"""A real server: `kg serve` in a process of its own, and what can be seen of its processes from outside."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2
from processes import children_of
from starlette.testclient import TestClient

from kg.web.app import make_app
from kg.web.settings import Settings

TOKEN = "a-token-for-tests-only"
PATIENCE = 60.0  # seconds that a slow and busy machine may take for what must happen


def open_client(settings: Settings) -> TestClient:
    """A client of an application of its own, in this process; to be used with `with`."""
    return TestClient(make_app(settings), base_url="http://localhost:8000", follow_redirects=False)


@dataclass(frozen=True)
class Server:
    """A server that runs, the address that it says it has, and a client of it."""

    process: subprocess.Popen[str]
    client: httpx2.Client
    port: int

    def children(self) -> set[int]:
        """The processes that the server has started."""
        return children_of(self.process.pid)

    def connect(self) -> socket.socket:
        """A connection to it, on which nothing was said."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)


@contextmanager
def serving(store: Path, *options: str) -> Iterator[Server]:
    """A server of a store, ended by SIGTERM."""
    command = [sys.executable, "-m", "kg.cli", "serve", "--store", str(store), "--port", "0", *options]
    environment = {**os.environ, "KG_TOKEN": TOKEN}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        try:
            assert process.stderr
            said = process.stderr.readline()
            address = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
            assert address, said
            with httpx2.Client(base_url=address[0], timeout=PATIENCE) as client:
                yield Server(process, client, int(address[1]))
        finally:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def is_alive(pid: int) -> bool:
    """Whether a process runs (a zombie doesn't)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_for(condition: Callable[[], bool], seconds: float = PATIENCE) -> bool:
    """Wait until something is true; whether it became so."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def end(server: Server, number: signal.Signals) -> int:
    """Send a signal and return the exit code of the server."""
    server.process.send_signal(number)
    return server.process.wait(PATIENCE)
