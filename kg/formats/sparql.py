"""The result formats of SPARQL 1.1, JSON and XML, in which terms stay exactly what they are."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode

from kg.queries.results import Cell, Table
from kg.vocabulary import XSD

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def format_sparql_json(table: Table) -> str:
    """SPARQL 1.1 Query Results JSON."""
    bindings = [
        {name: _binding(cell) for name, cell in zip(table.columns, row, strict=True) if cell is not None}
        for row in table.rows
    ]
    value = {"head": {"vars": list(table.columns)}, "results": {"bindings": bindings}}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def format_sparql_xml(table: Table) -> str:
    """SPARQL Query Results XML; characters that XML 1.0 cannot hold become U+FFFD."""
    head = "".join(f"<variable name={_attribute(name)}/>" for name in table.columns)
    rows = "".join(f"    <result>{_bindings_xml(table.columns, row)}</result>\n" for row in table.rows)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
        f"  <head>{head}</head>\n  <results>\n{rows}  </results>\n</sparql>\n"
    )


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


def _attribute(value: str) -> str:
    # Imported late: it brings urllib along, which costs every command more than all other imports of this module.
    from xml.sax.saxutils import quoteattr

    return quoteattr(value)


def _text(value: str, entities: dict[str, str]) -> str:
    from xml.sax.saxutils import escape

    return escape(value, entities)
