"""Every code block of the project's pages is tried as it is written: commands run, programs run, data are read.

A page is read from its top to its end, in a folder with `seeds/` and a store that holds them, as the README's first
command leaves it. What a block is, its language says; what it is for, a comment on the line before it may say:

    <!-- file: NAME -->       it is the file of that name
    <!-- not run: REASON -->  it is not tried, for one of the few reasons below
    <!-- command: NAME -->    it sets the project up, and .ci/run runs it
"""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import rdflib
from conftest import Outcome, Run

import kg as face
from kg.cli import main
from kg.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
GENERATED = ROOT / "docs" / "queries"
PAGES = [
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted(page for page in (ROOT / "docs").rglob("*.md") if GENERATED not in page.parents),
    *(ROOT / "ontology" / name for name in ("README.md", "registry/README.md")),
    ROOT / "kg" / "extraction" / "lexicons" / "README.md",
]
# Why a block is not run, and what is in it that makes it so.
REASONS = {
    "server": r"kg serve|kg mcp|curl|--store https?://",  # speaks with a server that runs as long as it is wanted
    "network": r"s3://|ray://",  # names places that only the reader has
    "model": r"--with \S*llm",  # asks a language model
    "long": r"benchmarks/|pytest|training/",  # takes minutes: the suite itself, or what is measured
}
BLOCK = re.compile(r"(?:^<!-- (?P<mark>.+?) -->\n)?^```(?P<language>\w*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A fenced block, with the comment before it."""

    language: str
    text: str
    mark: str = ""

    @property
    def is_run(self) -> bool:
        """Whether it is tried here."""
        return not self.mark.startswith(("not run: ", "command: "))

    @property
    def lines(self) -> Iterator[str]:
        """Its commands; a backslash at the end of a line goes on on the next."""
        yield from (line for line in self.text.replace("\\\n", " ").splitlines() if line.strip())


def blocks_of(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [Block(found["language"], found["text"], found["mark"] or "") for found in BLOCK.finditer(text)]


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture(scope="session")
def seeds_and_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the README's first command leaves it, to copy and not to touch."""
    folder = tmp_path_factory.mktemp("first-command")
    shutil.copytree(ROOT / "seeds", folder / "seeds")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(sys, "argv", ["kg", "load", "seeds", "--quiet"])
        patch.delenv("KG_STORE", raising=False)
        with pytest.raises(SystemExit, match="0"):
            main()
    return folder


@pytest.fixture
def here(kg: Run, seeds_and_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which a page is tried."""
    shutil.copytree(seeds_and_store, tmp_path, dirs_exist_ok=True)
    monkeypatch.delenv("KG_STORE")
    return tmp_path


def run_line(line: str, kg: Run, monkeypatch: pytest.MonkeyPatch) -> Outcome:
    """Run a line as a shell would: `kg` with its arguments, from or into a file where it says so."""
    words = shlex.split(line, comments=True)
    assert words[0] == "kg", f"{line}: only kg is run here"
    arguments, source, target = words[1:], "", ""
    if "<" in arguments:
        arguments, source = arguments[: (at := arguments.index("<"))], arguments[at + 1]
    if ">" in arguments:
        arguments, target = arguments[: (at := arguments.index(">"))], arguments[at + 1]
    if source:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(source).read_bytes())))
    done = kg(*arguments)
    assert done.code == 0, f"{line}: {done.err}"
    if target:
        Path(target).write_text(done.out, encoding="utf-8")
    return done


def try_block(block: Block, kg: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    match block.language:
        case "sh":
            for line in block.lines:
                run_line(line, kg, monkeypatch)
        case "console":
            command, _, shown = block.text.removeprefix("$ ").partition("\n")
            told = run_line(command, kg, monkeypatch).out
            assert [lines for lines in shown.strip().split("\n\n") if lines not in told] == []
        case "python":
            exec(compile(block.text, "block", "exec"), {})
        case "json":
            for line in block.text.splitlines():
                json.loads(line)
        case "toml":
            tomllib.loads(block.text)
        case "turtle":
            read_turtle(block.text)
        case "sparql":
            face.open("kg-store").query(block.text)
        case "csv" | "text":
            pass
        case _:
            pytest.fail(f"a block must say what it is: {block.text[:80]!r}")


def read_turtle(text: str) -> None:
    from kg.vocabulary import PREFIXES, data_prefixes

    base = "https://w3id.org/standpoint/id/"
    names = {"doc": f"{base}doc/"} | PREFIXES | data_prefixes(base)
    heads = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in names.items())
    assert len(rdflib.Graph().parse(data=heads + text, format="turtle", publicID=base))


@pytest.mark.parametrize("page", [page for page in PAGES if blocks_of(page)], ids=name_of)
def test_the_blocks_of_a_page_run(page: Path, kg: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for block in filter(lambda block: block.is_run, blocks_of(page)):
        if block.mark.startswith("file: "):
            (here / block.mark.removeprefix("file: ")).write_text(block.text, encoding="utf-8")
        try_block(block, kg, monkeypatch)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_a_block_is_left_out_for_a_reason(page: Path) -> None:
    for block in blocks_of(page):
        if block.mark.startswith("not run: "):
            reason = block.mark.removeprefix("not run: ")
            assert re.search(REASONS[reason], block.text), f"{reason} is no reason not to run {block.text!r}"


def test_every_reason_is_needed() -> None:
    marks = {block.mark for page in PAGES for block in blocks_of(page)}
    assert {reason for reason in REASONS if f"not run: {reason}" not in marks} == set()


def test_no_block_escapes() -> None:
    fences = {page: page.read_text(encoding="utf-8").count("\n```") for page in PAGES}
    assert {name_of(page) for page, number in fences.items() if number != 2 * len(blocks_of(page))} == set()


def examples_of(command: str) -> list[str]:
    """What the help of a command, and of the commands below it, gives as examples."""
    made = COMMANDS[command].make(command)
    helps = [made.help or "", *(one.help or "" for one in getattr(made, "commands", {}).values())]
    return [line for text in helps for line in re.findall(r"^ +(kg .+)$", text, re.MULTILINE)]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_help_has_examples_of_its_command(command: str) -> None:
    assert any(line.startswith(f"kg {command}") for line in examples_of(command))


def prepare(folder: Path, kg: Run) -> None:
    """The files that the examples of the helps speak of."""
    rows = "actor,issue,stance,quote\nKenya,Construction of the dam,support,Kenya wants the dam to be built\n"
    (folder / "votes.csv").write_text(rows, encoding="utf-8")
    (folder / "question.rq").write_text("SELECT (COUNT(*) AS ?triples) WHERE { ?s ?p ?o }", encoding="utf-8")
    for reader in ("gold", "rules", "model"):
        (folder / reader).mkdir()
        ending = ".gold.jsonl" if reader == "gold" else ".jsonl"
        record = '{"kind": "actor", "name": "Kenya", "type": "state", "quote": "Kenya"}\n'
        (folder / reader / f"report{ending}").write_text(record, encoding="utf-8")
    (folder / "gold" / "report.txt").write_text("Kenya votes.", encoding="utf-8")
    for name in ("before.nq", "after.nq", "graph.ttl"):
        kg("export", name)
    kg("backup", "backup-of-monday")


def test_the_examples_of_the_helps_run(kg: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(here, kg)
    for command in COMMANDS:
        for line in examples_of(command):
            if command == "backup":
                shutil.rmtree(here / "backup-of-monday")
            # An ellipsis stands for what only the reader's own graph has.
            if "…" not in line and not re.match(REASONS["server"], line):
                run_line(line, kg, monkeypatch)
