"""The figures that keep the code readable; whoever needs an exception writes it here, with its reason."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "kg"
MODULES = sorted(PACKAGE.rglob("*.py"))

MOST_LINES = 400
MEDIAN_LINES = 180
LONGEST_FUNCTION = 60
LONG_FUNCTION = 30
LONG_FUNCTIONS = 0.05
MOST_METHODS = 12

# A token knows its text, and a text its tokens and its stretches of them: one thing, which three modules describe.
ONE_THING = frozenset(f"kg.extraction.tokens.{name}" for name in ("docs", "spans", "words"))

# Classes with more public methods than others have, by reason.
WIDE = {
    "kg.extraction.tokens.words.Token": "what a word may be asked, in the words of spaCy; nearly all are one line",
    "kg.registry.registry.Registry": "one way to find an actor a code list: each is a look-up in a table of its own",
    "kg.stores.embedded.EmbeddedStore": "the store contract, and what only a folder can do: open, close, verify, dump",
    "kg.stores.remote.store.RemoteStore": "the store contract, and closing",
}

# Modules with `Any` in a public signature, a public field or a public name for a type, by reason.
UNTYPED = {
    "kg.pictures.frame": "a specification of Vega-Lite: numbers that views count with stand beside what is passed on",
}


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


PATHS = {name_of(path): path for path in MODULES}
TREES = {name: tree_of(path) for name, path in PATHS.items()}


def imports_of(name: str) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {part if part in TREES else node.module for part in inner}
    return {other for other in found if other in TREES and other != name}


def code_lines(name: str) -> int:
    lines = (line.strip() for line in PATHS[name].read_text(encoding="utf-8").splitlines())
    return sum(1 for line in lines if line and not line.startswith("#"))


def functions() -> Iterator[tuple[str, int]]:
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                yield f"{name}.{node.name}", node.end_lineno - node.lineno + 1


def test_no_module_imports_itself_by_way_of_others() -> None:
    house = {name: imports_of(name) - (ONE_THING if name in ONE_THING else set()) for name in TREES}
    try:
        TopologicalSorter(house).prepare()
    except CycleError as error:
        pytest.fail(f"a circle of imports: {' -> '.join(error.args[1])}")


def test_modules_can_be_read_in_one_sitting() -> None:
    lines = {name: code_lines(name) for name in TREES}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}
    assert median(lines.values()) < MEDIAN_LINES


def test_functions_are_short() -> None:
    lengths = dict(functions())
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}
    assert sum(length > LONG_FUNCTION for length in lengths.values()) < LONG_FUNCTIONS * len(lengths)


def test_classes_do_one_thing() -> None:
    found = {
        f"{name}.{node.name}"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and sum(isinstance(part, ast.FunctionDef) and not part.name.startswith("_") for part in node.body)
        > MOST_METHODS
    }
    assert found == set(WIDE)


def test_nothing_swallows_what_it_does_not_expect() -> None:
    found = {
        f"{name}:{node.lineno}"
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ExceptHandler) and _catches_all(node) and not _raises_again(node)
    }
    assert found == set()


def _catches_all(node: ast.ExceptHandler) -> bool:
    return node.type is None or ast.unparse(node.type) in ("Exception", "BaseException")


def _raises_again(node: ast.ExceptHandler) -> bool:
    last = node.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_public_signatures_say_what_they_take_and_give() -> None:
    found = {name for name, tree in TREES.items() if any(_has_any(said) for said in said_in_public(tree.body))}
    assert found == set(UNTYPED)


def said_in_public(body: list[ast.stmt]) -> Iterator[ast.expr | None]:
    """What public functions take and give, the types of public fields, and types that have a public name."""
    for function in public_functions(body):
        arguments = function.args
        named = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        yield from (argument.annotation for argument in named if argument is not None)
        yield function.returns
    for node in body:
        match node:
            case ast.ClassDef(name=name, body=inner) if not name.startswith("_"):
                yield from (field.annotation for field in inner if isinstance(field, ast.AnnAssign))
            case ast.AnnAssign(target=ast.Name(name), annotation=annotation) if not name.startswith("_"):
                yield annotation
            case ast.Assign(targets=[ast.Name(name)], value=value) if not name.startswith("_"):
                yield value


def public_functions(body: list[ast.stmt]) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node.body)
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and _is_public(node.name):
            yield node


def _is_public(name: str) -> bool:
    return not name.startswith("_") or name == "__init__"


def _has_any(said: ast.expr | None) -> bool:
    return said is not None and any(isinstance(part, ast.Name) and part.id == "Any" for part in ast.walk(said))
