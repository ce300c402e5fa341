"""Votes of the UN General Assembly in three tables: Erik Voeten's data as packaged in `unvotes`.

In: `un_votes` (rcid, country, country_code, vote) with `un_roll_calls` and `un_roll_call_issues` beside it, plain or
gzip. Out: roll calls, each before its votes. Whoever was absent or no member has no row there.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.datasets.files import DatasetFile, is_text
from kg.datasets.votes.codes import find_resolution, find_scope, read_date
from kg.datasets.votes.gathering import ASSEMBLY, Cast, Row, Voters, gather
from kg.errors import InputError
from kg.rows import DatasetSource, Party, Reject, RollCall, VoteOption, Votes

_VOTES: Final = ["rcid", "country", "country_code", "vote"]
_ROLL_CALLS: Final = ["rcid", "session", "importantvote", "date", "unres", "amend", "para", "short", "descr"]
_ISSUES: Final = ["rcid", "short_name", "issue"]
_OPTIONS: Final[dict[str, VoteOption]] = {"yes": "yes", "no": "no", "abstain": "abstain", "absent": "absent"}
SOURCE: Final = DatasetSource(
    "un-general-assembly-votes",
    "United Nations General Assembly roll-call votes",
    "Erik Voeten, United Nations General Assembly Voting Data, Harvard Dataverse, doi:10.7910/DVN/LEJUQZ",
)


def is_votes(head: bytes) -> bool:
    """Whether a file begins like `un_votes`."""
    return head.split(b"\n", 1)[0].strip().replace(b'"', b"") == ",".join(_VOTES).encode()


def describe(path: Path) -> DatasetSource:
    """The dataset as a whole."""
    return SOURCE


def companions(path: Path) -> list[Path]:
    """The other files that the votes depend on, beside them. Raises InputError where one is missing."""
    return [_beside(path, "un_roll_calls"), _beside(path, "un_roll_call_issues")]


def read_votes(file: DatasetFile) -> Iterator[RollCall | Votes | Reject]:
    """The roll calls and votes of a file. Raises InputError where a companion is missing or has other columns."""
    known = _read_roll_calls(*companions(file.path))
    voters = Voters(_make_party)

    def read_cast(row: Row) -> Cast:
        if len(row) != len(_VOTES):
            raise ValueError(f"has {len(row)} cells; expected {', '.join(_VOTES)}")
        rcid, country, code, vote = row
        if vote not in _OPTIONS:
            raise ValueError(f"the vote is {vote!r}; expected {', '.join(_OPTIONS)}")
        return rcid, voters.get(country, code), _OPTIONS[vote]

    def read_roll_call(row: Row) -> RollCall:
        if row[0] not in known:
            raise ValueError(f"roll call {row[0]!r} is not in un_roll_calls")
        return known[row[0]]

    return gather(file.rows(), read_cast, read_roll_call)


def _make_party(country: str, code: str) -> Party:
    # R writes NA for what is missing, and Namibia's code is NA too.
    return Party(country, iso2="" if code == "NA" and country != "Namibia" else code, type="state")


def _read_roll_calls(path: Path, issues: Path) -> dict[str, RollCall]:
    topics: dict[str, list[str]] = {}
    for row in _read_table(issues, _ISSUES):
        topics.setdefault(row[0], []).append(row[2])
    return {row[0]: _make_roll_call(row, tuple(topics.get(row[0], ()))) for row in _read_table(path, _ROLL_CALLS)}


def _make_roll_call(row: Row, topics: tuple[str, ...]) -> RollCall:
    rcid, session, _, day, code, amend, paragraph, short, description = row
    scope = find_scope(code, amend, paragraph, description)
    date = read_date(day, session)
    return RollCall(rcid, ASSEMBLY, date, code or None, find_resolution(code), scope, short, description, topics)


def _read_table(path: Path, columns: list[str]) -> Iterator[list[str]]:
    """The rows of a companion; a wrong one is an error, since rows of the votes depend on it."""
    for line, row in DatasetFile(path).rows():
        if line == 1 and row != columns:
            problem = f"has the columns {', '.join(row)}; expected {', '.join(columns)}"
            raise InputError(problem, path=path, line=1)
        if len(row) != len(columns) or not is_text(row):
            problem = f"has {len(row)} cells; expected {', '.join(columns)}, in UTF-8"
            raise InputError(problem, path=path, line=line)
        if line > 1:
            yield row


def _beside(path: Path, stem: str) -> Path:
    for file in sorted(path.parent.iterdir()):
        if file.name.split(".")[0] == stem:
            return file
    raise InputError(f"needs {stem}.csv (or .csv.gz) beside it", path=path)
