"""Documents of all formats as `kg.records.Document`: the text, what is known of it, its comments, its furniture.

files  sidecar                  which files are documents, and the metadata beside them
reader                          one document from all that is known of it
plain  markdown  web  pdf  word     a reader for each format
webfacts  webcomments  boxes    what only web pages have
article                         what the text says of itself, by
byline  letters  comments  furniture  dates  names  lines  found
"""

from __future__ import annotations

from kg.documents.files import document_inputs, find_documents, is_document
from kg.documents.reader import read_document

__all__ = ["document_inputs", "find_documents", "is_document", "read_document"]
