"""Canned queries: `queries/*.rq` as named, typed questions to a graph, and their answers as tables.

In comes a folder of `.rq` files, the values that a user typed and a callable that runs SPARQL; out comes SPARQL with
its parameters filled in, and a table that can be written as CSV, JSON, Markdown and in the SPARQL result formats.

    catalogue.py, headers.py   files → queries                     results.py    what a store answered → a table
    arguments.py, names.py     what a user typed → terms           formats.py    a table → text
    parameters.py              a query and its terms → SPARQL      markdown.py   the catalogue → a page

No store is opened here: everything that asks takes a callable `query(sparql)`, so that one code serves every store.
"""
