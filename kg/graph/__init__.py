"""The Python face: a graph to ask, and answers as rows, data frames, pictures, files and rdflib graphs.

A path comes in (`kg.open`), a `Graph` goes out; its queries give `Result`s, which show themselves in a notebook.

    opening.py    path → Graph                          rows.py      one row, by names
    graph.py      what a graph can be asked             frames.py    answers for pandas and polars
    result.py     an answer in all its forms            picture.py   an answer's picture
    rdf_files.py  a file of RDF as a store              rdflib_terms.py  quads for rdflib
    loading.py    documents into the store of a graph

Nothing is decided here that the command line would not do the same; each package of an extra is imported when it is
first asked for.
"""

from kg.graph.graph import Graph
from kg.graph.picture import Picture
from kg.graph.result import Result
from kg.graph.rows import Row

__all__ = ["Graph", "Picture", "Result", "Row"]
