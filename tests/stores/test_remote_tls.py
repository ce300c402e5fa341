"""Servers that speak TLS, with a certificate of our own making: what is wrong with it is said in one line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from faulty_server import PAGE, Faulty, faulty_server
from servers import make_certificate

from kg.stores.remote.address import Address
from kg.stores.remote.client import Client
from kg.stores.remote.credentials import Credentials

ASK = "ASK { ?s ?p ?o }"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for `localhost`, which is its own issuer."""
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def server(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Faulty]:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with faulty_server(certificate) as told:
        told.url = told.url.replace("127.0.0.1", "localhost")
        yield told


def ask(url: str) -> bool:
    return bool(Client(Address(url, f"{url}/query"), Credentials("ada", "secret"), 30.0).query(ASK))


def say(kg: Any, url: str) -> str:
    """What a command says of a server, which is one line."""
    done = kg("query", "actors", "--store", url)
    assert (done.code, done.out, done.err.count("\n")) == (7, "", 1)
    return str(done.err)


def test_a_certificate_that_nobody_vouches_for_is_not_trusted(server: Faulty, kg: Any) -> None:
    said = say(kg, server.url)
    assert f"{server.url}: its certificate is not trusted: self" in said
    assert "name the file of its issuer in SSL_CERT_FILE" in said
    assert server.requests == []


def test_a_certificate_of_another_host_is_refused(
    server: Faulty, certificate: Path, monkeypatch: pytest.MonkeyPatch, kg: Any
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    said = say(kg, server.url.replace("localhost", "127.0.0.1"))
    assert "its certificate is not for this host" in said
    assert "use the name that it is made for" in said
    assert server.requests == []


def test_a_certificate_that_the_user_vouches_for_is_trusted(
    server: Faulty, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert ask(server.url)
    assert server.requests[0][2]["Authorization"].startswith("Basic ")


def test_an_address_with_tls_of_a_server_without(kg: Any) -> None:
    with faulty_server() as plain:
        plain.replies = [PAGE]
        said = say(kg, plain.url.replace("http:", "https:"))
    assert "no TLS comes about" in said
    assert "is it https, and the port right?" in said
