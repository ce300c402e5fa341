"""Reading: from the text of a document to records that quote it, by rules on an English pipeline.

A sentence is read once, into predications; positions, events, relations and decisions are read off them by the frames
of `lexicons/`. What spans sentences (who is who, who speaks, when, the same thing told twice) is the document's.

    extractor    a document's records, in the order of the text: the only way in
    explanations a record with the words that it rests on
    confidence   how sure a record is
    relations    what actors are to each other, and what is said of their agreement
    events       what happened
    positions    who holds what of which issue
    decisions    resolutions, treaties, laws, votes
    reading      one document as read: what all of the above read from
    issues       what a position is about
    dates        when
    voices       who says it, through whom
    cast         who takes part
    traces       by which rule a record was made, and what it saw
    contexts     whether what is said is a fact, planned, wished for, possible or prevented
    frames       what predicates mean, by the tables of `lexicons`
    sentences    predications: one sentence, read once
    text         what is read, parsed, and mended where a parse cannot be right
    grammar      what a dependency tree says about one word
    lexicons     tables of words, checked and joined with the user's own
    tokens       parsed text as plain objects: documents, spans, tokens

Each line may use those below it. Every folder's docstring names its way in.
"""

from __future__ import annotations

from kg.extraction.extractor import Extractor

__all__ = ["Extractor"]
