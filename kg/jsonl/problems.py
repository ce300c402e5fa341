"""What is wrong with a record, said for people who do not write programs.

In: pydantic's list of errors. Out: one line, "position: stance must be one of support, oppose, mixed, uncertain, not
'suport'". The line number is the caller's business.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic import ValidationError

from kg.records import KINDS

_MOST_PROBLEMS: Final = 3
# By pydantic's name of the error; braces are filled from its context.
_EXPECTED: Final[Mapping[str, str]] = {
    "string_type": "must be a text",
    "string_too_short": "must not be empty",
    "string_pattern_mismatch": "must fit the pattern {pattern}",
    "literal_error": "must be one of {expected}",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "tuple_type": "must be a list […]",
    "dict_type": "must be a JSON object {{…}}",
    "model_type": "must be a JSON object {{…}}",
    "model_attributes_type": "must be a JSON object {{…}}",
    "too_short": "must have at least {min_length} item",
}
_WITHOUT_VALUE: Final = frozenset({"too_short", "string_too_short"})


def explain(error: ValidationError) -> str:
    """Say in one line what is wrong with a record; of many problems the first three."""
    found = _drop_consequences(error.errors(include_url=False))
    problems = list(dict.fromkeys(map(_explain_one, found)))
    shown = "; ".join(problems[:_MOST_PROBLEMS])
    more = f" (and {len(problems) - _MOST_PROBLEMS} more)" if len(problems) > _MOST_PROBLEMS else ""
    kind = found[0]["loc"][:1]
    return f"{kind[0]}: {shown}{more}" if kind and kind[0] in KINDS else shown + more


def quote_value(value: object) -> str:
    """A value as a message shows it: at most 60 characters."""
    shown = repr(value) if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"


def _drop_consequences(problems: list[Any]) -> list[Any]:
    """Leave out "too few participants" where each participant has its own problem."""
    places = [problem["loc"] for problem in problems]
    return [
        problem
        for problem in problems
        if problem["type"] != "too_short"
        or not any(
            len(place) > len(problem["loc"]) and place[: len(problem["loc"])] == problem["loc"] for place in places
        )
    ]


def _explain_one(problem: Any) -> str:
    kind, context, place = problem["type"], problem.get("ctx", {}), _name_place(problem["loc"])
    if kind in _EXPECTED:
        values = {name: _plain(value) for name, value in context.items()}
        said = f"{place or 'the line'} {_EXPECTED[kind].format(**values)}"
        return said if kind in _WITHOUT_VALUE else f"{said}, not {quote_value(problem.get('input'))}"
    match kind:
        case "json_invalid":
            # The record is one line, so that the parser's "line 1" would only confuse.
            return f"not a JSON object: {context['error'].replace('line 1 column', 'character')}"
        case "union_tag_not_found":
            return f"kind is missing; expected one of {', '.join(KINDS)}"
        case "union_tag_invalid":
            return f"kind must be one of {', '.join(KINDS)}, not {context['tag']!r}"
        case "missing":
            return f"{place} is missing"
        case "extra_forbidden":
            return f"{place} is not a field of this kind of record"
        case "value_error":
            return _explain_value(place, str(context["error"]))
    return f"{place}: {problem['msg']}".removeprefix(": ")


def _explain_value(place: str, reason: str) -> str:
    """The models' own reasons: "must not be empty" reads on after the field, a sentence of its own does not."""
    if not place:
        return reason
    return f"{place} {reason}" if reason.startswith("must ") else f"{place}: {reason}"


def _plain(value: object) -> object:
    """pydantic writes choices as "'a', 'b' or 'c'"."""
    return value.replace("'", "").replace(" or ", ", ") if isinstance(value, str) else value


def _name_place(location: tuple[str | int, ...]) -> str:
    """A field's name for people: the kind goes without saying, items are counted from 1."""
    steps = location[1:] if location and location[0] in KINDS else location
    return " ".join(f"{step + 1}" if isinstance(step, int) else str(step) for step in steps)
