"""Papers: whose editorial a document is, where it names no author.

In: a document and its first blocks. Out: the paper, by the publisher, or by a line that says so: "The Harbour Times,
editorial, 17 June", "Editorial" below a paper's name. Letters to the editor are for `own_voices`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction.text.english import Block
from kg.records import Document

Names = tuple[str, ...]
_LINES = 7
_EDITORIAL = re.compile(
    r"\W*(editorials?|leaders?|leading article|editorial board|our view"
    r"|the (?P<paper>.{2,40}) view( on .*)?|from the editors?|editorial comment)\W*",
    re.I,
)
_TITLED = re.compile(r"\W*(editorial|leader|our view|leading article)\s*[:|–—-]\s*\S", re.I)
_PAPER = re.compile(
    r"(the )?([\w’'-]+ ){0,3}(times|post|tribune|courier|herald|gazette|chronicle|telegraph|observer|guardian|journal"
    r"|mail|star|standard|mirror|examiner|inquirer|argus|dispatch|record|globe|sun|nation|independent|news|review|monitor)",
    re.I,
)
_PAPER_LINE = re.compile(rf"(?P<paper>{_PAPER.pattern})\W+(editorial|leader|leading article|our view)\W*", re.I)
_DAY = re.compile(r"[\s,|–—-]+(\w+day,? )?(\d{1,2}(st|nd|rd|th)? [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}),? \d{4}$")


def find_paper(document: Document, head: Sequence[Block]) -> Names:
    """The paper whose editorial it is; () where no line says that it is one."""
    if dated := _dated_line(document):
        return dated
    for place, block in enumerate(head):
        match = _EDITORIAL.fullmatch(block.doc.text.strip())
        if match is None and place < 2 and _TITLED.match(block.doc.text):
            return _named_paper(document, head)
        if match is None or not (block.heading or len(block.doc) < 8):
            continue
        if document.publisher:
            return (document.publisher,)
        if match["paper"]:
            return (f"The {match['paper']}",)
        above = head[place - 1].doc.text.strip() if place else ""
        return (_title_case(above),) if 0 < len(above) <= 40 and not above.endswith((".", "?", "!")) else ()
    return ()


def _dated_line(document: Document) -> Names:
    """The paper of a dated line: "The Harbour Times, editorial, 17 June", or the one above "Editorial, 17 June"."""
    lines = [line.strip() for line in document.text[:600].splitlines() if line.strip()][:_LINES]
    for place, line in enumerate(lines):
        kind = _DAY.sub("", line)
        if (named := _PAPER_LINE.fullmatch(kind)) is not None:
            return (_title_case(named["paper"]),)
        if place and kind != line and _EDITORIAL.fullmatch(kind) and _PAPER.fullmatch(lines[place - 1]):
            return (_title_case(lines[place - 1]),)
    return ()


def _named_paper(document: Document, head: Sequence[Block]) -> Names:
    """The paper of "Editorial: Let them in": the publisher, or a short line beside it with a paper's name."""
    if document.publisher:
        return (document.publisher,)
    lines = [block.doc.text.strip() for block in head if len(block.doc) < 8]
    return next(((_title_case(line),) for line in lines if _PAPER.fullmatch(line)), ())


def _title_case(words: str) -> str:
    """A name set in capitals as it is written elsewhere."""
    return words.title().replace("’S", "’s").replace("'S", "'s") if words.isupper() else words
