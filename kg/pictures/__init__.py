"""Answers as pictures: a table and its query's view → SVG, PNG, or an HTML page that works offline.

In comes a table with what its columns mean (`kg.queries.plots`), out comes a picture whose marks tell their quotes.
Pictures are Vega-Lite, drawn by vl-convert without a browser or a network; both packages of the extra `plot` are
imported when the first picture is drawn. Nothing is asked of a store here.

    drawing.py   table, view, title → file or SVG text          palette.py   colours and signs, safe without colour
    parts.py     which column is which part of the picture      labels.py    names of marks: unique, wrapped, told
    matrix.py  bars.py  timeline.py  network.py                 frame.py     what all pictures share
    layout.py    places of a network's nodes                    page.py      the SVG as an HTML page
"""

from kg.pictures.drawing import SUFFIXES, check_picture, draw, draw_svg

__all__ = ["SUFFIXES", "check_picture", "draw", "draw_svg"]
