"""Rows: what datasets say, whatever file it comes from, as records are what texts say.

Plain tuples, since there are millions of them: `kg.datasets` makes them, `kg.mapping.rows` writes them as quads. Dates
are EDTF. Codes are texts: "041" is not 41.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

VoteOption = Literal["yes", "no", "abstain", "absent"]
VoteScope = Literal["whole", "paragraph", "amendment", "motion"]


class Reject(NamedTuple):
    """A line that cannot be used, and why. `line` counts from 1; `raw` is the line as it came."""

    line: int
    reason: str
    raw: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


class DatasetSource(NamedTuple):
    """What is said of a dataset as a whole; `id` is the slug under which a store knows it."""

    id: str
    title: str
    citation: str | None = None
    license: str | None = None


class Party(NamedTuple):
    """An actor as a dataset names it: by name, by codes, or both; `type` only where the dataset says it is one."""

    name: str = ""
    iso2: str = ""
    iso3: str = ""
    cow: str = ""
    cameo: str = ""
    type: str = ""


class RollCall(NamedTuple):
    """One vote of a body: what was decided and how it is filed; who voted how is in `Votes`.

    `id` is the dataset's own; `symbol` what the dataset writes for the decision; `resolution` the symbol of the
    resolution that was voted on, where there is one, in the usual form of the body; `topics` its issue labels.
    """

    id: str
    body: Party
    date: str | None
    symbol: str | None
    resolution: str | None
    scope: VoteScope
    title: str
    description: str
    topics: tuple[str, ...] = ()


class Votes(NamedTuple):
    """How members voted in a roll call, some of them or all; the roll call comes before its votes."""

    roll_call: str
    cast: dict[Party, VoteOption]
