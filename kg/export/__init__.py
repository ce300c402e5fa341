"""Graphs as files: Turtle, TriG, N-Quads, N-Triples, JSON-LD, RDF/XML, the same to the byte for the same graph.

In: quads (or triples) from anywhere. Out: bytes. What to export can be selected so that one source stands on its own.
Knows no store and no query.
"""

from kg.export.formats import FORMATS, Format, guess_format, write
from kg.export.selection import select, shared_graphs

__all__ = ["FORMATS", "Format", "guess_format", "select", "shared_graphs", "write"]
