"""The class path of Jena's command line as Debian packages it (libapache-jena-java).

In: the folder of its jars. Out: a class path on which `tdb2.tdbloader` runs. Two things stand in the way of all jars at
once: bridges of logging that send messages round in a circle, and in Jena 4.5.0 of Debian 12 texts that its classes
look for in `xerces/`, whither those were moved, and that stayed in `org/apache/jena/ext/xerces/`.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Final

# Other logging than `slf4j-nop`; and every jar that a link without a version stands beside.
_LEFT_OUT: Final = re.compile(r"over-slf4j|slf4j-(?!api|nop)|log4j|maven|-[0-9]+\.[0-9].*\.jar$")
_TEXTS: Final = "org/apache/jena/ext/"


def class_path(jars: Path, folder: Path) -> str:
    """The class path of the jars in a folder, and of a folder that is filled with what one of them lacks."""
    with zipfile.ZipFile(jars / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(_TEXTS) and name.endswith(".properties"):
                text = folder / name.removeprefix(_TEXTS)
                text.parent.mkdir(parents=True, exist_ok=True)
                text.write_bytes(jar.read(name))
    found = sorted(path for path in jars.glob("*.jar") if not _LEFT_OUT.search(path.name))
    return ":".join(map(str, [folder, *found]))
