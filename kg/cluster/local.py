"""The files of this machine, asked as fsspec's file systems are, so that reading them needs no fsspec.

In: absolute paths. Out: what the methods of the same names of `fsspec.AbstractFileSystem` give, as far as
`kg.cluster.places` asks for it. Links to folders are not followed.
"""

from __future__ import annotations

import glob
import os
import stat
from pathlib import Path
from typing import BinaryIO, TypedDict


class Facts(TypedDict):
    """What is known of a file, in the words of fsspec."""

    name: str
    size: int
    type: str


class LocalFiles:
    """The files of this machine."""

    def find(self, path: str, detail: bool = True) -> dict[str, Facts]:
        """The file, or all files below a folder, with their facts; nothing where there is neither."""
        if os.path.isfile(path):
            return {path: self.info(path)}
        walk = os.walk(path)
        return {name: self.info(name) for folder, _, names in walk for name in (os.path.join(folder, n) for n in names)}

    def glob(self, path: str, detail: bool = True) -> dict[str, Facts]:
        """What fits a pattern, with its facts."""
        return {name: self.info(name) for name in glob.glob(path, recursive=True)}

    def info(self, path: str) -> Facts:
        """Size and type. Raises FileNotFoundError."""
        found = os.stat(path)
        return {"name": path, "size": found.st_size, "type": "directory" if stat.S_ISDIR(found.st_mode) else "file"}

    def ls(self, path: str, detail: bool = False) -> list[str]:
        """The paths in a folder. Raises FileNotFoundError."""
        return [os.path.join(path, name) for name in os.listdir(path)]

    def invalidate_cache(self) -> None:
        """Nothing is kept."""

    def cat_file(self, path: str, start: int | None = None, end: int | None = None) -> bytes:
        """The bytes of a file, or those from `start` to `end`."""
        with open(path, "rb") as file:
            file.seek(start or 0)
            return file.read(-1 if end is None else end - (start or 0))

    def open(self, path: str, mode: str = "rb") -> BinaryIO:
        """A file to read."""
        return Path(path).open("rb")

    def rm_file(self, path: str) -> None:
        """Remove a file."""
        os.remove(path)

    def unstrip_protocol(self, path: str) -> str:
        """The path, which is an address of itself here."""
        return path
