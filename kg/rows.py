"""Rows: what datasets say, whatever file it comes from, as records are what texts say.

Plain tuples, since there are millions of them: `kg.datasets` makes them, `kg.mapping.rows` writes them as quads. Dates
are EDTF. Codes are texts: "041" is not 41.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

VoteOption = Literal["yes", "no", "abstain", "absent"]
VoteScope = Literal["whole", "paragraph", "amendment", "motion"]


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
    """One vote of a body: what was decided and how it is filed; the votes themselves are `Vote` rows.

    `id` is the dataset's own; `symbol` that of the decision as the dataset writes it; `topics` are its issue labels.
    """

    id: str
    date: str | None
    symbol: str | None
    scope: VoteScope
    title: str
    description: str
    topics: tuple[str, ...] = ()
    session: str = ""


class Vote(NamedTuple):
    """How one member voted in a roll call."""

    roll_call: str
    voter: Party
    option: VoteOption
