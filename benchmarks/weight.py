"""What an installation of Standpoint brings: each package with its size, licence and reason (docs/weight.md).

    python benchmarks/weight.py SITE-PACKAGES [--write]

SITE-PACKAGES is the folder of packages of an environment in which Standpoint is installed with its extras `all` and
`ray`. Sizes are those of the files that each package lists as its own, compiled modules included. What a package brings
alone is counted with it; what several bring is counted once, as shared.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "weight.md"
HERE = Path(__file__).with_suffix(".toml")
START, END = "<!-- measured -->", "<!-- end -->"
OURS = "standpoint-kg"


@dataclass(frozen=True)
class Package:
    """An installed package: its files' size in bytes, and the names of what it needs."""

    name: str
    version: str
    licence: str
    size: int
    needs: tuple[Requirement, ...]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("packages", type=Path, metavar="SITE-PACKAGES")
    parser.add_argument("--write", action="store_true", help="write the tables into docs/weight.md")
    given = parser.parse_args()
    tables = render(read_packages(given.packages), read_reasons())
    if not given.write:
        print(tables)
        return 0
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(START)
    PAGE.write_text(f"{before}{START}\n{tables}{END}{rest.partition(END)[2]}", encoding="utf-8")
    return 0


def read_reasons() -> dict[str, str]:
    """Why each direct dependency is there, by its name."""
    reasons: dict[str, str] = tomllib.loads(HERE.read_text(encoding="utf-8"))["reasons"]
    return {canonicalize_name(name): reason for name, reason in reasons.items()}


def read_packages(folder: Path) -> dict[str, Package]:
    """The packages of an environment, by their canonical names."""
    found = (describe(one) for one in distributions(path=[str(folder)]))
    return {package.name: package for package in found}


def describe(one: Distribution) -> Package:
    paths = [Path(str(file.locate())) for file in one.files or ()]
    return Package(
        canonicalize_name(one.metadata["Name"]),
        one.version,
        licence_of(one),
        sum(path.stat().st_size for path in paths if path.is_file()),
        tuple(Requirement(text) for text in one.requires or ()),
    )


def licence_of(one: Distribution) -> str:
    """The licence as the package says it: an expression, else its class, else a short text."""
    classes = [text.split(" :: ")[-1] for text in one.metadata.get_all("Classifier") or () if " :: OSI" in text]
    said: list[str] = one.metadata.get_all("License-Expression") or []
    texts: list[str] = one.metadata.get_all("License") or []
    return next((text.splitlines()[0] for text in (*said, ", ".join(classes), *texts) if text), "not said")


def needed(name: str, packages: Mapping[str, Package], extras: Iterable[str] = ("",)) -> set[str]:
    """What a package needs, and what that needs, itself left out."""
    found: set[str] = set()
    waiting = [(name, frozenset(extras))]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        one, wanted = waiting.pop()
        if (one, wanted) in seen or one not in packages:
            continue
        seen.add((one, wanted))
        for need in packages[one].needs:
            if need.marker is None or any(need.marker.evaluate({"extra": extra}) for extra in wanted):
                other = canonicalize_name(need.name)
                waiting.append((other, frozenset({"", *need.extras})))
                found |= {other} & set(packages)
    return found - {name}


def direct(packages: Mapping[str, Package], extra: str = "") -> list[str]:
    """What Standpoint itself asks for, with an extra or without any."""
    return [
        canonicalize_name(need.name)
        for need in packages[OURS].needs
        if (need.marker is None) == (not extra) and (need.marker is None or need.marker.evaluate({"extra": extra}))
    ]


def brought(name: str, others: Iterable[str], packages: Mapping[str, Package]) -> set[str]:
    """What comes with a package and with no other of those."""
    shared = set().union(*(needed(other, packages) | {other} for other in others if other != name))
    return needed(name, packages) - shared


def render(packages: Mapping[str, Package], reasons: Mapping[str, str]) -> str:
    asked = direct(packages)
    base = needed(OURS, packages)
    alone = {name: brought(name, asked, packages) for name in asked}
    largest = sorted(asked, key=lambda name: -sum(packages[one].size for one in {name} | alone[name]))
    rows = [row_of(name, alone[name], packages, reasons) for name in largest]
    shared = base - set(asked).union(*alone.values())
    total = weigh({OURS} | base, packages)
    lines = [
        "",
        f"**{total} in all, {len(base) + 1} packages**, of which Standpoint itself, with its English pipeline, is "
        f"{weigh({OURS}, packages)}.",
        "",
        "| package | licence | own size | with what it alone brings | what for |",
        "| --- | --- | --- | --- | --- |",
        *rows,
        f"| shared by several of these | | | {weigh(shared, packages)} | {list_of(shared, packages)} |",
        "",
        "| extra | adds | packages that it asks for |",
        "| --- | --- | --- |",
        *(extra_row(extra, base, packages, reasons) for extra in extras_of(packages)),
        "",
    ]
    return "\n".join(lines)


def row_of(name: str, alone: set[str], packages: Mapping[str, Package], reasons: Mapping[str, str]) -> str:
    package = packages[name]
    size, with_others = weigh({name}, packages), weigh({name} | alone, packages)
    return f"| {name} {package.version} | {package.licence} | {size} | {with_others} | {reasons[name]} |"


def extra_row(extra: str, base: set[str], packages: Mapping[str, Package], reasons: Mapping[str, str]) -> str:
    added = needed(OURS, packages, (extra,)) - base
    asked = [name for name in direct(packages, extra) if name != OURS]
    told = "; ".join(f"{name} ({packages[name].licence}): {reasons[name]}" for name in asked)
    return f"| `{extra}` | {weigh(added, packages)} | {told} |"


def extras_of(packages: Mapping[str, Package]) -> list[str]:
    """The extras for users: not those that only gather others, nor that of developers."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    return [extra for extra in tomllib.loads(text)["project"]["optional-dependencies"] if extra not in ("all", "dev")]


def by_size(names: Iterable[str], packages: Mapping[str, Package]) -> list[str]:
    return sorted(names, key=lambda name: -packages[name].size)


def weigh(names: Iterable[str], packages: Mapping[str, Package]) -> str:
    megabytes = sum(packages[name].size for name in names) / 1e6
    return f"{megabytes:,.0f} MB" if megabytes >= 10 else f"{megabytes:.1f} MB"


def list_of(names: Iterable[str], packages: Mapping[str, Package]) -> str:
    largest = by_size(names, packages)
    rest = f" and {len(largest) - 6} more" if len(largest) > 6 else ""
    return ", ".join(largest[:6]) + rest


def missing_reasons() -> set[str]:
    """The dependencies of the project that have no reason yet."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    texts = [*project["dependencies"]]
    for extra, names in project["optional-dependencies"].items():
        texts += names if extra != "dev" else []
    names = {canonicalize_name(re.split(r"[\[<>=]", text)[0]) for text in texts}
    return names - set(read_reasons()) - {OURS}


if __name__ == "__main__":
    sys.exit(main())
