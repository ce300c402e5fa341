"""`kg serve`: pages, canned queries and a SPARQL endpoint over HTTP, on this machine only unless told otherwise."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import say
from kg.cli.opening import open_aloud
from kg.cli.options import DEFAULT_STORE, QueriesOption, StoreOption, TimeoutOption
from kg.errors import MissingExtra, UsageError

TOKEN = "KG_TOKEN"


def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="ADDRESS",
            help="The address to listen at; others than this machine's own are reached by other machines.",
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", metavar="N", min=0, max=65535, help="The port to listen at; 0 takes a free one.")
    ] = 8000,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(
            "--allow-host",
            metavar="NAME",
            help="A name that the server may be called by, besides localhost; may be repeated.",
        ),
    ] = None,
    write: Annotated[
        bool,
        typer.Option("--write", help=f"Let those who show the token (printed at the start, or {TOKEN}) change graphs."),
    ] = False,
    queries: QueriesOption = None,
    timeout: TimeoutOption = 30.0,
) -> None:
    """Only this machine can ask, and nobody can write, unless told otherwise.

    Examples:
        kg serve
        kg serve --write --port 8080
    """
    try:
        from kg.web.server import run
        from kg.web.settings import LOOPBACK, Settings
    except ModuleNotFoundError as error:
        raise MissingExtra("kg serve", str(error.name), "web") from error
    if write and isinstance(_place(store), str):
        raise UsageError("the graphs of a server are not changed through here; name a folder to --store")
    open_aloud(store).close()
    token = _find_token() if write else None
    hosts = (*LOOPBACK, *(name.casefold() for name in allow_host or ()), *_own_name(host))
    settings = Settings(_place(store), hosts, token, queries, timeout=timeout)
    if host.casefold() not in LOOPBACK:
        say("others can reach this server, and it knows no users and no encryption: see SECURITY.md")
    run(settings, host, port, announce=lambda address: _announce(address, token))


def _find_token() -> str:
    """The token of the environment, else a new one. Raises UsageError for one that can be guessed."""
    token = os.environ.get(TOKEN) or secrets.token_urlsafe(24)
    if len(token) < 16:
        raise UsageError(f"{TOKEN} has fewer than 16 characters; others could guess it")
    return token


def _place(store: Path) -> Path | str:
    from kg.stores import is_address

    return str(store) if is_address(store) else store


def _own_name(host: str) -> tuple[str, ...]:
    """The name that a server may be called by because it listens there; every address is no name."""
    return () if host in ("0.0.0.0", "::") else (host.casefold(),)


def _announce(address: str, token: str | None) -> None:
    say(f"serving at {address} (Ctrl-C ends it)")
    if token is not None and TOKEN not in os.environ:
        say(f"the token for changes: {token}")
