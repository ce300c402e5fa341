"""The statements that count: by date, by what they name, each once or as often as it is said, and by windows of time.

In: statements and settings. Out: mentions, which are what networks are counted from: a node, what it is tied through,
how it stands to it. Where Discourse Network Analyzer knows moments, dates here may be vague: a filter by date leaves
out what certainly lies outside it (as the canned queries do), a window takes in what certainly lies inside it.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count
from typing import Final, NamedTuple

from kg.errors import UsageError
from kg.networks.settings import Settings, Things, Window
from kg.networks.statements import Statement

# Who is of two minds says both, as coders of DNA code it; who does not decide says neither.
_LEVELS: Final = {"support": ("support",), "oppose": ("oppose",), "mixed": ("support", "oppose"), "uncertain": ()}


class Mention(NamedTuple):
    """One node and what it is tied through, with the level of agreement, as one statement has them."""

    node: str
    through: str
    level: str
    statement: Statement


class Slice(NamedTuple):
    """The mentions of one stretch of time; without windows, all of them, and no ends."""

    mentions: Sequence[Mention]
    first: date | None = None
    last: date | None = None


def choose(statements: Iterable[Statement], settings: Settings) -> list[Mention]:
    """The mentions that settings leave, in the order of time; undated ones come last."""
    chosen = [
        statement
        for statement in statements
        if (settings.given_up or not statement.given_up)
        and _may_touch(statement, settings.since, settings.until)
        and not _names(statement, settings.exclude)
        and all(_names(statement, {variable: things}) for variable, things in settings.only.items())
    ]
    mentions = (mention for statement in sorted(chosen, key=_order) for mention in find_mentions(statement, settings))
    return list(_leave_out_duplicates(mentions, settings))


def find_mentions(statement: Statement, settings: Settings) -> Iterator[Mention]:
    """What one statement says of its nodes; nothing where it has no value of a variable."""
    levels = _LEVELS[statement.stance] if settings.signed else (statement.stance,)
    for node in statement.things[settings.nodes]:
        for through in statement.things[settings.through]:
            yield from (Mention(node, through, level, statement) for level in levels)


def cut(mentions: Sequence[Mention], settings: Settings) -> list[Slice]:
    """The mentions by windows of time, or as they are. Raises UsageError where there is no window."""
    window = settings.window
    if window is None:
        return [Slice(mentions, settings.since, settings.until)]
    dated = [mention for mention in mentions if mention.statement.first and mention.statement.last]
    if not dated:
        raise UsageError("no statement has a date, so there are no windows of time")
    slices = _cut_by_count(dated, window) if window.unit == "statements" else _cut_by_time(dated, settings, window)
    if not slices:
        unit = window.unit.removesuffix("s") if window.size == 1 else window.unit
        raise UsageError(
            f"no window of {window.size} {unit} fits; take a shorter one, or partial windows (--partial-windows)"
        )
    return slices


def _may_touch(statement: Statement, since: date | None, until: date | None) -> bool:
    """Whether a date may lie in a time; what has no date lies in no limited time."""
    if statement.first is None and statement.last is None:
        return since is None and until is None
    return (statement.last or date.max) >= (since or date.min) and (statement.first or date.min) <= (until or date.max)


def _names(statement: Statement, things: Things) -> bool:
    return any(thing in wanted for variable, wanted in things.items() for thing in statement.things[variable])


def _order(statement: Statement) -> tuple[date, date, str, int, str]:
    first, last = statement.first or statement.last or date.max, statement.last or date.max
    return first, last, statement.document, statement.start, statement.claim


def _leave_out_duplicates(mentions: Iterable[Mention], settings: Settings) -> Iterator[Mention]:
    seen: set[object] = set()
    for mention in mentions:
        if settings.duplicates != "include":
            level = mention.level if settings.signed else ""
            key = (mention.node, mention.through, level, _period(mention.statement, settings.duplicates))
            if key in seen:
                continue
            seen.add(key)
        yield mention


def _period(statement: Statement, kind: str) -> object:
    """What a statement is told apart by; a date too vague for the period is a period of its own."""
    if kind == "range":
        return None
    if kind == "document" or statement.first is None or statement.last is None:
        return statement.document
    name = _PERIODS[kind]
    first, last = name(statement.first), name(statement.last)
    return first if first == last else (statement.first, statement.last)


_PERIODS: Final[dict[str, Callable[[date], tuple[int, ...]]]] = {
    "week": lambda day: tuple(day.isocalendar())[:2],
    "month": lambda day: (day.year, day.month),
    "year": lambda day: (day.year,),
}


def _cut_by_time(mentions: Sequence[Mention], settings: Settings, window: Window) -> list[Slice]:
    days = [day for _, _, _, statement in mentions for day in (statement.first, statement.last) if day]
    begin, end = settings.since or min(days), settings.until or max(days)
    slices: list[Slice] = []
    for number in count(1 - window.size if window.partial else 0):
        first = _move(begin, number, window)
        last = _move(begin, number + window.size, window) - timedelta(days=1)
        if first > end or (last > end and not window.partial):
            return slices
        first, last = max(first, begin), min(last, end)
        inside = [mention for mention in mentions if _lies_in(mention.statement, first, last)]
        slices.append(Slice(inside, first, last))
    return slices


def _cut_by_count(mentions: Sequence[Mention], window: Window) -> list[Slice]:
    """Windows of so many mentions, and of those of the same days as the first and the last."""
    slices: list[Slice] = []
    for number in range(len(mentions) - window.size + 1):
        inside = mentions[number : number + window.size]
        first, last = _order(inside[0].statement)[0], max(_order(mention.statement)[0] for mention in inside)
        inside = [mention for mention in mentions if first <= _order(mention.statement)[0] <= last]
        if not slices or (first, last) != slices[-1][1:]:
            slices.append(Slice(inside, first, last))
    return slices


def _lies_in(statement: Statement, first: date, last: date) -> bool:
    return bool(statement.first and statement.last and first <= statement.first and statement.last <= last)


def _move(day: date, steps: int, window: Window) -> date:
    """A day some units of the calendar later; the last day of a month where it has no such day."""
    if window.unit in ("days", "weeks"):
        return day + timedelta(days=steps * (7 if window.unit == "weeks" else 1))
    months = day.year * 12 + day.month - 1 + steps * (12 if window.unit == "years" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
