"""Options that several commands share, so that each means the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

StoreOption = Annotated[
    Path,
    typer.Option("--store", "-s", envvar="KG_STORE", help="The folder of the store.", show_default=True),
]
DEFAULT_STORE = Path("kg-store")

PipelineOption = Annotated[
    str | None,
    typer.Option("--pipeline", help="An installed spaCy pipeline to read with, instead of the packaged one."),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Report errors and refused records only.")]
