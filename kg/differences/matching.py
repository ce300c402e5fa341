"""Claims that are the same by what they say, though not by their IRIs.

In: things that one side lacks, and the words of passages. Out: the same things, where a vanished and an appeared claim
of one kind, with the same actors, about the same issue, in the same words, are one that has changed or only moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from pyoxigraph import NamedNode

from kg.differences.claims import Item, Version, changed_fields
from kg.vocabulary import SP

# What makes a claim the claim that it is, besides its words.
_KEYS: Final = (
    *(SP.holder, SP.issue, SP.party, SP.relationType, SP.relationFrom, SP.relationTo, SP.initiator, SP.recipient),
    *(SP.aboutResolution, SP.aboutActor, SP.decides),
)
_MATCHED: Final = frozenset({"position", "agreement", "relation", "event", "decision", "mention of an actor"})
# Where a claim stands differs for one that has moved, and is not what it says.
_PLACE: Final = frozenset({SP.evidence, SP.statedIn, SP.revises})

Key = tuple[str, ...]


def match_by_content(items: Iterable[Item], words: Mapping[NamedNode, str]) -> list[Item]:
    """Join vanished and appeared claims that say the same; one that has only moved is left out."""
    kept: list[Item] = []
    vanished: dict[Key, list[Item]] = defaultdict(list)
    appeared: list[tuple[Key, Item]] = []
    for item in items:
        version = item.before or item.after
        key = _key(item.kind, version, words) if version and item.kind in _MATCHED else None
        if key is None or (item.before and item.after):
            kept.append(item)
        elif item.before:
            vanished[key].append(item)
        else:
            appeared.append((key, item))
    for key, item in appeared:
        if others := vanished.get(key):
            joined = Item(item.iri, item.kind, others.pop(0).before, item.after)
            kept += [joined] if changed_fields(joined).keys() - _PLACE else []
        else:
            kept.append(item)
    return kept + [item for others in vanished.values() for item in others]


def _key(kind: str, version: Version, words: Mapping[NamedNode, str]) -> Key | None:
    """What a claim says, without its stance; None for one without words, which nothing tells from others."""
    said = sorted(words[node] for node in version.get(SP.evidence) if node in words)
    said += version.values(SP.quoted)
    if not said:
        return None
    nodes = [node.value for predicate in _KEYS for node in version.get(predicate)]
    # An actor that only one document knows has its document in its name.
    return (kind, *(value.rpartition("/")[2] for value in nodes), *said)
