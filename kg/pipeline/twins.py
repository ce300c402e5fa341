"""Two files with one text: it is one source, which the first of them stays.

In: a draft and what is stored already. Out: the source that has its text, and what a user should know of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.pipeline.inputs import Input
from kg.pipeline.known import place_of

if TYPE_CHECKING:
    from kg.pipeline.drafting import Draft
    from kg.stores import Change, SourceEntry


def find_twin(change: Change, draft: Draft, file: Input) -> SourceEntry | None:
    """The source of the same text that was loaded from another file, if that file is still there."""
    entry = change.find(draft.source.graph)
    return entry if entry and entry.path != place_of(file) and Path(entry.path).exists() else None


def warn_of(twin: SourceEntry | None, draft: Draft, file: Input) -> Iterator[str]:
    """What is lost where another file has the text already: records that somebody made of it, if these are others."""
    if twin and file.kind == "records" and twin.input_sha256 != file.sha256 and (made := sum(draft.records.values())):
        which = "record of it is" if made == 1 else "records of it are"
        yield f"its own {made:,} {which} not loaded; with an edition in its document both codings are kept"
