"""Dates by the clause beside them: "closed its border, a day after two soldiers were killed".

In: a predicate, the dates of its block, and who tells the date of the other clause. Out: the date that lies so many
days, weeks, months or years before or after that one. Where the other clause has no date, or one that is less precise
than the unit, there is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kg.extraction import grammar
from kg.extraction.dates.clauses import clause_of
from kg.extraction.dates.parts import TIMES, any_of
from kg.extraction.dates.relative import count_of, moved
from kg.extraction.dates.times import TimeMention
from kg.extraction.lexicons.reading import read_numbers
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token

DateOf = Callable[["Token"], "TimeMention | None"]


def offset_date(predicate: Token, block: Block, date_of: DateOf) -> TimeMention | None:
    """The date of a verb that a clause with "a day after" or "two weeks before" ties to another one."""
    if predicate.pos_ not in ("VERB", "AUX") or clause_of(predicate).i != predicate.i:
        return None
    if (own := _phrase(predicate, block)) is not None:
        told = next((found for verb in _governors(predicate) if (found := date_of(verb)) is not None), None)
        return _moved(told, own, back=_is_after(own))
    for inner in grammar.children(predicate, "advcl", "advcl:relcl"):
        if (phrase := _phrase(inner, block)) is not None:
            return _moved(date_of(inner), phrase, back=not _is_after(phrase))
    return None


def _phrase(clause: Token, block: Block) -> re.Match[str] | None:
    """The measure of time in front of the conjunction that opens a clause: "five days after"."""
    mark = next((c for c in _within(clause) if c.lower_ in ("after", "before") and c.i < clause.i), None)
    if mark is None:
        return None
    words = block.doc.text[clause.sent[0].idx : mark.idx + len(mark)]
    number = any_of(read_numbers(TIMES, "numbers"))
    return re.search(
        rf"\b(?P<n>\d{{1,3}}|{number})\s+(?P<unit>day|week|month|year)s?\s+(?P<word>after|before)$",
        words,
        re.IGNORECASE,
    )


def _within(clause: Token) -> list[Token]:
    """The words that may open a clause; the conjunction may hang on its auxiliary."""
    return [
        c for node in (clause, *grammar.children(clause, "aux", "aux:pass")) for c in grammar.children(node, "mark")
    ]


def _is_after(phrase: re.Match[str]) -> bool:
    return phrase["word"].lower() == "after"


def _governors(clause: Token) -> list[Token]:
    """The verbs above a clause, the nearest first: it may hang on the words for the time between, or on an object."""
    return [node for node in clause.ancestors if node.pos_ in ("VERB", "AUX")]


def _moved(mention: TimeMention | None, phrase: re.Match[str], *, back: bool) -> TimeMention | None:
    count = count_of(phrase["n"])
    if mention is None or not count:
        return None
    edtf = moved(mention.edtf, phrase["unit"].lower(), -count if back else count)
    return replace(mention, edtf=edtf, basis="inferred") if edtf is not None else None
