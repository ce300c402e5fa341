"""Rows of datasets as quads: N-Quads text, since a million rows of it are written several times as fast as objects.

`writer` knows what all datasets share (their node, actors, time spans, topics, literals); one module for each family of
rows says what its rows mean. Rows have no text to quote: their graph and `sp:recordId` say where they come from.
"""
