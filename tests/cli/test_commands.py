"""The commands as one thing: what is imported for which, and the same words for the same option."""

from __future__ import annotations

import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import Run

from kg.cli.app import COMMANDS
from kg.cli.console import describe_error
from kg.errors import UnknownName
from kg.stores import open_store

# Flags that mean another thing in one command, and what they mean there.
OTHERWISE = {
    ("extract", "--output"): "a file, or a folder of shards",
    ("extract", "--format"): "the shards of a folder",
    ("diff", "--format"): "lines with signs and pairs of graphs, which nobody else has",
    ("sources", "--format"): "a table or JSON on stdout, whatever the file",
    ("eval", "--format"): "a table or JSON on stdout, whatever the file",
    ("export", "--output"): "what FILE says too",
    ("network", "--output"): "what FILE says too",
    ("review", "--output"): "what FILE says too",
    ("export", "--network"): "hands over to kg network",
}


def made_of(command: str) -> Any:
    return COMMANDS[command].make(command)


def options_of(command: str) -> Iterator[Any]:
    made = made_of(command)
    for one in (made, *getattr(made, "commands", {}).values()):
        yield from (option for option in one.params if option.param_type_name == "option")


def modules_after(*words: str) -> set[str]:
    """What a fresh process has imported once a command line is done."""
    code = f"import sys\nsys.argv = {['kg', *words]}\nfrom kg.cli import main\ntry: main()\nexcept SystemExit: pass\n"
    code += "print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def test_the_help_imports_no_command() -> None:
    modules = modules_after("--help")
    assert not {entry.place.partition(":")[0] for entry in COMMANDS.values()} & modules
    assert not {"pyoxigraph", "pydantic", "rdflib", "spacy", "rich", "yaml"} & modules


@pytest.mark.parametrize(("command", "spared"), [("load", "kg.cli.ask"), ("sources", "kg.cli.load")])
def test_a_command_imports_no_other(command: str, spared: str) -> None:
    modules = modules_after(command, "--help")
    assert COMMANDS[command].place.partition(":")[0] in modules
    assert spared not in modules
    assert not {"pyoxigraph", "pydantic", "spacy"} & modules


def test_an_option_has_the_same_words_everywhere() -> None:
    words: dict[str, set[str]] = defaultdict(set)
    for command in COMMANDS:
        for option in options_of(command):
            for flag in option.opts:
                if flag.startswith("--") and (command, flag) not in OTHERWISE:
                    words[flag].add(option.help)
    assert {flag: said for flag, said in words.items() if len(said) > 1} == {}


def test_an_option_has_the_same_names_and_value_everywhere() -> None:
    said: dict[str, set[tuple[object, ...]]] = defaultdict(set)
    for command in COMMANDS:
        for option in options_of(command):
            for flag in option.opts:
                if (command, flag) not in OTHERWISE:
                    said[flag].add((option.metavar, option.envvar, *option.opts))
    assert {flag: names for flag, names in said.items() if len(names) > 1} == {}


@pytest.mark.parametrize("name", [name for name, one in made_of("review").commands.items()])
def test_a_command_of_a_group_has_an_example_of_its_own(name: str) -> None:
    assert f"\n    kg review {name}" in made_of("review").commands[name].help


def test_a_query_takes_its_parameters_in_the_words_of_options(kg: Run) -> None:
    shown = kg("query", "positions", "--help").out
    assert "--stance <support|oppose|mixed|uncertain>" in shown
    assert "Leave out what was certainly over" in shown


def test_an_exception_from_the_words_is_one() -> None:
    flags = {(command, flag) for command in COMMANDS for option in options_of(command) for flag in option.opts}
    assert set(OTHERWISE) <= flags


@pytest.mark.parametrize("command", COMMANDS)
def test_an_option_says_what_it_is(command: str) -> None:
    assert [option.name for option in options_of(command) if not option.help] == []


def test_a_summary_fits_into_the_list() -> None:
    assert {name: entry.summary for name, entry in COMMANDS.items() if len(entry.summary) > 72} == {}


def test_a_canned_query_is_explained_with_an_example(kg: Run) -> None:
    assert "Example:\n      kg query agreements --a Russia --b 'United States'\n" in kg("query", "agreements", "-h").out


def test_a_mistyped_command_is_told_of_its_neighbour(kg: Run) -> None:
    assert kg("laod").err == "kg: no command is called 'laod'; did you mean load?\n"


@pytest.mark.parametrize("words", [("export",), ("network",)])
def test_a_missing_file_is_asked_for(kg: Run, words: tuple[str, ...]) -> None:
    done = kg(*words)
    assert done.code == 2
    assert "Name a file" in done.err


def test_a_file_may_be_named_by_an_option(loaded: Run) -> None:
    assert loaded("export", "-o", "-").out == loaded("export", "-").out
    assert loaded("review", "export", "-o", "-").code == 0


def test_a_name_that_fits_nothing_leads_to_those_that_there_are() -> None:
    assert describe_error(UnknownName("source", "x")).endswith("; kg sources lists those that there are")
    assert describe_error(UnknownName("source", "x", ["y"])).endswith("did you mean y?")
    assert describe_error(UnknownName("thing", "x")) == "no thing is called 'x'"


def test_no_rows_of_an_empty_store_are_explained(kg: Run) -> None:
    open_store("store", write=True, create=True).close()
    assert "holds no source yet" in kg("query", "stances").err
