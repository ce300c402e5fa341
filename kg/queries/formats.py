"""Tables as text: CSV, TSV, Markdown and flat JSON for people and programs, SPARQL JSON and XML for RDF tools.

CSV, TSV and Markdown write what people read (labels instead of IRIs). Flat JSON writes IRIs, and their labels beside
them. The two SPARQL formats write terms exactly (SPARQL 1.1 Query Results JSON and XML). Tables for a terminal are
drawn by the command line.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.errors import UnknownName
from kg.queries.results import Cell, Table
from kg.vocabulary import XSD

# A spreadsheet runs a cell that begins with one of these as a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMERIC = {XSD[name] for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")}
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def format_csv(table: Table) -> str:
    """Comma-separated values (RFC 4180), with a head line and lines that end in CR LF.

    A text cell that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay as they are.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(table.columns)
    writer.writerows([_guard(cell, table.text(cell)) for cell in row] for row in table.rows)
    return stream.getvalue()


def format_tsv(table: Table) -> str:
    r"""Tab-separated values with a head line; in a cell, tabs, line ends and backslashes are `\t`, `\n`, `\r`, `\\`."""
    lines = [table.columns, *([_guard(cell, table.text(cell)) for cell in row] for row in table.rows)]
    return "".join("\t".join(_escape_tsv(cell) for cell in line) + "\n" for line in lines)


def format_markdown(table: Table) -> str:
    """A Markdown table (GitHub's)."""
    lines = [table.columns, ["---"] * len(table.columns), *table.texts()]
    return "".join(f"| {' | '.join(_escape_markdown(cell) for cell in line)} |\n" for line in lines)


def format_json(table: Table) -> str:
    """`columns`, `rows` (an object a row: IRIs and texts as strings, numbers, booleans, null), `labels`, `truncated`.

    `labels` maps the IRIs in the rows to what people call them.
    """
    rows = [dict(zip(table.columns, map(_plain, row), strict=True)) for row in table.rows]
    labels = {node.value: label for node, label in sorted(table.labels.items(), key=lambda item: item[0].value)}
    return _dump({"columns": list(table.columns), "rows": rows, "labels": labels, "truncated": table.truncated})


def format_sparql_json(table: Table) -> str:
    """SPARQL 1.1 Query Results JSON."""
    bindings = [
        {name: _binding(cell) for name, cell in zip(table.columns, row, strict=True) if cell is not None}
        for row in table.rows
    ]
    return _dump({"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}})


def format_sparql_xml(table: Table) -> str:
    """SPARQL Query Results XML; characters that XML 1.0 cannot hold become U+FFFD."""
    head = "".join(f"<variable name={_attribute(name)}/>" for name in table.columns)
    rows = "".join(f"    <result>{_bindings_xml(table.columns, row)}</result>\n" for row in table.rows)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
        f"  <head>{head}</head>\n  <results>\n{rows}  </results>\n</sparql>\n"
    )


FORMATS: Mapping[str, Callable[[Table], str]] = {
    "csv": format_csv,
    "tsv": format_tsv,
    "json": format_json,
    "markdown": format_markdown,
    "sparql-json": format_sparql_json,
    "sparql-xml": format_sparql_xml,
}


def format_table(table: Table, name: str) -> str:
    """The table in the format of that name. Raises UnknownName."""
    if name not in FORMATS:
        raise UnknownName("format", name, tuple(FORMATS))
    return FORMATS[name](table)


def _guard(cell: Cell, text: str) -> str:
    numeric = isinstance(cell, Literal) and cell.datatype in _NUMERIC
    return f"'{text}" if text.startswith(_FORMULA) and not numeric else text


def _escape_tsv(text: str) -> str:
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _escape_markdown(text: str) -> str:
    return re.sub(r"([\\|*_`<\[])", r"\\\1", " ".join(text.split()))


def _plain(cell: Cell) -> str | int | float | bool | None:
    """A cell as JSON has it; a number that JSON cannot hold (NaN) stays text."""
    if not isinstance(cell, Literal):
        return None if cell is None else str(cell) if isinstance(cell, BlankNode) else cell.value
    if cell.datatype == XSD.boolean:
        return cell.value in ("true", "1")
    if cell.datatype in _NUMERIC and re.fullmatch(r"[+-]?\d+(\.\d*)?([eE][+-]?\d+)?", cell.value):
        return int(cell.value) if re.fullmatch(r"[+-]?\d+", cell.value) else float(cell.value)
    return cell.value


def _binding(cell: NamedNode | Literal | BlankNode) -> dict[str, str]:
    if isinstance(cell, NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, BlankNode):
        return {"type": "bnode", "value": cell.value}
    if cell.language:
        return {"type": "literal", "value": cell.value, "xml:lang": cell.language}
    typed = {} if cell.datatype == XSD.string else {"datatype": cell.datatype.value}
    return {"type": "literal", "value": cell.value, **typed}


def _bindings_xml(columns: Iterable[str], row: Iterable[Cell]) -> str:
    cells = ((name, cell) for name, cell in zip(columns, row, strict=True) if cell is not None)
    return "".join(f"<binding name={_attribute(name)}>{_cell_xml(_binding(cell))}</binding>" for name, cell in cells)


def _cell_xml(binding: Mapping[str, str]) -> str:
    attributes = "".join(f" {name}={_attribute(binding[name])}" for name in ("xml:lang", "datatype") if name in binding)
    text = _text(_NOT_XML.sub("\ufffd", binding["value"]), {"\r": "&#13;"})
    return f"<{binding['type']}{attributes}>{text}</{binding['type']}>"


def _dump(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _attribute(value: str) -> str:
    # Imported late: it brings urllib along, which costs every command more than all other imports of this module.
    from xml.sax.saxutils import quoteattr

    return quoteattr(value)


def _text(value: str, entities: dict[str, str]) -> str:
    from xml.sax.saxutils import escape

    return escape(value, entities)
