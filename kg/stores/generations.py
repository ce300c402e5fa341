"""The database folders of a store: one a generation, and never changed once committed.

In: the folder `oxigraph/` of a store. Out: a new generation as a copy of the last (tables are hard links, so this takes
milliseconds), hashes of its files, snapshots of a committed one, the removal of those that nobody reads any more. A
committed folder is static: readers never see a writer at work, and every byte of it can be checked.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pyoxigraph

from kg.errors import StoreDamaged
from kg.stores.files import store_error, sync_folder
from kg.stores.journal import Journal, Seal

FOLDER = "oxigraph"
_TABLE = ".sst"
_RETRIES = 5


def next_generation(last: str) -> str:
    """A name that no generation had before: RocksDB refuses a folder of a name that this process still holds open."""
    number = int(last.split("-")[0]) + 1 if last else 1
    return f"{number:06}-{os.urandom(3).hex()}"


def fork(store: Path, last: str, new: str) -> Path:
    """Make the folder of a new generation that holds what the last one holds."""
    folder = store / FOLDER / new
    folder.mkdir(parents=True)
    for file in _database_files(store / FOLDER / last) if last else ():
        _link_or_copy(file, folder / file.name)
    return folder


def seal(store: Path, generation: str, before: Journal) -> dict[str, Seal]:
    """Bring the files of a closed generation to the disk and hash them, except the ones shared with the last."""
    folder = store / FOLDER / generation
    seals = {}
    for file in _database_files(folder):
        old = store / FOLDER / before.generation / file.name
        known = before.files.get(file.name)
        seals[file.name] = known if known and old.exists() and file.samefile(old) else _seal_file(file)
    sync_folder(folder)
    sync_folder(folder.parent)
    return seals


def check_sizes(store: Path, journal: Journal) -> None:
    """Raise StoreDamaged where a file of the current generation is missing or has another size than the journal says.

    Asking only for sizes keeps opening quick, and finds what Oxigraph opens without a word: a cut MANIFEST is an empty
    store.
    """
    for name, expected in journal.files.items():
        file = store / FOLDER / journal.generation / name
        size = file.stat().st_size if file.exists() else None
        if size != expected.size:
            found = "is missing" if size is None else f"has {size} bytes instead of {expected.size}"
            raise StoreDamaged(f"{file} {found}; restore a backup, or load the sources into a new folder")


def changed_files(store: Path, generation: str, seals: Mapping[str, Seal]) -> list[str]:
    """The files of a generation that are not what their seal says, by reading every byte."""
    folder = store / FOLDER / generation
    return [name for name, expected in seals.items() if not _is_sealed(folder / name, expected)]


def sweep(store: Path, keep: str) -> None:
    """Remove every generation but one; those that a reader still holds are left to the next writer."""
    if not (store / FOLDER).is_dir():
        return
    for folder in (store / FOLDER).iterdir():
        if folder.name != keep:
            _remove_unless_held(folder)


class Snapshot:
    """A committed generation, open for reading, held until it is closed."""

    def __init__(self, store: Path, journal: Journal) -> None:
        """Raises FileNotFoundError where the generation has gone meanwhile: read the journal again."""
        self.descriptor: int | None = None
        if not journal.generation:
            self.database = pyoxigraph.Store()
            return
        folder = store / FOLDER / journal.generation
        self.descriptor = _hold(folder)
        try:
            check_sizes(store, journal)
            self.database = _open_for_reading(folder)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the generation, so that a writer may remove it."""
        if self.descriptor is not None:
            os.close(self.descriptor)
            self.descriptor = None


@contextmanager
def database_errors(store: Path) -> Iterator[None]:
    """Turn what Oxigraph and the disk raise into errors that name the store."""
    try:
        yield
    except OSError as error:
        problem = (error.strerror or _one_line(error)).lower()
        raise store_error(Path(error.filename or store), problem) from error
    except RuntimeError as error:
        if not str(error).startswith("Corruption"):
            raise
        raise StoreDamaged(
            f"{store} is damaged: {_one_line(error)}; restore a backup, or load the sources into a new folder"
        ) from error


def _database_files(folder: Path) -> list[Path]:
    """The files that make the database: not the lock, not RocksDB's diary, not what a killed bulk load has left."""
    return sorted(
        path for path in folder.iterdir() if path.is_file() and not path.name.startswith(("LOCK", "LOG", "bulk-"))
    )


def _link_or_copy(source: Path, target: Path) -> None:
    """Link tables, which RocksDB never changes; copy the rest, and everything where there are no hard links."""
    if source.suffix == _TABLE:
        try:
            os.link(source, target)
            return
        except OSError:
            pass
    shutil.copy2(source, target)


def _seal_file(file: Path) -> Seal:
    with file.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        if file.suffix != _TABLE:  # RocksDB has brought its tables to the disk when it flushed them
            os.fsync(stream.fileno())
        return Seal(os.fstat(stream.fileno()).st_size, sha256)


def _is_sealed(file: Path, expected: Seal) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest() == expected.sha256


def _hold(folder: Path) -> int:
    """Lock a generation against removal, shared with other readers; FileNotFoundError where it is gone or going."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        if folder.exists():
            return descriptor
        raise FileNotFoundError(folder)
    except OSError as error:
        os.close(descriptor)
        raise FileNotFoundError(folder) from error


def _remove_unless_held(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for _ in range(_RETRIES):
            with suppress(OSError):
                shutil.rmtree(folder)
                break
            time.sleep(0.05)  # the loader of a killed process may still be writing to it, for a moment
    except BlockingIOError:
        pass  # a reader holds it: the next sweep takes it
    finally:
        os.close(descriptor)


def _open_for_reading(folder: Path) -> pyoxigraph.Store:
    """Open a database; the one known false alarm ("Corruption … No such file", from a race) is tried again."""
    for attempt in range(_RETRIES):
        try:
            return pyoxigraph.Store.read_only(str(folder))
        except RuntimeError as error:
            if attempt + 1 == _RETRIES or "No such file" not in str(error):
                raise
            time.sleep(0.02 * 2**attempt)
    raise AssertionError("unreachable")


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
