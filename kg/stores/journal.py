"""The journal of a store folder: which database folder is the current one, and what it must hold.

In: `store.json`, `journal.json` and `pending.json`. Out: the base IRI, `Journal` and `Pending`, written whole by
`write_atomically`. Renaming the new journal into place *is* the commit of a change: database, sources, counts and file
hashes change together.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import NotAStore, StoreDamaged
from kg.stores.files import write_atomically
from kg.stores.sources import SourceEntry, format_entry, parse_entry

FORMAT, VERSION = "standpoint-store", 1
_SETTINGS, _JOURNAL, _PENDING = "store.json", "journal.json", "pending.json"


@dataclass(frozen=True)
class Seal:
    """What a database file must be: its size in bytes and its SHA-256."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Journal:
    """One committed state: the generation (name of the database folder, "" before the first change) and its contents.

    `graphs` counts the quads of every named graph; `constants` is the digest of the ontology and registry stored.
    """

    generation: str = ""
    constants: str = ""
    graphs: Mapping[str, int] = field(default_factory=dict)
    files: Mapping[str, Seal] = field(default_factory=dict)
    sources: tuple[SourceEntry, ...] = ()


@dataclass(frozen=True)
class Pending:
    """A change under way: the generation it makes, and what it is."""

    generation: str
    words: str


def exists(store: Path) -> bool:
    """Whether the folder is a store of ours; of which version is not asked."""
    return (store / _SETTINGS).is_file()


def create(store: Path, base: str) -> None:
    """Write the files of an empty store; `store.json` comes last and makes it one."""
    write_journal(store, Journal())
    write_atomically(store / _SETTINGS, [_format({"format": FORMAT, "version": VERSION, "base": base})])


def is_unfinished(store: Path) -> bool:
    """Whether the folder is empty, or what a creation that was cut short has left."""
    ours = {"writer.lock", _JOURNAL, _JOURNAL + ".part", _SETTINGS + ".part"}
    return all(path.name in ours for path in store.iterdir())


def read_base(store: Path) -> str:
    """The base IRI of a store; NotAStore where the folder belongs to something else or to another version."""
    try:
        data = json.loads((store / _SETTINGS).read_text("utf-8"))
        name, version, base = data["format"], data["version"], data["base"]
    except (ValueError, KeyError, TypeError) as error:
        raise NotAStore(f"{store} is not a Standpoint store: its {_SETTINGS} cannot be read") from error
    if name != FORMAT:
        raise NotAStore(f"{store} is not a Standpoint store: its {_SETTINGS} says {name!r}")
    _check_version(store / _SETTINGS, version)
    return str(base)


def read_journal(store: Path) -> Journal:
    """The current journal; StoreDamaged where it is missing or broken, NotAStore where it is of another version."""
    path = store / _JOURNAL
    try:
        data = json.loads(path.read_text("utf-8"))
        _check_version(path, data["version"])
        if data.pop("check", None) not in (None, _digest(data)):
            raise ValueError("not what was written")
        return _parse(data)
    except FileNotFoundError:
        problem = f"{path} is missing, so nobody knows what the store should hold"
        raise StoreDamaged(f"{problem}; restore a backup, or load the sources into a new folder") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreDamaged(f"{path} cannot be read; restore a backup, or load the sources into a new folder") from error


def write_journal(store: Path, journal: Journal) -> None:
    """Make a journal the current one; when this returns the change is committed and on the disk."""
    write_atomically(store / _JOURNAL, _lines(journal))


def read_pending(store: Path) -> Pending | None:
    """The change that a writer had under way and did not tidy up after, if there is one."""
    try:
        data = json.loads((store / _PENDING).read_text("utf-8"))
        return Pending(str(data["generation"]), str(data["change"]))
    except (FileNotFoundError, ValueError, KeyError, TypeError):
        return None


def write_pending(store: Path, pending: Pending | None) -> None:
    """Say what change is under way; None: none is."""
    if pending is None:
        (store / _PENDING).unlink(missing_ok=True)
    else:
        write_atomically(store / _PENDING, [_format({"generation": pending.generation, "change": pending.words})])


def _parse(data: Mapping[str, Any]) -> Journal:
    return Journal(
        generation=str(data["generation"]),
        constants=str(data["constants"]),
        graphs={str(graph): int(count) for graph, count in data["graphs"].items()},
        files={str(name): Seal(int(size), str(sha256)) for name, (size, sha256) in data["files"].items()},
        sources=tuple(parse_entry(entry) for entry in data["sources"]),
    )


def _check_version(path: Path, version: object) -> None:
    if version != VERSION:
        newer = isinstance(version, int) and version > VERSION
        step = "update Standpoint to open it" if newer else "load its sources into a new folder"
        raise NotAStore(f"{path} is of version {version}, and this Standpoint reads version {VERSION}; {step}")


def _digest(data: Mapping[str, Any]) -> str:
    """A hash of all that a journal says, by which a single wrong digit is noticed."""
    return hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()


def _lines(journal: Journal) -> Iterator[str]:
    """The text of a journal, source by source: all of it at once is many times what the journal takes in memory."""
    head = {"version": VERSION, "generation": journal.generation, "constants": journal.constants}
    yield _format(head).rstrip("\n}")
    for name, part in (("graphs", dict(sorted(journal.graphs.items()))), ("files", _seals(journal))):
        yield f',\n "{name}": {json.dumps(part, ensure_ascii=False)}'
    yield ',\n "sources": ['
    for number, entry in enumerate(journal.sources):
        yield f"{',' if number else ''}\n  {json.dumps(format_entry(entry), ensure_ascii=False)}"
    yield f'\n ],\n "check": "{_digest_journal(journal)}"\n}}\n'


def _digest_journal(journal: Journal) -> str:
    """The digest of what a journal says, source by source."""
    before = {
        "constants": journal.constants,
        "files": _seals(journal),
        "generation": journal.generation,
        "graphs": journal.graphs,
    }
    digest = hashlib.sha256(json.dumps(before, sort_keys=True).removesuffix("}").encode())
    digest.update(b', "sources": [')
    for number, entry in enumerate(journal.sources):
        text = json.dumps(format_entry(entry), sort_keys=True)
        digest.update(f"{', ' if number else ''}{text}".encode())
    digest.update(f'], "version": {VERSION}}}'.encode())
    return digest.hexdigest()


def _seals(journal: Journal) -> dict[str, list[int | str]]:
    return {name: [seal.size, seal.sha256] for name, seal in sorted(journal.files.items())}


def _format(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"
