"""The opening of a store folder, for reading or for writing, and what may stand in the way.

In: a path. Out: an `EmbeddedStore` of the current generation, checked against its journal quickly (sizes of the files,
names of the graphs; a writer reads every byte before its first change). What a killed writer has left is tidied up, by
a reader too where it may. It never repairs by guessing.
"""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from kg.errors import NotAStore, StoreDamaged, StoreError, UsageError
from kg.stores import journal
from kg.stores.embedded import EmbeddedStore, damaged
from kg.stores.files import WriterLock
from kg.stores.generations import Snapshot, database_errors
from kg.stores.journal import Journal
from kg.stores.protocol import WritableStore
from kg.vocabulary import DEFAULT_BASE

_READ_ATTEMPTS = 20
_UNNAMED = ""  # the journal's name of the graph without one, which no store lists
_MOST_NEIGHBOURS = 3
_HOW_TO_LOAD = "nothing is loaded there yet; load something with `kg load PATH"


def is_address(store: Path | str) -> bool:
    """Whether a store is named by the address of a server, or by a file of addresses (.toml), and not by a folder."""
    # A Path has one slash left of the two.
    return re.match(r"https?:/", str(store)) is not None or (str(store).endswith(".toml") and Path(store).is_file())


def open_any(store: Path | str, *, write: bool = False, create: bool = False, base: str | None = None) -> WritableStore:
    """Open the store that a user names, a folder as `open_store` does or a server by its address. Raises UsageError."""
    if is_address(store):
        from kg.stores.remote.store import open_remote

        return open_remote(store, write=write, base=base)
    if re.match(r"[a-z][a-z0-9+.-]+:/", str(store)):  # one letter would be a drive
        raise UsageError(f"{store} is no folder, and the address of a server begins with http:// or https://")
    return open_store(store, write=write, create=create, base=base)


def open_store(
    path: Path | str, *, write: bool = False, create: bool = False, base: str | None = None
) -> EmbeddedStore:
    """Open the store in a folder, as it is at this moment.

    `create` makes an empty one where there is none (only with `write`); `base` is then the base of its IRIs, and must
    fit where the store exists. Raises NotAStore, StoreInUse (at once), StoreDamaged, UsageError for an address.
    """
    if is_address(path):
        name = re.sub(r"^(https?):/+", r"\1://", str(path))
        raise UsageError(f"{name}: this works on the folder of a store, and not on a server")
    folder = Path(path)
    _check_name(folder)
    with database_errors(folder):
        if write:
            return _open_for_writing(folder, create, base)
        return _open_for_reading(folder, base)


def _open_for_writing(folder: Path, create: bool, base: str | None) -> EmbeddedStore:
    if create and not folder.exists():
        # Another process may just have made it; which of the two may write, the lock says.
        folder.mkdir(parents=True, exist_ok=True)
    _check_folder(folder, create)
    lock = WriterLock(folder)
    try:
        if not journal.exists(folder):
            journal.create(folder, base or DEFAULT_BASE)
        state = journal.read_journal(folder)
        store = EmbeddedStore(folder, _fitting_base(folder, base), state, _snapshot(folder, state), lock)
        _check_graphs(store, state)
        store.recover()
        return store
    except BaseException:
        lock.release()
        raise


def _snapshot(folder: Path, state: Journal) -> Snapshot:
    """The current generation, which nobody can have removed while the caller holds the writer's lock."""
    try:
        return Snapshot(folder, state)
    except FileNotFoundError:
        raise damaged(folder, f"its database folder {state.generation} is missing") from None


def _open_for_reading(folder: Path, base: str | None) -> EmbeddedStore:
    """Open the current generation; when a writer has just removed it, the next one."""
    _check_folder(folder, create=False)
    own = _fitting_base(folder, base)
    for _ in range(_READ_ATTEMPTS):
        state = journal.read_journal(folder)
        try:
            store = EmbeddedStore(folder, own, state, Snapshot(folder, state), None)
        except FileNotFoundError:
            continue
        try:
            _check_graphs(store, state)
        except StoreDamaged:
            store.close()
            raise
        if journal.read_pending(folder):
            _tidy_up(store)
        return store
    raise damaged(folder, f"its database folder {state.generation} is missing")


def _tidy_up(store: EmbeddedStore) -> None:
    """Do what the next writer would do first, if the change under way is nobody's any more, and say so in `notices`."""
    with suppress(StoreError, OSError):
        lock = WriterLock(store.path)
        try:
            store.recover()
        finally:
            lock.release()


def _check_graphs(store: EmbeddedStore, state: Journal) -> None:
    """Raise StoreDamaged where a graph of the journal is not there: quick, and enough to notice an empty database."""
    missing = sorted(state.graphs.keys() - {graph.value for graph in store.graphs()} - {_UNNAMED})
    if missing:
        raise damaged(store.path, f"graph {missing[0]} is missing")


def _check_name(folder: Path) -> None:
    """Raise NotAStore for a path that the database cannot open, before anything lies there."""
    try:
        str(folder.resolve()).encode()
    except UnicodeEncodeError:
        raise NotAStore(f"{folder} cannot be a store: its path is not UTF-8") from None


def _check_folder(folder: Path, create: bool) -> None:
    """Raise NotAStore unless the folder is a store, or may become one."""
    if not folder.exists():
        raise NotAStore(f"{folder} does not exist: {_HOW_TO_LOAD} --store {folder}`{_name_neighbours(folder)}")
    if not folder.is_dir():
        raise NotAStore(f"{folder} is a file; a store is a folder")
    if journal.exists(folder):
        journal.read_base(folder)
    elif not journal.is_unfinished(folder):
        raise NotAStore(f"{folder} is not a Standpoint store: it holds other files; name a new or an empty folder")
    elif not create:
        raise NotAStore(f"{folder} is empty: {_HOW_TO_LOAD} --store {folder}`")


def _name_neighbours(folder: Path) -> str:
    """The stores that lie beside a folder that is not there, those first whose names are most like its."""
    try:
        found = [path for path in folder.absolute().parent.iterdir() if journal.exists(path)]
    except OSError:
        return ""
    if not found:
        return ""
    from difflib import SequenceMatcher

    found.sort(key=lambda path: (-SequenceMatcher(None, folder.name, path.name).ratio(), path.name))
    names = [str(folder.with_name(path.name)) for path in found[:_MOST_NEIGHBOURS]]
    return f", or name a store that lies beside it: {', '.join(names)}"


def _fitting_base(folder: Path, base: str | None) -> str:
    own = journal.read_base(folder)
    if base is not None and base != own:
        raise UsageError(f"the base IRI of {folder} is {own}, not {base}; it cannot be changed")
    return own
