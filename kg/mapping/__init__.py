"""The bridge from text and records to RDF: one named graph a source, and the graphs that all sources share.

In: a document, its records, what linking decided about its names. Out: quads, sorted, the same to the byte for the same
input. What sources say are claims; the labels and types of shared things are derived from them elsewhere. Nothing is
decided, read or stored here.
"""

from kg.mapping.shared import provenance_quads, registry_quads
from kg.mapping.sources import Source, map_source

__all__ = ["Source", "map_source", "provenance_quads", "registry_quads"]
