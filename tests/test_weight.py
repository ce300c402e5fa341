"""Every dependency has its reason on the page on weight."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

import weight  # noqa: E402

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PAGE = (ROOT / "docs" / "weight.md").read_text(encoding="utf-8")


def test_every_dependency_has_a_reason() -> None:
    assert weight.missing_reasons() == set()


@pytest.mark.parametrize(("name", "reason"), weight.read_reasons().items())
def test_every_reason_stands_on_the_page(name: str, reason: str) -> None:
    assert f"{name} " in PAGE
    assert reason in PAGE, "python benchmarks/weight.py SITE-PACKAGES --write"


@pytest.mark.parametrize("extra", [extra for extra in PROJECT["optional-dependencies"] if extra not in ("all", "dev")])
def test_every_extra_stands_on_the_page(extra: str) -> None:
    assert f"| `{extra}` |" in PAGE


def test_what_a_package_brings_alone_is_not_what_others_bring_too() -> None:
    from packaging.requirements import Requirement

    def package(name: str, *needs: str) -> weight.Package:
        return weight.Package(name, "1", "MIT", 10, tuple(map(Requirement, needs)))

    packages = {p.name: p for p in (package("a", "c", "d"), package("b", "d"), package("c", "a"), package("d"))}
    assert weight.needed("a", packages) == {"c", "d"}
    assert weight.brought("a", ("a", "b"), packages) == {"c"}
    assert weight.needed("b", packages | {"b": package("b", 'c; extra == "more"')}, ("more",)) == {"a", "c", "d"}
