"""Where files lie: those that come with Standpoint (ontology, queries), and the user's own words and actors.

In a checkout `ontology/` and `queries/` are top-level folders; in an installed package they lie inside `kg/data/`. The
user's folder is named by the environment variable KG_LEXICONS, which processes inherit from those that start them, so
that every face and every worker reads the same words.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from kg.errors import UsageError

OWN_FOLDER = "KG_LEXICONS"
_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder of shipped files called `name` ("ontology", "queries").

    Raises FileNotFoundError where the installation lacks it.
    """
    for folder in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the installation of standpoint-kg lacks its folder {name!r}")


def own_folder() -> Path | None:
    """The folder of the user's own lexicons and actors, or None. Raises UsageError where it is no folder."""
    name = os.environ.get(OWN_FOLDER)
    if not name:
        return None
    if not Path(name).is_dir():
        raise UsageError(f"{name} is no folder of lexicons")
    return Path(name)


def use_own_folder(folder: Path | None) -> None:
    """Have this process, and those that it starts, read the words and actors of this folder; None changes nothing.

    To be called before anything is read. Raises UsageError where it is no folder.
    """
    if folder is not None:
        os.environ[OWN_FOLDER] = str(folder.resolve())
        own_folder()


def own_digest() -> str:
    """The SHA-256 of all tables of the user's folder, names included; empty where there is no folder."""
    folder = own_folder()
    whole = hashlib.sha256()
    for path in sorted(folder.iterdir()) if folder is not None else ():
        if path.suffix in (".toml", ".csv"):
            whole.update(f"{path.name}\0".encode() + path.read_bytes() + b"\0")
    return whole.hexdigest() if folder is not None else ""
