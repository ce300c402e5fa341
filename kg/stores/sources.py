"""What a store knows of each source: one entry a source, and how an entry is found again.

In: what the loader says of a source (graph, document, path, hash, counts), or its JSON form. Out: `SourceEntry`,
the JSON form, the entry a user means. It knows nothing of databases: every kind of store uses it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from sys import intern
from typing import Final, Literal, get_args

from pyoxigraph import NamedNode

from kg.errors import UnknownName
from kg.jsonvalues import JsonObject, as_choice, as_number, as_object, as_text

SourceKind = Literal["document", "records", "dataset", "review"]
_KINDS: Final[tuple[SourceKind, ...]] = get_args(SourceKind)
# A message names no more sources than this.
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source in a store.

    `id` is the last part of the document's IRI; `path` is absolute; `quads` and `loaded_at` (ISO 8601, UTC) are filled
    in by the store; `records` counts the records by kind, `rejects` the ones refused; `mended` is the path of the rows
    that were read with those of the file, if any.
    """

    graph: NamedNode
    document: NamedNode
    id: str
    title: str
    path: str
    input_sha256: str
    tool: str
    kind: SourceKind = "document"
    quads: int = 0
    records: Mapping[str, int] = field(default_factory=dict)
    rejects: int = 0
    loaded_at: str = ""
    mended: str = ""


_NAMES: Final = frozenset(item.name for item in fields(SourceEntry))


def format_entry(entry: SourceEntry) -> JsonObject:
    """The JSON form of an entry: IRIs as strings, records as an object."""
    plain = {"graph": entry.graph.value, "document": entry.document.value, "records": dict(entry.records)}
    return {item.name: getattr(entry, item.name) for item in fields(entry)} | plain


def parse_entry(data: JsonObject) -> SourceEntry:
    """The entry of a JSON form; TypeError, KeyError or ValueError where it is not one."""
    if not data.keys() <= _NAMES:
        raise TypeError(f"an entry has no {', '.join(sorted(data.keys() - _NAMES))}")
    return SourceEntry(
        graph=NamedNode(as_text(data["graph"])),
        document=NamedNode(as_text(data["document"])),
        id=as_text(data["id"]),
        title=as_text(data["title"]),
        path=intern(as_text(data["path"])),
        input_sha256=intern(as_text(data["input_sha256"])),
        tool=intern(as_text(data["tool"])),
        kind=as_choice(data.get("kind", "document"), _KINDS),
        quads=as_number(data.get("quads", 0)),
        records={kind: as_number(number) for kind, number in as_object(data.get("records", {})).items()},
        rejects=as_number(data.get("rejects", 0)),
        loaded_at=intern(as_text(data.get("loaded_at", ""))),
        mended=as_text(data.get("mended", "")),
    )


def share(entry: SourceEntry) -> SourceEntry:
    """The entry with the very texts that the others of its file have: there may be a hundred thousand."""
    return replace(
        entry,
        path=intern(entry.path),
        input_sha256=intern(entry.input_sha256),
        tool=intern(entry.tool),
        loaded_at=intern(entry.loaded_at),
    )


def find_source(entries: Sequence[SourceEntry], text: str) -> SourceEntry:
    """The source that a user means by an id, a graph's or document's IRI, a path, or the beginning of an id.

    Raises UnknownName with suggestions where no source or more than one fits.
    """
    for matches in (_named(entries, text), [entry for entry in entries if text and entry.id.startswith(text)]):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise UnknownName("single source", text, [entry.id for entry in matches[:_MOST_NAMED]])
    raise UnknownName("source", text, _nearest(entries, text))


def find_sources(entries: Sequence[SourceEntry], text: str) -> list[SourceEntry]:
    """All that was loaded from a file, where a user names one that holds several sources; else the one that is meant.

    Raises UnknownName as `find_source` does.
    """
    path = _resolve(text)
    of_file = [entry for entry in entries if entry.path == path]
    return of_file if len(of_file) > 1 else [find_source(entries, text)]


def _resolve(text: str) -> str:
    """The absolute path, if it is one that the system can have."""
    return str(Path(text).resolve()) if "\0" not in text else text


def _named(entries: Sequence[SourceEntry], text: str) -> list[SourceEntry]:
    names = {text, _resolve(text)}
    return [entry for entry in entries if names & {entry.id, entry.graph.value, entry.document.value, entry.path}]


def _nearest(entries: Sequence[SourceEntry], text: str) -> list[str]:
    """Up to three ids whose id, title or file name is like the text or holds it."""
    from difflib import get_close_matches

    names = {
        name.casefold(): entry.id
        for entry in entries
        for name in (entry.id, entry.title, Path(entry.path).name)
        if name
    }
    wanted = text.casefold()
    holding = [name for name in names if wanted and wanted in name]
    return list(dict.fromkeys(names[name] for name in [*holding, *get_close_matches(wanted, names, 3)]))[:3]
