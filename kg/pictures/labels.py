"""The words on a picture: names that stay apart, labels that fit, and what a mark tells of itself.

Cells of a table come in, texts go out. A label's lines are parted by a line end, and what a mark tells by a paragraph
separator, which no text of the graph can bring in.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from kg.queries.results import Cell, Row, Table, shorten

# Parts one fact from the next in what a mark tells.
FACTS = "\u2029"
_LONGEST_FACT = 500
_NOT_SHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")

Key = tuple[Cell, ...]


def wrap(text: str, width: int, lines: int) -> str:
    """The text in at most so many lines of so many characters; what is cut off is shown by an ellipsis."""
    wrapped = textwrap.wrap(clean(text), width, max_lines=lines, placeholder="…", break_long_words=True)
    return "\n".join(wrapped)


def clean(text: str) -> str:
    """The text on one line, without characters that no picture can show."""
    return " ".join(_NOT_SHOWN.sub(" ", text).split())


def head(column: str) -> str:
    """A column's name for readers."""
    return column.replace("_", " ")


def name_keys(table: Table, keys: Iterable[Key]) -> dict[Key, str]:
    """A name for each key, no two alike: where two things have one label, the tails of their addresses tell them apart.

    The cells of a key are joined; empty ones are left out, and what is the same in all keys.
    """
    distinct = list(dict.fromkeys(keys))
    if distinct == [()]:
        return {(): "—"}
    told = [place for place, cells in enumerate(zip(*distinct, strict=True)) if len(set(cells)) > 1] or [-1]
    texts = {key: [clean(table.text(key[place])) for place in told] for key in distinct}
    names = {key: " · ".join(filter(None, parts)) or "—" for key, parts in texts.items()}
    often = Counter(names.values())
    full = {key: name if often[name] == 1 else f"{name} ({_address(key)})" for key, name in names.items()}
    seen: Counter[str] = Counter()
    for key, name in full.items():
        seen[name] += 1
        full[key] = name if seen[name] == 1 else f"{name} ({seen[name]})"
    return full


def wrap_names(names: Iterable[str], width: int, lines: int) -> dict[str, str]:
    """Labels that fit, by name; a label that cutting made like another gets its number."""
    labels: dict[str, str] = {}
    seen: Counter[str] = Counter()
    for name in dict.fromkeys(names):
        label = wrap(name, width, lines)
        seen[label] += 1
        labels[name] = label if seen[label] == 1 else f"{label} ({seen[label]})"
    return labels


def tell(table: Table, row: Row, columns: Sequence[str]) -> list[str]:
    """What a row says of itself: a line "column: words" for each column that has a value."""
    facts = []
    for column in columns:
        words = clean(table.text(row[table.columns.index(column)]))
        if words:
            short = words if len(words) <= _LONGEST_FACT else words[: _LONGEST_FACT - 1] + "…"
            facts.append(f"{head(column)}: {short}")
    return facts


def join_facts(groups: Sequence[Sequence[str]], most: int = 4) -> str:
    """What several rows behind one mark tell, at most so many rows."""
    shown = [fact for group in groups[:most] for fact in group]
    more = [f"and {len(groups) - most:,} more"] if len(groups) > most else []
    return FACTS.join(dict.fromkeys([*shown, *more]))


def _address(key: Key) -> str:
    return ", ".join(shorten(cell) for cell in key if isinstance(cell, NamedNode)) or "another"
