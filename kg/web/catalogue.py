"""The canned queries that a server offers: those that come along, and those of a folder of the user's own."""

from __future__ import annotations

from pathlib import Path

from kg.queries.catalogue import Catalogue, load_catalogue
from kg.resources import data_folder


def find_catalogue(own: str | None) -> Catalogue:
    """The catalogue of the shipped queries and those in the folder `own`."""
    return load_catalogue([data_folder("queries"), *([Path(own)] if own else [])])
