"""Reports as Markdown (GitHub's): headings, lists, tables, and references by number.

In: a report. Out: text. Numbers lead to the references by links that GitHub and most other renderers follow; pictures
are left to the other formats.
"""

from __future__ import annotations

import re

from kg.reports.model import (
    Cite,
    Grid,
    Listing,
    Paragraph,
    Picture,
    Reference,
    Report,
    Section,
    Text,
    Words,
    name_document,
)
from kg.reports.wording import fold_spaces

# What Markdown or the HTML inside it would read as markup; a dot or bracket after a number begins a list only at the
# beginning of a line, where words of a source never stand.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~#&$@])")


def format_markdown(report: Report) -> str:
    """The Markdown of a report."""
    parts = [f"# {_escape(report.title)}\n", f"*{report.kind}*\n"]
    parts += [_block(paragraph) for paragraph in report.lead]
    parts += [_section(section) for section in report.sections]
    parts.append("## References\n")
    parts += [_reference(reference) for reference in report.references] or ["Nothing is cited.\n"]
    return "\n".join(part for part in parts if part)


def _section(section: Section) -> str:
    blocks = [_block(block) for block in section.blocks]
    return "\n".join([f"{'#' * section.level} {_escape(section.title)}\n", *(block for block in blocks if block)])


def _block(block: Paragraph | Listing | Grid | Picture) -> str:
    match block:
        case Paragraph():
            return f"{_format(block.text)}\n"
        case Listing():
            return "".join(f"- {_format(entry)}\n" for entry in block.entries)
        case Grid():
            return _grid(block)
        case Picture():
            return ""


def _grid(grid: Grid) -> str:
    lines = [grid.head, ("---",) * len(grid.head), *(tuple(map(_format, row)) for row in grid.rows)]
    return f"{_escape(grid.caption)}:\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _reference(reference: Reference) -> str:
    title = _escape(name_document(reference))
    if re.fullmatch(r"https?://[^\s<>()]+", reference.address):
        title = f"[{title}]({reference.address})"
    facts = [_escape(fact) for fact in (reference.publisher, reference.published, reference.place) if fact]
    words = f"  \n  “{_escape(fold_spaces(reference.words))}”" if reference.words else ""
    return f'- <a id="reference-{reference.number}"></a>[{reference.number}] {title}, {", ".join(facts)}.{words}\n'


def _format(text: Text) -> str:
    return "".join(_run(run) for run in text)


def _run(run: Words | Cite) -> str:
    if isinstance(run, Cite):
        return f"[\\[{run.number}\\]](#reference-{run.number})"
    words = _escape(_fold(run.text))
    return f"“{words}”" if run.style == "quote" else f"*{words}*" if run.style == "issue" else words


def _fold(words: str) -> str:
    """Words on one line, with the spaces at their ends."""
    return re.sub(r"\s+", " ", words)


def _escape(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)
