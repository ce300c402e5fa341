"""HTML: an answer as a page that stands on its own, or as a table for a notebook.

Every text is escaped, only http and https IRIs become links, quotes are block quotes, and there is no script: a
content security policy in the page forbids one. Columns that no row fills are left out and named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from typing import Final

from pyoxigraph import Literal, NamedNode

from kg.formats.captions import Caption, count_rows
from kg.formats.values import is_number
from kg.queries.results import Cell, Table

_QUOTES: Final = re.compile(r"(^|_)(quotes?|words|exact|passage|statement)(_|$)")
# What a page may not hold (HTML, "Preprocessing the input stream").
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_LINKED: Final = re.compile(r"https?://[^\s]+")
_STYLE: Final = """
:root { color-scheme: light dark; --line: #c8ccd2; --soft: #5b636e; --head: #f1f3f5; --link: #0b57a4; --bar: #8aa4c0; }
@media (prefers-color-scheme: dark) {
  :root { --line: #454b54; --soft: #a5adb8; --head: #23272d; --link: #8ab8ee; --bar: #56708d; }
}
body { font: 15px/1.45 system-ui, sans-serif; margin: 2rem auto; padding: 0 1.5rem; max-width: 110rem; }
h1 { font-size: 1.35rem; line-height: 1.25; }
dl { display: grid; grid-template-columns: max-content auto; gap: .1rem 1rem; color: var(--soft); }
dt::after { content: ":"; } dd { margin: 0; }
table { border-collapse: collapse; }
th { background: var(--head); position: sticky; top: 0; }
th, td { text-align: start; vertical-align: top; padding: .4rem .7rem; border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; }
td:not(.number) { min-width: 4.5rem; max-width: 42rem; overflow-wrap: break-word; }
blockquote { margin: 0; padding-inline-start: .7rem; border-inline-start: 3px solid var(--bar); min-width: 16rem; }
a { color: var(--link); } p.note { color: var(--soft); }
@media (max-width: 100rem) { .rows { overflow-x: auto; } }
@media (max-width: 40rem) { body { margin-block: 1rem; padding: 0 1rem; } td:not(.number) { max-width: 18rem; } }
@media print { body { margin: 0; max-width: none; } th { position: static; } .rows { overflow: visible; } }
"""


def format_html(table: Table, caption: Caption | None = None) -> str:
    """A whole page: the question, its arguments, the rows, and how many they are."""
    caption = caption or Caption()
    shown, empty = _leave_out_empty(table)
    note = count_rows(len(table.rows), table.truncated) + (
        f"; none has {' or '.join(map(_head, empty))}" if empty else ""
    )
    facts = "".join(
        f"<dt>{escape(_head(name))}</dt><dd>{escape(text)}</dd>"
        for name, text in caption.facts()
        if text != caption.title
    )
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>{escape(caption.title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{escape(caption.title)}</h1>
{f"<dl>{facts}</dl>" if facts else ""}
<p class="note">{escape(note)}</p>
<div class="rows" tabindex="0" role="region" aria-label="Rows">
{_format_rows(shown)}
</div>
</body>
</html>
"""


def format_fragment(table: Table, most: int = 50) -> str:
    """A table with its number of rows below, the first `most` of them shown, for a page that somebody else makes."""
    shown, _ = _leave_out_empty(replace(table, rows=table.rows[:most]))
    more = f", the first {most} shown" if len(table.rows) > most else ""
    rows = _format_rows(shown, ("text-align: left; vertical-align: top", "text-align: right; vertical-align: top"))
    return f"<div>{rows}<p>{escape(count_rows(len(table.rows), table.truncated) + more)}</p></div>"


def _leave_out_empty(table: Table) -> tuple[Table, list[str]]:
    """The table without the columns that no row fills, and their names; a table without rows keeps all."""
    filled = [
        place
        for place in range(len(table.columns))
        if not table.rows or any(table.text(row[place]) for row in table.rows)
    ]
    columns = tuple(table.columns[place] for place in filled)
    rows = tuple(tuple(row[place] for place in filled) for row in table.rows)
    return replace(table, columns=columns, rows=rows), [name for name in table.columns if name not in columns]


def _format_rows(table: Table, styles: tuple[str, str] | None = None) -> str:
    """The rows under their heads; `styles` are for texts and for numbers, where no style sheet knows the classes."""
    numeric = [_is_numeric([row[place] for row in table.rows]) for place in range(len(table.columns))]
    if styles:
        classes = [f' style="{styles[number]}"' for number in numeric]
    else:
        classes = [' class="number"' if number else "" for number in numeric]
    heads = "".join(
        f'<th scope="col"{kind}>{escape(_head(name))}</th>' for name, kind in zip(table.columns, classes, strict=True)
    )
    lines = []
    for row in table.rows:
        named = zip(table.columns, classes, row, strict=True)
        cells = "".join(f"<td{kind}>{_format_cell(table, name, cell)}</td>" for name, kind, cell in named)
        lines.append(f"<tr>{cells}</tr>\n")
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{''.join(lines)}</tbody>\n</table>"


def _format_cell(table: Table, column: str, cell: Cell) -> str:
    text = _CONTROL.sub("\ufffd", escape(table.text(cell))).replace("\n", "<br>")
    if isinstance(cell, NamedNode) and _LINKED.fullmatch(cell.value):
        return f'<a href="{escape(cell.value)}">{text}</a>'
    if text and isinstance(cell, Literal) and _QUOTES.search(column) and not is_number(cell):
        return f'<blockquote dir="auto">{text}</blockquote>'
    return f'<span dir="auto">{text}</span>' if text and not text.isascii() else text


def _is_numeric(cells: Sequence[Cell]) -> bool:
    return any(map(is_number, cells)) and all(cell is None or is_number(cell) for cell in cells)


def _head(name: str) -> str:
    return name.replace("_", " ")
