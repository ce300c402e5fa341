"""Where the files that come with Standpoint lie: ontology, queries, lexicons.

In a checkout `ontology/` and `queries/` are top-level folders; in an installed package they lie inside `kg/data/`.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder of shipped files called `name` ("ontology", "queries").

    Raises FileNotFoundError where the installation lacks it.
    """
    for folder in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the installation of standpoint-kg lacks its folder {name!r}")
