"""The codes of states that datasets use in place of names.

In: the registry's table of states, which is read by itself, since the whole registry is far longer and needed much
later. Out: names by code. Whose code it was in a year is the registry's to say.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from kg.resources import data_folder


@cache
def load_codes() -> Mapping[str, str]:
    """The name of each state by its codes of ISO 3166-1 alpha-3 and CAMEO; of states of the past only where alone."""
    path = data_folder("ontology") / "registry" / "states.csv"
    names: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for code in filter(None, (row["iso3"], row["cameo"])):
                if code not in names or not row["until"]:
                    names[code] = row["name"]
    return names
