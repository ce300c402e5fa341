"""What is known of a document besides its text, while it is being read.

A reader of one format gives a `Reading`: the text, what the file itself says of it (its own metadata, not the text),
and the stretches that the format marks. Finders that look at the text give the same kinds of thing.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace

from kg.records import Author, Furniture, Part


@dataclass(frozen=True)
class Facts:
    """The facts of a document that a file, a text or a sidecar may state; None or empty where it does not."""

    title: str | None = None
    authors: tuple[Author, ...] = ()
    publisher: str | None = None
    published: str | None = None
    source: str | None = None
    language: str | None = None

    def or_else(self, other: Facts) -> Facts:
        """These facts, completed by the other's where these say nothing."""
        missing = {f.name: getattr(other, f.name) for f in fields(self) if not getattr(self, f.name)}
        return replace(self, **missing)


@dataclass(frozen=True)
class Reading:
    """The text that a reader took from a file, with what the file marks or says apart from the text."""

    text: str
    facts: Facts = field(default_factory=Facts)
    parts: tuple[Part, ...] = ()
    furniture: tuple[Furniture, ...] = ()


@dataclass(frozen=True)
class Credit:
    """A person whom the text names as its author, and the stretches that only say so."""

    author: Author
    stretches: tuple[Furniture, ...] = ()
