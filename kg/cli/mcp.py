"""`kg mcp`: the graph for assistants, over standard input and output."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.opening import open_aloud
from kg.cli.options import DEFAULT_STORE, QueriesOption, StoreOption, TimeoutOption
from kg.errors import MissingExtra


def mcp(
    store: StoreOption = DEFAULT_STORE,
    queries: QueriesOption = None,
    sparql: Annotated[
        bool, typer.Option("--sparql", help="Let assistants ask SPARQL of their own, reading only.")
    ] = False,
    timeout: TimeoutOption = 30.0,
) -> None:
    """It talks over standard input and output, and only reads; an assistant starts it.

    Tools list and run canned queries, find actors and issues, describe things and show the words behind claims.

    Examples:
        kg mcp --store kg-store
    """
    try:
        from kg.mcp.server import Settings, make_server
    except ModuleNotFoundError as error:
        raise MissingExtra("kg mcp", str(error.name), "mcp") from error
    from kg.stores import is_address

    open_aloud(store).close()
    place = str(store) if is_address(store) else store
    make_server(Settings(place, queries, timeout, sparql)).run()
