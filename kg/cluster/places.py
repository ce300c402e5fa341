"""Files and folders by path, or by address (`s3://bucket/folder`) as fsspec reaches them.

In: addresses. Out: bytes, sizes, names. Every fault is an InputError that names the address; what cannot be reached is
tried again a few times, since networks fail for moments.
"""

from __future__ import annotations

import importlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final, TypeVar, cast

from kg.cluster.local import LocalFiles
from kg.errors import InputError, MissingExtra, UsageError
from kg.files import open_whole

Value = TypeVar("Value")
_TRIES: Final = 3
_PAUSE: Final = 0.5  # seconds before the second try, twice as many before the third
# What trying again cannot mend.
_FINAL: Final = (FileNotFoundError, PermissionError, IsADirectoryError, NotADirectoryError)


def is_address(text: str) -> bool:
    """Whether it is an address, and no path of this machine."""
    return "://" in text


def find_files(address: str) -> list[tuple[str, int]]:
    """The files at an address, with their sizes in bytes: itself, those below a folder, those that fit a pattern (*).

    They are in the order in which paths sort, folder by folder. Raises UsageError for an unknown kind of address.
    """
    files, path = _open(address)

    def find() -> dict[str, dict[str, Any]]:
        if "*" in path:
            return cast("dict[str, dict[str, Any]]", files.glob(path, detail=True))
        return cast("dict[str, dict[str, Any]]", files.find(path, detail=True))

    found = _trying(find, address)
    paths = sorted(found, key=lambda name: PurePosixPath(name).parts)
    return [(_full(files, name), found[name]["size"] or 0) for name in paths if found[name]["type"] == "file"]


def find_size(address: str) -> int | None:
    """The size of a file in bytes, or None where there is no such file."""
    files, path = _open(address)

    def measure() -> int | None:
        try:
            info = files.info(path)
        except FileNotFoundError:
            return None
        return int(info["size"] or 0) if info["type"] == "file" else None

    return _trying(measure, address)


def list_names(folder: str) -> list[str]:
    """The names of what lies in a folder, sorted; none where there is no folder."""
    files, path = _open(folder)

    def names() -> list[str]:
        try:
            # A listing that was kept would not know what others have written since.
            files.invalidate_cache()
            return sorted(PurePosixPath(entry).name for entry in files.ls(path, detail=False))
        except FileNotFoundError:
            return []

    return _trying(names, folder)


def read_bytes(address: str, start: int | None = None, end: int | None = None) -> bytes:
    """The bytes of a file, or those from `start` to `end`."""
    files, path = _open(address)
    return _trying(lambda: cast(bytes, files.cat_file(path, start=start, end=end)), address)


@contextmanager
def open_stream(address: str) -> Iterator[BinaryIO]:
    """A file to read here and there."""
    files, path = _open(address)
    with _trying(lambda: files.open(path, "rb"), address) as stream:
        yield stream


def write_bytes(address: str, data: bytes) -> None:
    """Write a file, which appears whole or not at all; its folder is made where it is missing."""
    if not is_address(address):
        try:
            Path(address).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(f"cannot be written: {(error.strerror or str(error)).lower()}", path=address) from error
        with open_whole(Path(address)) as stream:
            stream.write(data)
        return
    files, path = _open(address)
    # Objects of a bucket appear whole.
    _trying(lambda: files.pipe_file(path, data), address, "written")


def remove_file(address: str) -> None:
    """Remove a file."""
    files, path = _open(address)
    _trying(lambda: files.rm_file(path), address, "removed")


def check_address(address: str) -> None:
    """Raise UsageError for an address of a kind that nothing here can open."""
    _open(address)


def join(folder: str, *names: str) -> str:
    """The address of a file in a folder."""
    return "/".join((folder.rstrip("/") or "", *names))


def _open(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it."""
    if not is_address(address):
        return LocalFiles(), os.path.abspath(address)
    try:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped,unused-ignore]
    except ImportError as error:
        raise MissingExtra(f"the address {address}", "fsspec", "ray") from error
    scheme = address.partition("://")[0]
    try:
        files, path = url_to_fs(address)
    except ImportError as error:
        raise UsageError(f"{scheme}:// needs one more package: {error}") from error
    except ValueError as error:
        raise UsageError(f"{address}: nothing here knows addresses that begin with {scheme}://") from error
    return files, path


def _full(files: Any, path: str) -> str:
    """The address of a path; a path of this machine stays one."""
    address: str = files.unstrip_protocol(path)
    return address.removeprefix("file://")


def _trying(act: Callable[[], Value], address: str, done: str = "read") -> Value:
    """Do something with a file, again if it fails for a moment. Raises InputError."""
    for attempt in range(1, _TRIES + 1):
        try:
            return act()
        except _faults() as error:
            if isinstance(error, FileNotFoundError):
                raise InputError("does not exist", path=address) from error
            if attempt == _TRIES or isinstance(error, _FINAL):
                reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
                raise InputError(f"cannot be {done}: {reason.lower()}", path=address) from error
            time.sleep(_PAUSE * attempt)
    raise AssertionError("unreachable")


def _faults() -> tuple[type[BaseException], ...]:
    """What file systems raise: errors of the system, and for S3 those of its library, where it is installed."""
    try:
        library = importlib.import_module("botocore.exceptions")
    except ImportError:
        return (OSError, ValueError)
    return (OSError, ValueError, library.BotoCoreError, library.ClientError)
