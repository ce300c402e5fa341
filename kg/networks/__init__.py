"""Networks of who shares which issues with whom, for Gephi, visone and R, as Discourse Network Analyzer defines them.

In: a function that answers SPARQL, and settings. Out: networks as plain data, and files. A *statement* is a position on
record; *nodes* are the things of one variable, tied *through* those of another.

    variables      actor (who a position counts for: the one spoken for, else the holder), holder, person (who speaks),
                   organisation (the one spoken for, else the holder if no person), issue (DNA's concept),
                   document, author, publisher
    kinds          affiliation: two-mode, nodes and what they are tied through; congruence, conflict, subtract,
                   cooccurrence: one-mode, nodes that share it, see `kg.networks.weights`
    duplicates     what counts once: include (nothing), or the same node, through and, where it matters, agreement in
                   one document, ISO week, month of a year, year, or the whole range
    dates          those of when a position was held, else of its document's publication; a filter leaves out what
                   certainly lies outside, a window takes in what certainly lies inside, the undated are in neither
    windows        of so many days, weeks, months or years, beginning with the first day, one unit later each, as long
                   as they fit into the range; or of so many statements in the order of time, one statement later each,
                   with all of the first and the last day (as DNA's manual has it; DNA 3 itself centres windows on a
                   moment, so that those of an even size are one unit longer, and draws those statements by lot)
    isolates       also nodes that only statements left out have; nodes without ties are always in

Duplicates by month: the manual says "once per calendar month"; DNA 3 compares the number of the month without its year.
What a source says was given up is left out, as in the canned queries, unless it is asked for.
"""

from kg.networks.building import Edge, Network, Node, build
from kg.networks.reading import read_networks
from kg.networks.settings import Settings, Window, parse_window
from kg.networks.writing import (
    FORMATS,
    Format,
    format_gexf,
    format_graphml,
    format_matrix,
    format_nodes,
    format_ties,
    guess_format,
)

__all__ = [
    "FORMATS",
    "Edge",
    "Format",
    "Network",
    "Node",
    "Settings",
    "Window",
    "build",
    "format_gexf",
    "format_graphml",
    "format_matrix",
    "format_nodes",
    "format_ties",
    "guess_format",
    "parse_window",
    "read_networks",
]
