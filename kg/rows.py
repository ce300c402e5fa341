"""Rows: what datasets say, whatever file it comes from, as records are what texts say.

Plain tuples, since there are millions of them: `kg.datasets` makes them, `kg.mapping.rows` writes them as quads. Dates
are EDTF. Codes are texts: "041" is not 41.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

VoteOption = Literal["yes", "no", "abstain", "absent"]
VoteScope = Literal["whole", "paragraph", "amendment", "motion"]
Stance = Literal["support", "oppose", "mixed", "uncertain"]
ResolutionType = Literal["resolution", "treaty", "agreement", "joint_statement", "authorisation", "law"]
ResolutionStatus = Literal["proposed", "adopted", "rejected", "implemented", "ended"]
# The types of PLOVER.
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip


class Reject(NamedTuple):
    """A line that cannot be used, and why. `line` counts from 1; `raw` is the line as it came."""

    line: int
    reason: str
    raw: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.reason}"


class DatasetSource(NamedTuple):
    """What is said of a dataset as a whole; `id` is the slug under which a store knows it.

    `scale` says what its scores of intensity mean.
    """

    id: str
    title: str
    citation: str | None = None
    license: str | None = None
    scale: str | None = None


class Party(NamedTuple):
    """An actor as a dataset names it: by name, by codes, or both; `type` only where the dataset says it is one.

    `affiliation` is what it belongs to, where the dataset says so: the state of a ministry or a mob.
    """

    name: str = ""
    iso2: str = ""
    iso3: str = ""
    cow: str = ""
    cameo: str = ""
    type: str = ""
    affiliation: Party | None = None

    @property
    def label(self) -> str:
        """What to call it: its name, else one of its codes."""
        return self.name or self.iso3 or self.iso2 or self.cameo or self.cow


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


class CodedEvent(NamedTuple):
    """Something that happened, as a coder took it from a report.

    `id` is the dataset's own; `code` the CAMEO code, where there is one, `type` what it means in PLOVER; `intensity`
    the dataset's score, a decimal number; `publisher` whose report it is, `story` a link to it.
    """

    id: str
    date: str
    code: str | None
    type: EventType | None
    initiators: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: str | None = None
    intensity: str | None = None
    publisher: str | None = None
    story: str | None = None
    label: str | None = None
    quote: str | None = None


class CodedPosition(NamedTuple):
    """What somebody thinks of an issue, as a coder took it from a text that the dataset hasn't; `id` is its own.

    `publisher` names whose report it is, `source` is its address or title, `quote` the words that were coded.
    """

    id: str
    holders: tuple[Party, ...]
    issue: str
    stance: Stance
    date: str | None = None
    quote: str | None = None
    statement: str | None = None
    on_behalf_of: tuple[Party, ...] = ()
    publisher: str | None = None
    source: str | None = None
    confidence: str | None = None
    coder: str | None = None


class CodedResolution(NamedTuple):
    """A formal decision as a row describes it, by its label or symbol."""

    id: str
    label: str
    symbol: str | None = None
    type: ResolutionType = "resolution"
    body: Party | None = None
    date: str | None = None
    status: ResolutionStatus | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    parties: tuple[Party, ...] = ()
    quote: str | None = None
    source: str | None = None


class CodedActor(NamedTuple):
    """An actor as a row describes it; `type` is that of the party, where the row gives one."""

    id: str
    party: Party
    aliases: tuple[str, ...] = ()
    role: str | None = None
    affiliation: Party | None = None
    source: str | None = None


class Duplicate(NamedTuple):
    """A row that tells what another row of the same story tells already."""

    line: int
