"""Pages as HTML: templates of Jinja with everything escaped, and links that lead only to http and https addresses.

In: the name of a template and facts. Out: HTML. The templates stand in `templates/`; `base.html` is the shell of every
page. There is no inline script or style in them: the content security policy forbids it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from pyoxigraph import NamedNode

from kg.queries.results import Cell, Table
from kg.web.claims import is_unnamed
from kg.web.looks import class_of, look_of
from kg.web.times import tell_date

# What a page may not hold (HTML, "Preprocessing the input stream").
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_SAFE_IN_PATH: Final = "/:@!$&'()*+,;=-._~%"


@dataclass(frozen=True)
class Page:
    """What a page shows: the template and its facts. `status` is that of HTTP."""

    template: str
    title: str
    facts: Mapping[str, object] = field(default_factory=dict)
    status: int = 200


def render(page: Page, base: str, shell: Mapping[str, object]) -> bytes:
    """The HTML of a page; `base` is the base of the data's IRIs, `shell` the facts of every page."""
    template = _templates().get_template(page.template)
    text = template.render(**shell, **page.facts, title=page.title, base=base)
    return _CONTROL.sub("\ufffd", text).encode("utf-8", "replace")


def prepare_templates() -> None:
    """Read and compile all templates: each costs more than a page that is made of it."""
    for name in _templates().list_templates():
        _templates().get_template(name)


def address(term: Cell, base: str) -> str | None:
    """Where a link to a term leads: things of the data to their page here, others to themselves, the rest nowhere.

    >>> address(NamedNode("https://w3id.org/standpoint/id/actor/rus"), "https://w3id.org/standpoint/id/")
    '/id/actor/rus'
    >>> address(NamedNode("javascript:alert(1)"), "https://w3id.org/standpoint/id/") is None
    True
    """
    if not isinstance(term, NamedNode):
        return None
    if term.value.startswith(base):
        return "/id/" + quote(term.value.removeprefix(base), safe=_SAFE_IN_PATH + "#")
    return term.value if re.fullmatch(r"https?://[^\s\x00-\x1f\x7f]+", term.value) else None


def part_columns(table: Table) -> tuple[list[int], list[int]]:
    """The numbers of the columns in which some row has a value, and of those in which none has."""
    numbers = range(len(table.columns))
    filled = {number for number in numbers if any(table.text(row[number]) for row in table.rows)}
    return [number for number in numbers if number in filled], [number for number in numbers if number not in filled]


@cache
def _templates() -> Environment:
    folder = Path(__file__).resolve().parent / "templates"
    templates = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    templates.filters["address"] = address
    templates.filters["look"] = class_of
    templates.filters["sign"] = look_of
    templates.filters["date"] = tell_date
    templates.filters["columns"] = part_columns
    templates.tests["unnamed"] = is_unnamed
    # The macros that most pages use; each template has them without importing them.
    templates.globals["parts"] = templates.get_template("claims.html").module
    templates.globals["tabled"] = templates.get_template("tables.html").module
    return templates
