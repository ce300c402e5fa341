"""Answers as text and as files: what a query gave, for people, spreadsheets, data frames and RDF tools.

A `kg.queries.results.Table` comes in, with a caption of what was asked; text or bytes go out, the same to the byte for
the same table (no clock is asked). Labels stand where people read; IRIs stand beside them where programs do.

    names.py       the formats, and which one a file's suffix means      markdown.py    GitHub's tables
    writing.py     a table in the format of a name                       html.py        a page of its own, a fragment
    captions.py    what a table answers                                  json.py        flat JSON
    values.py      cells → Python values; typed columns                  sparql.py      SPARQL JSON and XML
    separated.py   CSV and TSV, safe to open in a spreadsheet            parquet.py, excel.py   typed columns

    terminal.py, widths.py   tables for people at a terminal

Nothing is imported here, so that `names` costs a start-up nothing.
"""
