"""Which changes of the core no test notices: small errors are put into it one by one, and the tests run against each.

    pip install mutmut && python benchmarks/mutation.py [iris edtf binding quotes answers journal] [--folder FOLDER]

`mutation.toml` says for each part of the core which modules are changed, which tests must notice, and which changes are
known to be none: those that mean the same are listed there with the reason. What is left is printed as a diff, and the
run ends with 1. It works in a copy of the files, in a folder of its own that is kept where `--folder` names it;
mutmut 3 (BSD-3-Clause) makes the changes inside functions, never in constants of a module or in decorated functions.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ROOT / "benchmarks" / "mutation.toml"
COPIED = ("kg", "tests", "ontology", "queries", "seeds", "README.md", "pyproject.toml")
PLAIN = ("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:cov")


@dataclass(frozen=True)
class Part:
    """One part of the core; `alike` are patterns of changed lines that mean what the line meant before."""

    name: str
    modules: tuple[str, ...]
    tests: tuple[str, ...]
    alike: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """How the tests of one part did: `alike` of the survivors mean the same, `diffs` are those that don't."""

    changes: int
    noticed: int
    alike: int
    diffs: tuple[str, ...]


def read_parts(path: Path) -> dict[str, Part]:
    """The parts, by name."""
    data = tomllib.loads(path.read_text("utf-8"))
    return {
        name: Part(name, tuple(part["modules"]), tuple(part["tests"]), tuple(a["line"] for a in part.get("alike", ())))
        for name, part in data.items()
    }


def copy_tree(folder: Path) -> None:
    """Copy what the tests need, as it stands, into a folder."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *COPIED]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    for name in filter(lambda name: (ROOT / name).is_file(), listed.stdout.split("\0")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, folder / name)


def write_settings(part: Part, folder: Path) -> None:
    """Write what mutmut is to do."""
    lists = {
        "source_paths": ("kg",),
        "only_mutate": part.modules,
        "also_copy": COPIED,
        "pytest_add_cli_args": PLAIN,
        "pytest_add_cli_args_test_selection": part.tests,
    }
    lines = [f"{name}=\n" + "".join(f"    {value}\n" for value in values) for name, values in lists.items()]
    (folder / "setup.cfg").write_text("[mutmut]\n" + "".join(lines), "utf-8")


def run_mutmut(folder: Path, *words: str) -> str:
    """What a command of mutmut says; the programs that tests start import the changed modules too."""
    environment = os.environ | {"PYTHONPATH": str(folder / "mutants")}
    ran = subprocess.run(
        [sys.executable, "-m", "mutmut", *words], cwd=folder, env=environment, capture_output=True, text=True
    )
    if ran.returncode:
        sys.exit(f"mutmut {' '.join(words)} failed:\n{ran.stdout[-2000:]}\n{ran.stderr[-2000:]}")
    return ran.stdout


def measure(part: Part, folder: Path, processes: int) -> Score:
    """Change the modules of a part, and see what its tests notice."""
    copy_tree(folder)
    # Python would remember of a folder that is not there at its start that nothing can be imported from it.
    (folder / "mutants").mkdir(exist_ok=True)
    write_settings(part, folder)
    run_mutmut(folder, "run", "--max-children", str(processes))
    run_mutmut(folder, "export-cicd-stats")
    counts = json.loads((folder / "mutants" / "mutmut-cicd-stats.json").read_text("utf-8"))
    survivors = list(find_survivors(folder))
    diffs = tuple(diff for diff in survivors if not any(re.search(line, changed_line(diff)) for line in part.alike))
    return Score(counts["total"], counts["total"] - len(survivors), len(survivors) - len(diffs), diffs)


def find_survivors(folder: Path) -> Iterator[str]:
    """The diffs of the changes that no test noticed."""
    for line in run_mutmut(folder, "results").splitlines():
        name, _, status = line.strip().partition(": ")
        if status in ("survived", "no tests", "suspicious"):
            yield run_mutmut(folder, "show", name)


def changed_line(diff: str) -> str:
    """The line as the change made it."""
    added = (line[1:].strip() for line in diff.splitlines() if line.startswith("+") and not line.startswith("+++"))
    return " ".join(added)


def main(words: Sequence[str] | None = None) -> int:
    """Print a line for each part and the diffs of what went unnoticed; 1 where something did."""
    parts = read_parts(PARTS)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(parts)}; all if none is named")
    parser.add_argument("--folder", type=Path, help="work here, and keep it")
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args(words)
    if unknown := set(options.parts) - parts.keys():
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(parts)}")
    unnoticed = 0
    with tempfile.TemporaryDirectory() as temporary:
        for name in options.parts or parts:
            score = measure(parts[name], (options.folder or Path(temporary)) / name, options.processes)
            unnoticed += len(score.diffs)
            print(f"{name:10} {score.changes:5} changes {score.noticed:5} noticed {score.alike:4} alike", end=" ")
            print(f"{len(score.diffs):4} unnoticed", *score.diffs, sep="\n", flush=True)
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
