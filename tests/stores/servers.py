"""SPARQL servers on this machine, each started for a test and ended after it: Oxigraph, and if installed Virtuoso and
Apache Jena's engine (Debian's `libapache-jena-java` and a JDK), which Fuseki serves.

Where `KG_TEST_SERVERS` says "required", as in CI, a server that is missing fails the test instead of skipping it.
"""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from typing import NoReturn

import pytest

sys.path.append(str(Path(__file__).resolve().parent.parent.parent / "benchmarks"))
from jena import class_path

_JENA = Path(__file__).with_name("SparqlServer.java")
_JARS = Path("/usr/share/java")
_STARTS_WITHIN = 60.0
_VIRTUOSO = """[Database]
DatabaseFile = {folder}/v.db
ErrorLogFile = {folder}/v.log
LockFile = {folder}/v.lck
TransactionFile = {folder}/v.trx
xa_persistent_file = {folder}/v.pxa
[TempDatabase]
DatabaseFile = {folder}/v-temp.db
TransactionFile = {folder}/v-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 100000
"""
# What the manual has an administrator do so that the user "dba" may change data by SPARQL.
_GRANTS = 'GRANT SPARQL_UPDATE TO "dba";'


@contextmanager
def oxigraph_server(folder: Path, command: str = "serve") -> Iterator[str]:
    """The address of an Oxigraph server of a database in a folder, an empty one where there is none."""
    program = _find("oxigraph", Path(sys.executable).with_name("oxigraph"))
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    words = [program, command, "--location", str(folder / "oxigraph"), "--bind", f"127.0.0.1:{port}"]
    with _running(words, f"{url}/query?query=ASK%7B%7D"):
        yield url


@contextmanager
def virtuoso_server(folder: Path) -> Iterator[str]:
    """The query endpoint of a Virtuoso server; user and password, "dba", stand in the environment."""
    program, console = _find("virtuoso-t"), _find("isql-vt")
    (home := folder / "virtuoso").mkdir()
    http, sql = free_port(), free_port()
    (home / "virtuoso.ini").write_text(_VIRTUOSO.format(folder=home, http=http, sql=sql), encoding="utf-8")
    url = f"http://127.0.0.1:{http}/sparql"
    with _running([program, "-f", "-c", str(home / "virtuoso.ini")], f"{url}?query=ASK%7B%7D"):
        subprocess.run([console, str(sql), "dba", "dba", f"exec={_GRANTS}"], check=True, capture_output=True)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("KG_STORE_USER", "dba")
            patch.setenv("KG_STORE_PASSWORD", "dba")
            yield url


@contextmanager
def jena_server(folder: Path) -> Iterator[str]:
    """A dataset of Jena's engine at the paths of a Fuseki dataset."""
    program, port = _find("java"), free_port()
    url = f"http://127.0.0.1:{port}/news"
    words = [program, "-Xmx1g", "-XX:+UseSerialGC", "-cp", _compile(_find("javac")), _JENA.stem, str(port)]
    with _running(words, f"{url}?query=ASK%7B%7D"):
        yield url


@cache
def _compile(compiler: str) -> str:
    """The class path with Jena and the server, which is compiled once for all tests of a process."""
    if not (_JARS / "jena-arq.jar").exists():
        _miss("libapache-jena-java")
    folder = Path(tempfile.mkdtemp(prefix="standpoint-jena-"))
    atexit.register(shutil.rmtree, folder)
    path = class_path(_JARS, folder)
    subprocess.run([compiler, "-cp", path, "-d", str(folder), str(_JENA)], check=True)
    return path


# Each gives the address of an empty server, by a folder for its files.
SERVERS: dict[str, Callable[[Path], AbstractContextManager[str]]] = {
    "oxigraph": oxigraph_server,
    "virtuoso": virtuoso_server,
    "jena": jena_server,
}


def make_certificate(folder: Path) -> Path:
    """A file with a certificate for the host `localhost` alone, signed by itself, and its key."""
    names = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost")
    usage = ("-addext", "keyUsage=critical,digitalSignature,keyCertSign")
    key, certificate = folder / "key.pem", folder / "localhost.pem"
    command = [_find("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *names, *usage]
    subprocess.run([*command, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    with certificate.open("a", encoding="ascii") as file:
        file.write(key.read_text("ascii"))
    return certificate


def free_port() -> int:
    """A port of the loopback interface that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _find(name: str, beside: Path | None = None) -> str:
    found = str(beside) if beside is not None and beside.exists() else shutil.which(name)
    return found or _miss(name)


def _miss(name: str) -> NoReturn:
    if os.environ.get("KG_TEST_SERVERS") == "required":
        pytest.fail(f"{name} is not installed, and CI may not do without")
    pytest.skip(f"{name} is not installed")


@contextmanager
def _running(command: list[str], url: str) -> Iterator[None]:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            _wait(server, url)
            yield
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait(server: subprocess.Popen[bytes], url: str) -> None:
    end = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            assert server.poll() is None, "the server has ended"
            time.sleep(0.1)
    pytest.fail(f"{url} did not answer within {_STARTS_WITHIN:g} s")
