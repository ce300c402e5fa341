"""Reading: from the text of a document to records that quote it, by rules on an English pipeline.

A sentence is read once, into predications; positions, events, relations and decisions are read off them by the frames
of `lexicons/`. What spans sentences (who is who, who speaks, when, the same thing told twice) is the document's.

    text         prose english repairs rerooting          what is read, parsed, and mended where a parse cannot be right
    sentences    grammar subjects moods arguments predications contexts frames slots spans phrases
    cast         actors, by finding mentions names people offices organisations governments groups alliances homes
                 parties unifying authors; references memory descriptions for what takes them up again
    voices       voices turns own_voices quotations speakers said          who says it, through whom
    dates        times date_forms date_parts relative_dates dating report_day
    decisions    resolutions, by instruments decisions outcomes rulings described votes labels merging
    positions    positions drafts, by attitudes beliefs claims theses prospects ballots answers; issues wording
    events       events, by event_triggers event_participants event_status event_merging
    relations    relations, by relational roles leaders memberships alignments agreement comparisons replies comments
    together     reading (one document as read) extractor (its records, in the order of the text)

Each line may use those above it; `extractor` is the only way in.
"""

from __future__ import annotations

from kg.extraction.extractor import Extractor

__all__ = ["Extractor"]
