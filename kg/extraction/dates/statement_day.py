"""The day of a statement: what a ministry calls for or condemns in the present tense, it does as it says so.

In: a document's blocks. Out: for a verb by which something is done in saying so ("The Ministry calls upon …"), the
date of the document, with the basis "document". Only where an institution speaks so several times: elsewhere the
present tense tells of views.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extraction import grammar
from kg.extraction.dates.clauses import heads_main_clause
from kg.extraction.dates.parts import date_words
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.records import Document

# A document is a statement if an institution does this much in it by saying so.
_FEWEST = 3
_LINE_WORDS = 12


class StatementDay:
    """The date of a document in which an institution speaks, and what it does by speaking."""

    def __init__(self, document: Document, blocks: Sequence[Block]) -> None:
        day = document.published or ""
        told = [token for b in blocks if not b.heading and b.part is None for token in b.doc if _performs(token)]
        bodies = sum(_is_institution(_subject(verb)) for verb in told)
        named = [subject for verb in told if _is_named(subject := _subject(verb)) and subject is not None]
        issuer = _issuer(document, blocks)
        others = sum(subject.lower_ not in issuer for subject in named)
        spoken = len(told) >= _FEWEST and (bodies > 0 or bool(issuer)) and 2 * (bodies + len(named) - others) >= others
        self._issuer = issuer
        self._day = day if spoken and re.fullmatch(r"\d{4}-\d\d-\d\d", day) else None

    def of(self, verb: Token, block: Block) -> str | None:
        """The date of the document, for a verb that does what it says as the document is issued."""
        subject = _subject(verb)
        foreign = bool(self._issuer) and subject is not None and _is_named(subject)
        if foreign and subject is not None and subject.lower_ not in self._issuer:
            return None  # what another state insists on
        return self._day if self._day is not None and block.part is None and _performs(verb) else None


def _issuer(document: Document, blocks: Sequence[Block]) -> frozenset[str]:
    """The words of the head of a statement, where an institution stands there: "REPUBLIC OF MALI, MINISTRY OF …"."""
    first = next((i for i, block in enumerate(blocks) if not block.heading and len(block.doc) > _LINE_WORDS), 0)
    lines = [document.publisher or "", *(block.doc.text for block in blocks[:first])]
    words = {word.strip(",.:").lower() for line in lines for word in line.split()}
    issuing = {name.lower() for name in date_words("issuing")}
    return frozenset(words) if words & issuing else frozenset()


def _performs(verb: Token) -> bool:
    """Whether a main verb in the simple present does what it says, said of an institution or of "it" or "we"."""
    if verb.tag_ not in ("VBZ", "VBP") or verb.lemma_ not in date_words("performed"):
        return False
    if grammar.children(verb, "aux", "aux:pass", "mark") or not heads_main_clause(verb):
        return False
    subject = _subject(verb)
    return _is_institution(subject) or _is_named(subject) or (subject is not None and subject.lower_ in ("it", "we"))


def _subject(verb: Token) -> Token | None:
    return grammar.own_subject(verb) or grammar.own_subject(grammar.first_conjunct(verb))


def _is_named(subject: Token | None) -> bool:
    """Whether the subject is a name, as a state is called in its statements."""
    return subject is not None and subject.tag_.startswith("NNP") and not _is_institution(subject)


def _is_institution(subject: Token | None) -> bool:
    """Whether the subject is a government or a body that issues statements."""
    if subject is None:
        return False
    words = {
        subject.lemma_,
        subject.text,
        *(c.text for c in subject.children if c.dep_ in ("compound", "amod", "flat")),
    }
    return bool(words & date_words("institutions"))
