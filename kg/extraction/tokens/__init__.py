"""Parsed text as plain objects: documents of tokens with their tags, heads and dependents.

Names and meaning are those of spaCy's tokens, which are views that are made anew at every look and keep nothing:
rules look at each word some hundred times.
"""

from __future__ import annotations

from kg.extraction.tokens.docs import Doc
from kg.extraction.tokens.memory import Memory, fresh_memory, once
from kg.extraction.tokens.spans import Span
from kg.extraction.tokens.words import Spelling, Token

__all__ = ["Doc", "Memory", "Span", "Spelling", "Token", "fresh_memory", "once"]
