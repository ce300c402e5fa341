"""Reports as pages: one file without scripts that works offline, in light and dark, on paper, and read aloud.

In: a report, pictures as SVG. Out: HTML 5. A number in the text leads to its reference, and the reference back to every
place that cites it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from html import escape
from typing import Final

from kg.reports.drawing import Drawn
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

_STYLE: Final = """\
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --faint: #5c5c5c; --line: #d8d8d8; --link: #0b4f8a; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8e6e3; --paper: #17181a; --faint: #a5a5a5; --line: #3b3d40; --link: #8ec5ff; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 46rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 Georgia, "Times New Roman", serif; }
h1, h2, h3, nav, table, caption, .kind, .note {
  font-family: system-ui, "Segoe UI", Helvetica, Arial, sans-serif; }
h1 { font-size: 2rem; line-height: 1.2; margin: 0 0 1rem; }
h2 { font-size: 1.35rem; margin: 2.5rem 0 .5rem; padding-top: .6rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.02rem; margin: 1.5rem 0 .3rem; }
.kind { margin: 0; color: var(--faint); letter-spacing: .04em; text-transform: uppercase; font-size: .8rem; }
.note { color: var(--faint); font-size: .9rem; }
nav ul { display: flex; flex-wrap: wrap; gap: .2rem 1rem; padding: 0; list-style: none; font-size: .9rem; }
a { color: var(--link); text-decoration: none; }
a:hover, a:focus { text-decoration: underline; }
ul.told { padding-left: 1.1rem; margin: .4rem 0; }
ul.told li { margin: .55rem 0; }
q::before, q::after { content: none; }
em { font-style: italic; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .85rem; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: 600; padding-bottom: .4rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .7rem .3rem 0; border-bottom: 1px solid var(--line); }
figure { margin: 1.2rem 0; }
figure svg { max-width: 100%; height: auto; background: #fff; }
.short { white-space: nowrap; }
ol.references { padding-left: 2.6rem; font-size: .9rem; overflow-wrap: anywhere; }
ol.references li { margin: .7rem 0; }
ol.references blockquote { margin: .25rem 0; padding-left: .8rem; border-left: 3px solid var(--line);
  white-space: pre-line; }
:target { background: color-mix(in srgb, var(--link) 18%, transparent); }
@media print {
  :root { --ink: #000; --paper: #fff; --faint: #444; --line: #bbb; --link: #000; }
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  nav { display: none; }
  h2, h3 { break-after: avoid; }
  li, tr, figure { break-inside: avoid; } }
"""

_SHORT: Final = 12  # characters

Draw = Callable[[Picture], Drawn]


def format_html(report: Report, draw: Draw) -> str:
    """The page of a report; `draw` makes the SVG of a picture, or says why there is none."""
    page = _Page(draw)
    lead = "".join(page.paragraph(paragraph) for paragraph in report.lead)
    body = "".join(page.section(section) for section in report.sections)
    contents = "".join(
        f'<li><a href="#{_anchor(section)}">{escape(section.title)}</a></li>'
        for section in report.sections
        if section.level == 2
    )
    title = escape(report.title)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}: {escape(report.kind.lower())}</title>\n<style>\n{_STYLE}</style>\n</head>\n<body>\n<main>\n"
        f'<header>\n<p class="kind">{escape(report.kind)}</p>\n<h1>{title}</h1>\n{lead}</header>\n'
        f'<nav aria-label="Contents">\n<ul>{contents}<li><a href="#references">References</a></li></ul>\n</nav>\n'
        f"{body}{page.references(report.references)}</main>\n</body>\n</html>\n"
    )


class _Page:
    """A page while it is written; it remembers where each reference was cited."""

    def __init__(self, draw: Draw) -> None:
        self._draw = draw
        self._cited: dict[int, list[str]] = defaultdict(list)

    def section(self, section: Section) -> str:
        """A heading and what stands under it."""
        anchor = f' id="{_anchor(section)}"' if section.level == 2 else ""
        head = f"<h{section.level}{anchor}>{escape(section.title)}</h{section.level}>\n"
        return head + "".join(self._block(block) for block in section.blocks)

    def paragraph(self, paragraph: Paragraph) -> str:
        """A paragraph."""
        kind = ' class="note"' if paragraph.note else ""
        return f"<p{kind}>{self._text(paragraph.text)}</p>\n"

    def references(self, references: tuple[Reference, ...]) -> str:
        """The passages, each with links back to where it is cited; nothing comes after it."""
        head = '<section aria-labelledby="references">\n<h2 id="references">References</h2>\n'
        if not references:
            return f'{head}<p class="note">Nothing is cited.</p>\n</section>\n'
        entries = "".join(self._reference(reference) for reference in references)
        return f'{head}<ol class="references">\n{entries}</ol>\n</section>\n'

    def _reference(self, reference: Reference) -> str:
        facts = [reference.publisher, reference.published, reference.place]
        known = escape(", ".join(fact for fact in facts if fact))
        title = escape(name_document(reference))
        if reference.address.startswith(("http://", "https://")):
            title = f'<a href="{escape(reference.address)}">{title}</a>'
        places = self._cited[reference.number]
        back = " ".join(
            f'<a href="#{place}" aria-label="Back to citation {number} of reference {reference.number}">↩</a>'
            for number, place in enumerate(places, start=1)
        )
        words = f"<blockquote>{escape(reference.words)}</blockquote>" if reference.words else ""
        return (
            f'<li id="reference-{reference.number}" value="{reference.number}">{title}, {known}. {back}{words}</li>\n'
        )

    def _block(self, block: Paragraph | Listing | Grid | Picture) -> str:
        match block:
            case Paragraph():
                return self.paragraph(block)
            case Listing():
                entries = "".join(f"<li>{self._text(entry)}</li>\n" for entry in block.entries)
                return f'<ul class="told{" note" if block.note else ""}">\n{entries}</ul>\n'
            case Grid():
                return self._grid(block)
            case Picture():
                return self._picture(block)

    def _grid(self, grid: Grid) -> str:
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in grid.head)
        rows = "".join(f"<tr>{self._row(row)}</tr>\n" for row in grid.rows)
        caption = f"<caption>{escape(grid.caption)}</caption>"
        return (
            f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(grid.caption)}">\n<table>{caption}\n'
            f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>\n"
        )

    def _row(self, row: tuple[Text, ...]) -> str:
        first = f'<th scope="row"{_width(row[0])}>{self._text(row[0])}</th>'
        return first + "".join(f"<td{_width(cell)}>{self._text(cell)}</td>" for cell in row[1:])

    def _picture(self, picture: Picture) -> str:
        drawn = self._draw(picture)
        if not drawn.svg:
            return f'<p class="note">{escape(drawn.note)}</p>\n'
        return f'<figure aria-label="{escape(picture.title)}">\n{drawn.svg}\n</figure>\n'

    def _text(self, text: Text) -> str:
        return "".join(self._cite(run.number) if isinstance(run, Cite) else _words(run) for run in text)

    def _cite(self, number: int) -> str:
        place = f"citation-{number}-{len(self._cited[number]) + 1}"
        self._cited[number].append(place)
        return f'<a id="{place}" href="#reference-{number}" aria-label="Reference {number}">[{number}]</a>'


def _words(words: Words) -> str:
    match words.style:
        case "quote":
            return f"<q>“{escape(fold_spaces(words.text), quote=False)}”</q>"
        case "issue":
            return f"<em>{escape(words.text, quote=False)}</em>"
        case _:
            return escape(words.text, quote=False)


def _width(cell: Text) -> str:
    """A date or a vote stays on one line."""
    letters = sum(len(run.text) for run in cell if isinstance(run, Words))
    return ' class="short"' if letters <= _SHORT else ""


def _anchor(section: Section) -> str:
    return section.title.casefold().replace(" ", "-")
