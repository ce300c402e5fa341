"""A table in the format of a name: text for the formats that are text, bytes for all."""

from __future__ import annotations

from kg.errors import UnknownName
from kg.formats.captions import Caption
from kg.formats.html import format_html
from kg.formats.json import format_json
from kg.formats.markdown import format_markdown
from kg.formats.names import BINARY, SUFFIXES
from kg.formats.separated import format_csv, format_tsv
from kg.formats.sparql import format_sparql_json, format_sparql_xml
from kg.queries.results import Table
from kg.queries.suggestions import suggest


def encode_table(table: Table, format: str, caption: Caption | None = None) -> bytes:
    """The table as the bytes of a file, text in UTF-8. Raises UnknownName, UsageError where a package is missing."""
    match format:
        case "parquet":
            from kg.formats.parquet import encode_parquet

            return encode_parquet(table, caption)
        case "xlsx":
            from kg.formats.excel import encode_excel

            return encode_excel(table, caption)
        case _:
            return format_table(table, format, caption).encode()


def format_table(table: Table, format: str, caption: Caption | None = None) -> str:
    """The table in a text format. Raises UnknownName, for the binary formats too."""
    match format:
        case "csv":
            return format_csv(table)
        case "tsv":
            return format_tsv(table)
        case "json":
            return format_json(table)
        case "markdown":
            return format_markdown(table)
        case "html":
            return format_html(table, caption)
        case "sparql-json":
            return format_sparql_json(table)
        case "sparql-xml":
            return format_sparql_xml(table)
        case _:
            texts = [name for name in SUFFIXES if name not in BINARY]
            raise UnknownName("format of text", format, suggest(format, texts), known=texts)
