"""Dossiers on an actor, an issue or a resolution: what the sources on record say, each sentence with its passage.

In: a callable that answers SPARQL, the names of the graph, and what the dossier is to be about. Out: the bytes of a
page (HTML), a text (Markdown) or a Word file, the same each time for the same graph. All content comes from the canned
queries; nothing here asks a question of its own, and nothing judges.

    model.py                    what a report is made of          subjects.py   what a name stands for
    record.py, sources.py       canned queries, passages          wording.py    dates, lists and stances in English
    claims.py                   the sentence of one claim         dossier.py    sections in their order
    positions.py, agreements.py, votes.py, happenings.py          the sections
    html.py, markdown.py, word.py                                 the writers; drawing.py their pictures
"""
