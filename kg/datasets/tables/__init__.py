"""Tables of one's own: positions, events, resolutions or actors, one a row, under names of one's own.

Imports go down only: reading > cells, layout > columns; sheets stand alone.
"""
