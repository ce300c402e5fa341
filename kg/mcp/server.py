"""The tools of the Model Context Protocol, and what they tell of themselves.

In: settings. Out: a server that speaks over standard input and output. Errors of ours come back as the tool's own
words, so that an assistant can mend its question.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Final

import anyio.to_thread
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from kg.errors import StandpointError
from kg.mcp.answers import MOST_ROWS, answer_order
from kg.queries.results import read_table
from kg.stores import open_any
from kg.stores.orders import Confinement, Order
from kg.stores.pool import Pool
from kg.version import __version__
from kg.web.serving import Asker
from kg.web.threads import Threads
from kg.web.worker import Answering

_INSTRUCTIONS: Final = """\
A knowledge graph of international politics: who stands where on what, according to whom, in which words. Everything in
it is a claim of a source, with the passage that carries it; claims that contradict each other stand side by side.
First look for a canned query (list_queries) and the exact names of actors and issues (find), then run it (run_query).
Before you repeat a claim, read its words by show_claims, and give the quote, who says it and the document with it.
Where rows are truncated, say so or ask for more. The graph knows only what was loaded into it: that it has no claim
says nothing about the world."""
_READS: Final = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_WAIT: Final = 32
_MEMORY: Final = 2 * 1024**3
_MAX_ANSWER: Final = 32 * 1024**2


@dataclass(frozen=True)
class Settings:
    """What the tools may do: `timeout` is in seconds of each call, `sparql` lets them ask what they like."""

    store: Path | str
    queries: Path | None = None
    timeout: float = 30.0
    sparql: bool = False
    processes: int = 2


def make_server(settings: Settings) -> MCPServer[None]:
    """The server of a store."""
    asker = _hire(settings)

    @asynccontextmanager
    async def lifespan(_: MCPServer[None]) -> AsyncIterator[None]:
        await asker.start()
        try:
            yield
        finally:
            await asker.close()

    server: MCPServer[None] = MCPServer(
        "standpoint", "Standpoint", instructions=_INSTRUCTIONS, version=__version__, lifespan=lifespan
    )
    _add_tools(server, _Tools(settings, asker))
    return server


def _hire(settings: Settings) -> Asker:
    if isinstance(settings.store, Path):
        limits = Confinement(_MEMORY, _MAX_ANSWER, reserving=True)
        return Pool(settings.store, "kg.mcp.worker", limits, size=settings.processes, queue=_WAIT)
    return Threads(settings.store, Answering(answer_order), size=settings.processes, queue=_WAIT)


def _add_tools(server: MCPServer[None], tools: _Tools) -> None:
    for tool in (tools.list_queries, tools.run_query, tools.find, tools.describe, tools.show_claims, tools.find_words):
        server.add_tool(tool, annotations=_READS, structured_output=True)
    if tools.settings.sparql:
        server.add_tool(tools.sparql, annotations=_READS, structured_output=True)


@dataclass(frozen=True)
class _Tools:
    """The tools; their docstrings are what an assistant reads of them."""

    settings: Settings
    asker: Asker

    async def list_queries(
        self, words: Annotated[str, Field(description="Only queries that speak of these words; empty: all.")] = ""
    ) -> dict[str, Any]:
        """List the canned queries: the question that each answers, and its parameters."""
        return await self._ask({"kind": "queries", "words": words})

    async def run_query(
        self,
        name: Annotated[str, Field(description="The name of a canned query, from list_queries.")],
        arguments: Annotated[
            dict[str, str],
            Field(description="Parameters by name; actors, issues … by their names or IRIs, dates as EDTF (2015-12)."),
        ] = {},  # noqa: B006 - the schema shows it, and nothing changes it
        limit: Annotated[int, Field(ge=1, le=MOST_ROWS, description="At most so many rows.")] = 50,
        offset: Annotated[int, Field(ge=0, description="Rows to leave out first.")] = 0,
    ) -> dict[str, Any]:
        """Run a canned query. Rows have the labels and IRIs of things; `truncated` says that there are more rows."""
        order = {"kind": "run", "name": name, "arguments": arguments, "limit": limit, "offset": offset}
        return await self._ask(order)

    async def find(
        self,
        text: Annotated[str, Field(max_length=500, description="A name, or a part of one.")],
        kind: Annotated[str, Field(description="actor, issue, resolution or document")] = "actor",
    ) -> dict[str, Any]:
        """Find an actor, issue, resolution or document by name: `iri` is what the name means, `near` are others."""
        return await self._ask({"kind": "find", "of": kind, "text": text})

    async def describe(
        self, iri: Annotated[str, Field(max_length=2000, description="An IRI, whole or such as actor:rus.")]
    ) -> dict[str, Any]:
        """Say what the graph says of an IRI, as Turtle."""
        return await self._ask({"kind": "describe", "iri": iri})

    async def show_claims(
        self, claims: Annotated[list[str], Field(min_length=1, max_length=50, description="IRIs of claims.")]
    ) -> dict[str, Any]:
        """Show the words behind claims: the quote and what stands around it, who tells it, document and date."""
        return await self._ask({"kind": "claims", "claims": claims})

    async def find_words(
        self,
        words: Annotated[str, Field(max_length=200, description="Words that all stand in one paragraph, or a phrase.")],
        offset: Annotated[int, Field(ge=0, description="Documents to leave out first.")] = 0,
    ) -> dict[str, Any]:
        """Find words in the texts of documents, read or not read as claims. `next_offset` says where to go on."""
        return await self._ask({"kind": "words", "words": words, "offset": offset})

    async def sparql(
        self,
        query: Annotated[str, Field(max_length=64_000, description="A SPARQL 1.1 query over the union of all graphs.")],
        limit: Annotated[int, Field(ge=1, le=MOST_ROWS, description="At most so many rows.")] = 50,
    ) -> dict[str, Any]:
        """Ask a SPARQL query of your own; reading only, without SERVICE."""
        try:
            return await anyio.to_thread.run_sync(self._run_sparql, query, limit)
        except StandpointError as error:
            raise ToolError(str(error)) from error

    def _run_sparql(self, query: str, limit: int) -> dict[str, Any]:
        with open_any(self.settings.store) as store:
            table = read_table(store.query_apart(query, self.settings.timeout), limit=limit)
        rows = [dict(zip(table.columns, row, strict=True)) for row in islice(table.texts(), limit)]
        return {"rows": rows, "truncated": table.truncated}

    async def _ask(self, order: Order) -> dict[str, Any]:
        queries = str(self.settings.queries.absolute()) if self.settings.queries else None
        try:
            answer = await self.asker.ask({**order, "queries": queries}, self.settings.timeout)
        except StandpointError as error:
            raise ToolError(str(error)) from error
        found: dict[str, Any] = json.loads(answer.body)
        return found
