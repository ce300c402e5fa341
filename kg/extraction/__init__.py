"""Reading: from the text of a document to records that quote it, by rules on an English pipeline."""

from __future__ import annotations

from kg.extraction.extractor import Extractor

__all__ = ["Extractor"]
