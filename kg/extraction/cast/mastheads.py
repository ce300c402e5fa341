"""Mastheads: the body of a state whose document it is by the lines at its head.

In: a text and the registry. Out: the body with its state: "Statement by the Ministry of Foreign Affairs of the Republic
of X", or a line with the state above or below one with the body, in capitals or not. Mastheads that begin with the body
are found by `authors` from the mentions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.registry import Entry, Registry

_LINES = 6
_LONGEST_LINE = 110
_BODY = re.compile(
    r"\b(?P<body>(?:Federal |Royal |State )?(?:Ministry|Department|Presidency)"
    r"(?: (?:of|for)(?: the)? [A-Z]\w+(?:,? (?:and |of the |of )?[A-Z]\w+)*)?)"
)
_KIND_OF_STATE = re.compile(
    r" of (?:the )?(?:\w+ ){0,3}(?:Republic|Kingdom|States?|Federation|Union|Commonwealth|Emirates?|Sultanate)$"
)
_SMALL = frozenset("of the and for on in by to".split())


@dataclass(frozen=True)
class Masthead:
    """The body of a state whose document it is by its first lines (offsets in the document)."""

    name: str
    start: int
    end: int
    state: Entry
    aliases: tuple[str, ...]


def read_masthead(text: str, registry: Registry) -> Masthead | None:
    """The body that one of the first lines names, with the state in that line or one beside it; None without both."""
    lines = list(_first_lines(text))
    for place, (start, line) in enumerate(lines):
        match = _BODY.search(_unshout(line))
        if match is None:
            continue
        body, state = _owned(match["body"], registry)
        beside = (_unshout(lines[at][1]).strip() for at in (place - 1, place + 1) if 0 <= at < len(lines))
        state = state or next((found for other in beside if (found := _state(other, registry))), None)
        if state is not None and state.adjectives:
            name = f"{state.adjectives[0]} {body}"
            known = [entry.name for entry in registry.find_by_name(name)]
            at = start + match.start()
            return Masthead([*known, name][0], at, at + len(match["body"]), state, (body,))
    return None


def _first_lines(text: str) -> Iterator[tuple[int, str]]:
    """The first short lines of a text that aren't empty, with their offsets."""
    at, found = 0, 0
    for line in text.splitlines(keepends=True):
        plain = line.rstrip()
        if plain.strip():
            found += 1
            if found > _LINES or len(plain) > _LONGEST_LINE:
                return
            yield at, plain
        at += len(line)


def _unshout(line: str) -> str:
    """A line in capitals as it is written elsewhere; the length stays."""
    if not line.isupper():
        return line
    return "".join(_lowered(word) for word in re.split(r"(\s+)", line))


def _lowered(word: str) -> str:
    return word.lower() if word.lower() in _SMALL else word.capitalize()


def _owned(body: str, registry: Registry) -> tuple[str, Entry | None]:
    """A body without the state at the end of its name, and the state."""
    words = body.split()
    for at in range(len(words) - 1, 0, -1):
        if words[at] == "of" and (state := _state(" ".join(words[at + 1 :]), registry)) is not None:
            return _KIND_OF_STATE.sub("", " ".join(words[:at])), state
    return body, None


def _state(words: str, registry: Registry) -> Entry | None:
    """The state of these words, with or without what kind of state it is."""
    for name in _forms(words.split()):
        found = [entry for entry in registry.find_by_name(name) if entry.type == "state"]
        if len(found) == 1:
            return found[0]
    return None


def _forms(words: Sequence[str]) -> Iterator[str]:
    yield " ".join(words)
    if "of" in words:
        yield " ".join(words[len(words) - words[::-1].index("of") :])
