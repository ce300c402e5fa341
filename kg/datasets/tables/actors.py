"""How the columns of a table name actors: in words, or by codes of states.

In: the columns, and the first rows. Out: the scheme of each column that holds codes, and parties made of its cells. A
column of numbers holds codes only where its name says so ("ccode1"), and one with names of three capital letters only
where most of these are codes of states, since parties and organisations have such names too ("SPD", "EEC").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from kg.datasets.states import load_codes
from kg.datasets.tables.columns import Columns, fold_column
from kg.rows import Party

Scheme = Literal["letters", "numbers"]

_ACTORS: Final = ("holder", "on_behalf_of", "agent", "recipient", "body", "parties", "affiliation")
# The numbers of the Correlates of War, as its own data sets, Voeten's and V-Dem's call them.
_NUMBERED: Final = frozenset({"cow", "cown", "cowcode", "ccode", "ccode1", "ccode2", "ccodea", "ccodeb"})
_LETTERS: Final = 3
# One of them may be chance where other cells hold other names.
_SEVERAL: Final = 2


def find_schemes(columns: Columns, rows: Sequence[Sequence[str]]) -> Mapping[str, Scheme]:
    """The fields whose cells are codes of states, by the first rows of the table."""
    found: dict[str, Scheme] = {}
    for field in _ACTORS:
        place = columns.places.get(field)
        if place is None:
            continue
        if fold_column(columns.header[place]) in _NUMBERED:
            found[field] = "numbers"
        elif _are_codes({name for row in rows if place < len(row) for name in split_names(row[place])}):
            found[field] = "letters"
    return found


def split_names(cell: str) -> Iterable[str]:
    """The names of a cell, once each."""
    return dict.fromkeys(name for part in cell.split(";") if (name := part.strip()))


def make_party(name: str, scheme: Scheme | None) -> Party:
    """The actor that a cell names; by its code alone, since an organisation may be called so, too."""
    if scheme == "letters" and name in load_codes():
        return Party(iso3=name, cameo=name)
    if scheme == "numbers" and name.isdecimal():
        return Party(cow=name)
    return Party(name)


def _are_codes(names: set[str]) -> bool:
    alike = {name for name in names if len(name) == _LETTERS and name.isascii() and name.isalpha() and name.isupper()}
    known = alike & load_codes().keys()
    return 2 * len(known) > len(alike) and (len(known) >= _SEVERAL or alike == names)
