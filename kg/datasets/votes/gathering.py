"""Rows of single votes, gathered: each roll call once, and its votes together where its rows are near each other.

In: the rows of a table and two functions that read one. Out: roll calls, votes, and refused rows with the reason that
the functions gave. A member that votes in two ways in rows near each other is refused the second time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from kg.datasets.files import DatasetFile, format_row, is_text
from kg.errors import InputError
from kg.rows import Party, Reject, RollCall, VoteOption, Votes

# The id of the roll call, the voter, and how it voted; None for whoever was no member.
Cast = tuple[str, Party, VoteOption | None]
Row = Sequence[str]
# Tables go through their roll calls more or less in order; this many are kept together until they are complete.
_OPEN: Final = 1_000


class Columns:
    """The columns of a table by their names; `cell` and `need` give one of a row, whatever its place."""

    def __init__(self, header: Row, names: dict[str, tuple[str, ...]]) -> None:
        """`names` gives the names that a column may go by, the first that there is counts. Raises nothing."""
        folded = [name.strip().casefold() for name in header]
        self._header = [name.strip() for name in header]
        self._places = {
            key: next((folded.index(name) for name in known if name in folded), -1) for key, known in names.items()
        }

    def __contains__(self, key: str) -> bool:
        return self._places[key] >= 0

    def place(self, key: str) -> int:
        """Where a column stands; -1: there is none."""
        return self._places[key]

    def cell(self, row: Row, key: str) -> str:
        """The cell of a column; "" where the table has none."""
        place = self._places[key]
        return row[place].strip() if place >= 0 else ""

    def check(self, row: Row) -> None:
        """Raise ValueError for a row of another length than the header."""
        if len(row) != len(self._header):
            raise ValueError(f"has {len(row)} cells; expected {len(self._header)}: {', '.join(self._header)}")


def read_columns(file: DatasetFile, delimiter: str, names: dict[str, tuple[str, ...]], needed: Row) -> Columns:
    """The columns of a table by its header. Raises InputError where a needed one is missing."""
    _, header = next(file.rows(delimiter), (1, []))
    columns = Columns(header, names)
    missing = [names[key][0] for key in needed if key not in columns]
    if missing:
        # What is no table at all has a line of text for its header.
        problem = f"has the columns {', '.join(header)[:300]}; expected also {', '.join(missing)}"
        raise InputError(problem, path=file.path, line=1)
    return columns


def gather(
    rows: Iterable[tuple[int, Row]], read_cast: Callable[[Row], Cast], read_roll_call: Callable[[Row], RollCall]
) -> Iterator[RollCall | Votes | Reject]:
    """Roll calls and votes of the rows after the header; what a function refuses with ValueError is a reject."""
    told: set[str] = set()
    open_votes: dict[str, dict[Party, VoteOption]] = {}
    for line, row in rows:
        if line == 1:
            continue
        try:
            roll_call, voter, option = read_cast(row)
            if roll_call not in told:
                yield read_roll_call(row)
                told.add(roll_call)
            votes = open_votes.get(roll_call)
            if votes is None:
                if len(open_votes) == _OPEN:
                    yield from _close(open_votes)
                votes = open_votes[roll_call] = {}
            if option is not None and votes.setdefault(voter, option) is not option:
                raise ValueError(f"{voter.name or voter.iso3} has voted {votes[voter]} in this roll call already")
        except ValueError as problem:
            yield Reject(line, str(problem), format_row(row))
    yield from _close(open_votes)


def _close(open_votes: dict[str, dict[Party, VoteOption]]) -> Iterator[Votes]:
    """The votes of the roll calls that are open, which are closed by that."""
    for roll_call, votes in open_votes.items():
        if votes:
            yield Votes(roll_call, votes)
    open_votes.clear()


class Voters:
    """The parties of a table, each made once: rows name the same two hundred a million times."""

    def __init__(self, make: Callable[..., Party]) -> None:
        self._make = make
        self._known: dict[tuple[str, ...], Party] = {}

    def get(self, *cells: str) -> Party:
        """The party that some cells name. Raises ValueError where they are no text."""
        known = self._known.get(cells)
        if known is None:
            if not is_text(cells) or not any(cells):
                raise ValueError("the member is not named in UTF-8; expected a name or a code")
            known = self._known[cells] = self._make(*cells)
        return known


ASSEMBLY: Final = Party("United Nations General Assembly", type="igo")
COUNCIL: Final = Party("United Nations Security Council", type="igo")
