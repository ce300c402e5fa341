"""The registry of actors that have a name of their own in every source: states, bodies, groups, people.

In: the tables in `ontology/registry/`. Out: entries, found by id, by any of their names, by a code, or by the office
they held at a date. Knows nothing of texts: whether a mention means an entry is decided by linking.
"""

from kg.registry.entries import CodeScheme, Decision, Entry, EntryType, Judgement, Office, fold_name
from kg.registry.registry import Registry
from kg.registry.tables import load_registry

__all__ = [
    "CodeScheme",
    "Decision",
    "Entry",
    "EntryType",
    "Judgement",
    "Office",
    "Registry",
    "fold_name",
    "load_registry",
]
