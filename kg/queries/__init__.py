"""Canned queries: `queries/*.rq` as named, typed questions to a graph, and their answers as tables.

In comes a folder of `.rq` files, the values that a user typed and a callable that runs SPARQL; out comes SPARQL with
its parameters filled in, and a table (which `kg.formats` writes).

    catalogue.py, headers.py   files → queries                     results.py    what a store answered → a table
    arguments.py, names.py     what a user typed → terms           markdown.py   the catalogue → a page
    parameters.py              a query and its terms → SPARQL

No store is opened here: everything that asks takes a callable `query(sparql)`, so that one code serves every store.
"""
