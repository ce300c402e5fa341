"""The order of the steps: files → documents → records → linked → mapped → validated → stored, and back out.

In come paths and a store, out come reports of what happened. Every step is somebody else's; decided here are only their
order and what a failure means: an input that cannot be read stops the run before anything is stored, a record that
cannot be used is refused and reported, a source is stored whole or not at all.

    inputs.py    which files, and what their bytes are     loading.py   inputs → drafts → the store
    reading.py   documents → records                       shipped.py   the ontology and registry that come along
    checking.py  shapes and lint over sources and stores   scoring.py   records against gold    output.py  the way out
"""

from __future__ import annotations

from kg.pipeline.checking import check_file, check_store
from kg.pipeline.inputs import Input, find_inputs
from kg.pipeline.loading import Loaded, load, retract
from kg.pipeline.output import construct, select_sources
from kg.pipeline.reading import Reader, extract
from kg.pipeline.scoring import evaluate
from kg.pipeline.shipped import open_for_loading

__all__ = [
    "Input", "Loaded", "Reader", "check_file", "check_store", "construct", "evaluate", "extract", "find_inputs", "load",
    "open_for_loading", "retract", "select_sources",
]  # fmt: skip
