"""Markdown: the file's words as they stand, with the heading as title, front matter as facts, images as furniture.

The text keeps its marks, so that offsets in the file are offsets in the text. markdown-it-py says which lines are
headings and images; front matter is read as plain `name: value` lines (and lists), not as full YAML.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kg.documents.dates import parse_written_date
from kg.documents.found import Facts, Reading
from kg.documents.plain import decode_text
from kg.records import Author, Furniture

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(
    r"\s*---[ \t]*\r?\n(?P<lines>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
_VALUE = re.compile(r"(?P<name>[A-Za-z_]+)\s*:\s*(?P<value>.*)")
_ITEM = re.compile(r"\s*-\s+(?P<value>.*)")


def read_markdown(data: bytes, path: Path) -> Reading:
    """Read a Markdown file. Raises DocumentError for what is not UTF-8 text."""
    text = decode_text(data, path)
    front = _FRONT_MATTER.match(text)
    start = front.end() if front else 0
    facts = _read_facts(front["lines"]) if front else Facts()
    furniture = [Furniture(start=text.index("---"), end=len(text[:start].rstrip()), what="other")] if front else []
    tokens = _parse(text[start:])
    furniture += _find_pictures(text, start, tokens) + _find_heading_marks(text, start, tokens)
    return Reading(text, facts.or_else(Facts(title=_find_heading(tokens))), (), tuple(furniture))


def _parse(text: str) -> list[Token]:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").parse(text)


def _find_heading(tokens: list[Token]) -> str | None:
    """The words of the first heading of the first level."""
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h1":
            return (
                " ".join("".join(t.content for t in inline.children or [] if not t.type.startswith("html")).split())
                or None
            )
    return None


def _find_pictures(text: str, start: int, tokens: list[Token]) -> list[Furniture]:
    """Paragraphs that hold images and nothing else, and comments in HTML that no reader of the page sees."""
    found: list[Furniture] = []
    starts = _line_starts(text, start)
    for token in tokens:
        pictures = token.type == "inline" and bool(token.children) and all(_is_picture(t) for t in token.children or [])
        hidden = token.type == "html_block" and token.content.strip().startswith("<!--")
        if token.map and (pictures or hidden):
            begin, end = starts[token.map[0]], starts[token.map[1]]
            stretch = text[begin:end]
            begin += len(stretch) - len(stretch.lstrip())
            found.append(
                Furniture(start=begin, end=begin + len(stretch.strip()), what="credit" if pictures else "other")
            )
    return found


def _find_heading_marks(text: str, start: int, tokens: list[Token]) -> list[Furniture]:
    """The number signs before headings, which are no words."""
    starts = _line_starts(text, start)
    lines = [starts[token.map[0]] for token in tokens if token.type == "heading_open" and token.map]
    marks = [match for at in lines if (match := re.compile(r"[ ]{0,3}(?P<mark>#{1,6})[ \t]").match(text, at))]
    return [Furniture(start=match.start("mark"), end=match.end(), what="other") for match in marks]


def _is_picture(token: Token) -> bool:
    return token.type in ("image", "softbreak", "link_open", "link_close") or not (token.content or "").strip()


def _line_starts(text: str, start: int) -> list[int]:
    """Where the lines of the text from `start` on begin, counted as markdown-it counts them (CR LF is one end)."""
    ends = [start + match.end() for match in re.finditer(r"\r\n|\n|\r", text[start:])]
    return [start, *ends, len(text)]


def _read_facts(front: str) -> Facts:
    """The facts among the lines of front matter."""
    values = _read_values(front)
    date = next(
        (d for name in ("date", "published") for v in values.get(name, []) if (d := parse_written_date(v))), None
    )
    names = [name for key in ("author", "authors") for name in values.get(key, [])]
    first = {name: next(iter(found), None) for name, found in values.items()}
    return Facts(
        title=first.get("title"),
        authors=tuple(Author(name=name, quote=name) for name in names),
        publisher=first.get("publisher"),
        published=date,
        source=first.get("source") or first.get("url") or first.get("canonical_url"),
        language=(first.get("lang") or first.get("language") or "")[:2].lower() or None,
    )


def _read_values(front: str) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    name = ""
    for line in front.splitlines():
        if pair := _VALUE.fullmatch(line.rstrip()):
            name = pair["name"].lower()
            written = pair["value"].strip()
            inner = written[1:-1].split(",") if written.startswith("[") and written.endswith("]") else [written]
            values[name] = [value for item in inner if (value := item.strip().strip("\"'"))]
        elif name and (item_line := _ITEM.fullmatch(line.rstrip())):
            values[name].append(item_line["value"].strip().strip("\"'"))
    return values
