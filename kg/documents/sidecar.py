"""Metadata files beside documents: `NAME.txt.meta.json` says what `NAME.txt` cannot say of itself.

It holds one JSON object with fields of a document (title, authors, publisher, published, source, language) and wins
over what was found in the document. Of an author whom the document names too, only what the sidecar says is replaced.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from kg.documents.files import sidecar_path
from kg.documents.found import Facts
from kg.documents.names import are_one_name
from kg.errors import DocumentError
from kg.jsonl.problems import explain
from kg.records import Author, Edtf, Model, Words


class Sidecar(Model):
    """The fields that a metadata file may have; all may be left out. An empty list of authors: none is known."""

    title: Words | None = None
    authors: tuple[Author, ...] | None = None
    publisher: Words | None = None
    published: Edtf | None = None
    source: Words | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = None


def read_sidecar(document: Path) -> Sidecar:
    """What the metadata file of a document says; nothing where there is none.

    Raises DocumentError naming file and field.
    """
    path = sidecar_path(document)
    if not os.path.exists(path):
        return Sidecar()
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DocumentError(f"cannot be read: {error.strerror}", path=path) from error
    return parse_sidecar(data, path)


def parse_sidecar(data: bytes, path: Path) -> Sidecar:
    """Check the bytes of a metadata file. Raises DocumentError naming file and field."""
    try:
        value = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise DocumentError(f"byte {error.start} is not UTF-8; expected JSON in UTF-8", path=path) from error
    except json.JSONDecodeError as error:
        raise DocumentError(f"is not JSON: {error.msg}", path=path, line=error.lineno) from error
    if not isinstance(value, dict):
        raise DocumentError("expected one JSON object with fields of a document", path=path)
    try:
        return Sidecar.model_validate(value)
    except ValidationError as error:
        raise DocumentError(_explain(error), path=path) from error


def apply_sidecar(sidecar: Sidecar, found: Facts) -> Facts:
    """The facts with the sidecar's word above all."""
    said = Facts(sidecar.title, (), sidecar.publisher, sidecar.published, sidecar.source, sidecar.language).or_else(
        found
    )
    if sidecar.authors is None:
        return said
    authors = tuple(_complete_author(author, found.authors) for author in sidecar.authors)
    return Facts(said.title, authors, said.publisher, said.published, said.source, said.language)


def _complete_author(author: Author, found: Sequence[Author]) -> Author:
    same = next((other for other in found if are_one_name(author.name, other.name)), None)
    if same is None:
        return author
    return same.model_copy(update={name: getattr(author, name) for name in author.model_fields_set})


def _explain(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    if first["type"] == "extra_forbidden" and len(first["loc"]) == 1:
        return f"{first['loc'][0]} is not one of {', '.join(Sidecar.model_fields)}"
    return explain(error)
