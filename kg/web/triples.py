"""Triples as bytes, in the form of a suffix, the same for the same graph."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TYPE_CHECKING, cast

from pyoxigraph import Triple

from kg.export import write
from kg.vocabulary import PREFIXES, data_prefixes
from kg.web.media import GRAPHS

if TYPE_CHECKING:
    from kg.export import Format


def encode_triples(triples: Iterable[Triple], suffix: str, base: str) -> bytes:
    """The triples in the form of one of the suffixes of `GRAPHS`."""
    stream = io.BytesIO()
    write(triples, cast("Format", GRAPHS[suffix].format), stream, PREFIXES | data_prefixes(base), base=base)
    return stream.getvalue()
