"""Media types: what each suffix of an address means, and which form a client wants that names none.

In: a suffix, or the Accept header. Out: the name of a format and its media type. Tables, graphs and results of SPARQL
each have forms of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_UTF8: Final = "; charset=utf-8"


@dataclass(frozen=True)
class Form:
    """A form of an answer: the name of the format, and the media type."""

    format: str
    media_type: str

    @property
    def essence(self) -> str:
        """The media type without its parameters."""
        return self.media_type.partition(";")[0]


def _forms(*rows: tuple[str, str, str]) -> Mapping[str, Form]:
    return MappingProxyType({suffix: Form(format, media_type) for suffix, format, media_type in rows})


# The first of each is what somebody gets who takes anything.
TABLES: Final = _forms(
    ("json", "json", "application/json"),
    ("csv", "csv", "text/csv" + _UTF8),
    ("tsv", "tsv", "text/tab-separated-values" + _UTF8),
    ("md", "markdown", "text/markdown" + _UTF8),
    ("html", "html", "text/html" + _UTF8),
    ("srj", "sparql-json", "application/sparql-results+json"),
    ("srx", "sparql-xml", "application/sparql-results+xml"),
    ("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("parquet", "parquet", "application/vnd.apache.parquet"),
)
PICTURES: Final = _forms(("svg", "svg", "image/svg+xml"), ("png", "png", "image/png"))
GRAPHS: Final = _forms(
    ("ttl", "turtle", "text/turtle" + _UTF8),
    ("jsonld", "jsonld", "application/ld+json"),
    ("nt", "nquads", "application/n-triples"),
    ("rdf", "rdfxml", "application/rdf+xml"),
)
# What SPARQL answers with, by SPARQL 1.1 Protocol, section 2.1: solutions and booleans, and graphs.
RESULTS: Final = _forms(
    ("srj", "json", "application/sparql-results+json"),
    ("srx", "xml", "application/sparql-results+xml"),
    ("csv", "csv", "text/csv" + _UTF8),
    ("tsv", "tsv", "text/tab-separated-values" + _UTF8),
    ("json", "json", "application/json"),
    ("xml", "xml", "application/xml"),
)
TRIPLES: Final = _forms(
    ("ttl", "ttl", "text/turtle" + _UTF8),
    ("nt", "nt", "application/n-triples"),
    ("rdf", "rdf", "application/rdf+xml"),
    ("jsonld", "jsonld", "application/ld+json"),
    ("xml", "rdf", "application/xml"),
)


def choose(accept: str, forms: Mapping[str, Form]) -> str | None:
    """The suffix of the form that an Accept header likes best (RFC 9110, section 12.5.1); None where none will do.

    >>> choose("text/csv;q=0.5, application/*", TABLES)
    'json'
    """
    return next(iter(rank(accept, forms)), None)


def rank(accept: str, forms: Mapping[str, Form]) -> list[str]:
    """The suffixes of all forms that an Accept header takes, best first; of those liked alike in their own order."""
    wanted = _parse(accept) or {"*/*": 1.0}
    liked = {suffix: _like(form.essence, wanted) for suffix, form in forms.items()}
    return sorted((suffix for suffix in forms if liked[suffix] > 0), key=lambda suffix: -liked[suffix])


def _like(essence: str, wanted: Mapping[str, float]) -> float:
    """How much a media type is wanted; the most precise range counts."""
    for range in (essence, essence.partition("/")[0] + "/*", "*/*"):
        if range in wanted:
            return wanted[range]
    return 0.0


def _parse(accept: str) -> dict[str, float]:
    ranges = {}
    for part in accept.split(","):
        essence, *parameters = (text.strip().casefold() for text in part.split(";"))
        if essence:
            ranges[essence] = next((_quality(text[2:]) for text in parameters if text.startswith("q=")), 1.0)
    return ranges


def _quality(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0
