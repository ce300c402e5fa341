"""What differs between two graphs: which claims appeared, vanished or changed, and which quads.

In: two sides, each a store or an exported file. Out: differences in words, as rows, or as quads taken away and added.
Both sides are read in sorted order and side by side, so that memory grows with what differs and not with the graphs.

    sides.py      a store or a file as quads           claims.py    claims with all that belongs to them
    comparing.py  sorted quads → what differs          telling.py   claims → differences in words
    patches.py    differing quads as lines and graphs

The ontology, the registry and the provenance of loads are left out: they come with the program, not from sources. The
confidence of the reader is not part of what is claimed.
"""
