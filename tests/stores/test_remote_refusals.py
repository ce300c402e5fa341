"""What stands in the way of a server: commands say in one line what is wrong and what to do, with its exit code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import Run
from faulty_server import NO, NOTHING, PAGE, Faulty, Reply, faulty_server
from servers import oxigraph_server

UPDATE = "/update"


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Faulty]:
    for name in ("KG_STORE_USER", "KG_STORE_PASSWORD", "KG_STORE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    with faulty_server() as told:
        yield told


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://nowhere.invalid", "there is no host of that name; check the address"),
        ("http://127.0.0.1:9", "nothing answers there; is the server running, and the port right?"),
    ],
)
@pytest.mark.parametrize("command", ["load", "actors"])
def test_a_wrong_address(kg: Run, records_file: Path, address: str, words: str, command: str) -> None:
    done = kg("load", records_file, "--store", address) if command == "load" else kg("query", command, "-s", address)
    assert (done.code, done.out) == (7, "")
    assert done.err == f"kg: {address}: {words}\n"


@pytest.mark.parametrize(
    ("reply", "code", "words"),
    [
        (
            Reply(status=404),
            7,
            "no SPARQL endpoint answers there (tried: /query, /sparql, /); check the address, or name",
        ),
        (PAGE, 7, "answers with a web page, a log-in perhaps"),
        (Reply(status=401), 7, "wants a log-in; set KG_STORE_USER and KG_STORE_PASSWORD"),
        (Reply(b"not you", status=403), 7, "(not you); log in as another"),
    ],
    ids=["path", "page", "password", "forbidden"],
)
def test_an_address_that_answers_no_question(kg: Run, server: Faulty, reply: Reply, code: int, words: str) -> None:
    server.replies = [reply]
    done = kg("query", "actors", "--store", server.url)
    assert (done.code, done.out, done.err.count("\n")) == (code, "", 1)
    assert words in done.err


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (Reply(b"read-only", status=403), "doesn't allow this change to this user (read-only); log in as one who may"),
        (Reply(b"no", status=405), "/update takes no changes (HTTP 405); name the address that does in a file"),
        (Reply(b"no", status=404), "there is nothing at this address"),
        (Reply(b"GRAPH is unknown", status=400), "GRAPH is unknown; a store needs SPARQL 1.1 Update with named graphs"),
        (Reply(status=401), "wants a log-in; set KG_STORE_USER"),
        (Reply(b"later", status=503), "is busy or down (HTTP 503); try again later"),
        (Reply(status=302, headers={"Location": "http://127.0.0.1:9/"}), "changes follow nobody; name that"),
    ],
    ids=["read-only", "no updates", "other path", "no named graphs", "password", "busy", "redirect"],
)
def test_a_store_that_takes_no_changes(kg: Run, server: Faulty, records_file: Path, reply: Reply, words: str) -> None:
    # Before "Does the default graph leave named graphs out?" the endpoint is asked to describe itself.
    server.replies = [Reply(), PAGE, NO, NOTHING]
    server.always[UPDATE] = reply
    done = kg("load", records_file, "--store", server.url)
    assert (done.code, done.out, done.err.count("\n")) == (7, "", 1), done.err
    assert words in done.err
    assert sum(path == UPDATE for _, path, _, _ in server.requests) == 1


def test_a_file_that_names_no_address_for_changes(kg: Run, server: Faulty, records_file: Path, tmp_path: Path) -> None:
    (file := tmp_path / "archive.toml").write_text(f'query = "{server.url}/query"\n', encoding="utf-8")
    server.replies = [NO, NOTHING]
    done = kg("load", records_file, "--store", file)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1), done.err
    assert "can be asked and not changed: it names no update endpoint" in done.err


def test_a_server_whose_questions_see_no_named_graphs_is_noticed_before_anything_is_loaded(
    kg: Run, records_file: Path, tmp_path: Path
) -> None:
    with oxigraph_server(tmp_path) as url:
        text = f'query = "{url}/query"\nupdate = "{url}/update"\n'
        (file := tmp_path / "archive.toml").write_text(text, encoding="utf-8")
        first, again = (kg("load", records_file, "--store", file) for _ in range(2))
        assert kg("sources", "--store", url).out == "", "nothing was loaded"
    for done in (first, again):
        assert (done.code, done.err.count("\n")) == (2, 1), done.err
        assert "its queries see no named graphs; start it so that the default graph is the union" in done.err


def test_a_real_server_that_is_open_for_reading_only(kg: Run, records_file: Path, tmp_path: Path) -> None:
    with oxigraph_server(tmp_path):
        pass
    with oxigraph_server(tmp_path, "serve-read-only") as url:
        done = kg("load", records_file, "--store", url)
    assert (done.code, done.err.count("\n")) == (7, 1), done.err
    assert "log in as one who may change it" in done.err
