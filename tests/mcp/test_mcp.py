"""The tools of assistants, as a client of the protocol sees them."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult

from kg.mcp.server import Settings, make_server

Talk = Callable[[Client], Awaitable[None]]


def talk(settings: Settings, conversation: Talk) -> None:
    """Speak with a server of one's own; its processes are real."""

    async def run() -> None:
        async with Client(make_server(settings)) as client:
            await conversation(client)

    anyio.run(run)


async def call(client: Client, tool: str, **arguments: Any) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    assert isinstance(result, CallToolResult)
    assert not result.is_error, result.content
    assert isinstance(result.structured_content, dict)
    return result.structured_content


async def complaint(client: Client, tool: str, **arguments: Any) -> str:
    result = await client.call_tool(tool, arguments)
    assert isinstance(result, CallToolResult)
    assert result.is_error
    return " ".join(getattr(part, "text", "") for part in result.content)


def test_an_assistant_finds_its_way_to_the_words(store_with_records: Path) -> None:
    async def conversation(client: Client) -> None:
        queries = (await call(client, "list_queries", words="positions"))["queries"]
        positions = next(query for query in queries if query["name"] == "positions")
        assert any(parameter["name"] == "actor" for parameter in positions["parameters"])
        found = await call(client, "find", text="kenya")
        assert found["iri"].endswith("/actor/ken")
        answer = await call(client, "run_query", name="evidence", arguments={"actor": "Kenya"})
        assert not answer["truncated"]
        assert any("Kenya wants the dam to be built" in json.dumps(row, ensure_ascii=False) for row in answer["rows"])
        claims = await call(client, "run_query", name="claims", limit=500)
        iri = next(row["claim"]["iri"] for row in claims["rows"] if "/position/ken" in row["claim"]["iri"])
        (claim,) = (await call(client, "show_claims", claims=[iri]))["claims"]
        assert claim["quotes"][0]["exact"] == "Kenya wants the dam to be built"
        assert claim["quotes"][0]["prefix"].endswith("“")
        assert claim["document"]["name"] == "Talks on the Nile"
        assert claim["stance"] == "support"
        assert claim["says"].startswith("Kenya supports ")
        assert claim["told_by"][0]["names"]
        assert "“Kenya wants the dam to be built”" in claim["cite_as"][0]
        assert claim["date"] == "2001-05"
        about = await call(client, "describe", iri="actor:ken")
        assert "Kenya" in about["turtle"]

    talk(Settings(store_with_records, processes=1), conversation)


def test_rows_that_were_cut_say_so_and_where_to_go_on(store_with_records: Path) -> None:
    async def conversation(client: Client) -> None:
        first = await call(client, "run_query", name="claims", limit=1)
        assert (len(first["rows"]), first["truncated"], first["next_offset"]) == (1, True, 1)
        rest = await call(client, "run_query", name="claims", limit=500, offset=1)
        whole = await call(client, "run_query", name="claims", limit=500)
        assert first["rows"] + rest["rows"] == whole["rows"]
        assert not rest["truncated"]

    talk(Settings(store_with_records, processes=1), conversation)


def test_words_of_texts_are_found(store_with_records: Path) -> None:
    async def conversation(client: Client) -> None:
        found = await call(client, "find_words", words="dam to be built")
        assert "dam to be built" in [place["exact"] for place in found["places"]]
        assert found["searched"] == found["documents"]
        assert "next_offset" not in found
        assert (await call(client, "find_words", words="zebra"))["places"] == []
        assert "words" in await complaint(client, "find_words", words=" ")

    talk(Settings(store_with_records, processes=1), conversation)


def test_mistakes_are_told_in_words_that_help(store_with_records: Path) -> None:
    async def conversation(client: Client) -> None:
        assert "Kenya" in await complaint(client, "run_query", name="positions", arguments={"actor": "Kenyaa"})
        assert "positions" in await complaint(client, "run_query", name="position")
        assert "no claim" in await complaint(client, "show_claims", claims=["https://example.org/none"])
        assert "actor" in await complaint(client, "find", text="Kenya", kind="person")
        assert "no IRI" in await complaint(client, "describe", iri="no iri")
        assert await complaint(client, "run_query", name="claims", limit=10_000)
        found = await call(client, "find", text="Ugnada")
        assert found["iri"] is None
        assert "Uganda" in [near["name"] for near in found["near"]]

    talk(Settings(store_with_records, processes=1), conversation)


def test_sparql_is_offered_only_where_it_is_allowed_and_only_reads(store_with_records: Path) -> None:
    async def without(client: Client) -> None:
        assert "sparql" not in {tool.name for tool in (await client.list_tools()).tools}

    async def conversation(client: Client) -> None:
        found = await call(client, "sparql", query="SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        assert int(found["rows"][0]["n"]) > 100
        cut = await call(client, "sparql", query="SELECT ?s WHERE { ?s ?p ?o }", limit=2)
        assert (len(cut["rows"]), cut["truncated"]) == (2, True)
        for text in (
            "INSERT DATA { <a:a> <a:b> <a:c> }",
            "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        ):
            assert await complaint(client, "sparql", query=text)

    talk(Settings(store_with_records, processes=1), without)
    talk(Settings(store_with_records, sparql=True, processes=1), conversation)


def test_every_tool_tells_what_it_is_for_and_that_it_only_reads(store_with_records: Path) -> None:
    async def conversation(client: Client) -> None:
        tools = (await client.list_tools()).tools
        assert {tool.name for tool in tools} == {
            "list_queries", "run_query", "find", "describe", "show_claims", "find_words", "sparql",
        }  # fmt: skip
        for tool in tools:
            assert tool.description
            assert tool.annotations is not None
            assert tool.annotations.read_only_hint
            properties = tool.input_schema.get("properties", {})
            assert all(schema.get("description") for schema in properties.values())

    talk(Settings(store_with_records, sparql=True, processes=1), conversation)


@pytest.mark.parametrize("slow", ["SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"])
def test_a_call_without_end_is_stopped(store_with_records: Path, slow: str) -> None:
    async def conversation(client: Client) -> None:
        assert "stopped" in await complaint(client, "sparql", query=slow)
        assert await call(client, "list_queries")

    talk(Settings(store_with_records, sparql=True, processes=1, timeout=5.0), conversation)


def test_the_command_speaks_the_protocol_on_its_streams(store_with_records: Path) -> None:
    command = ["-m", "kg.cli", "mcp", "--store", str(store_with_records)]

    async def run() -> None:
        server = StdioServerParameters(command=sys.executable, args=command, env=dict(os.environ))
        async with Client(server) as client:
            assert client.instructions is not None
            assert "quote" in client.instructions
            found = await call(client, "find", text="Uganda")
            assert found["iri"].endswith("/actor/uga")

    anyio.run(run)
