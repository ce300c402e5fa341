"""Options that several commands share, so that each means the same everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.resources import OWN_FOLDER

StoreOption = Annotated[
    Path,
    typer.Option("--store", "-s", envvar="KG_STORE", help="The folder of the store.", show_default=True),
]
DEFAULT_STORE = Path("kg-store")

PipelineOption = Annotated[
    str | None,
    typer.Option("--pipeline", help="An installed spaCy pipeline to read with, instead of the packaged one."),
]
LexiconsOption = Annotated[
    Path | None,
    typer.Option("--lexicons", envvar=OWN_FOLDER, help="A folder of words (and actors) of your own to read with."),
]
CodebookOption = Annotated[
    Path | None,
    typer.Option("--codebook", help="Issues with paraphrases and contraries (CSV or SKOS) to code positions by."),
]
ConfidenceOption = Annotated[
    float,
    typer.Option("--min-confidence", min=0.0, max=1.0, help="Leave out what the reader is less sure of, 0 to 1."),
]
JobsOption = Annotated[int, typer.Option("--jobs", "-j", min=1, help="Share the reading among this many processes.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Report errors and refused records only.")]
