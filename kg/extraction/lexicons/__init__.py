"""Lexicons: tables of words, what they may hold, and how they are read. `reading` is the way in; README.md says how."""
