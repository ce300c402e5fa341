"""Claims that are the same by what they say, though not by their IRIs.

In: things that one side lacks, and the words of passages. Out: the same things, where a vanished and an appeared claim
of one kind, with the same actors, about the same issue, in the same words, are one that has changed or only moved.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pyoxigraph import NamedNode

from kg.differences.claims import Item, Term, Version, changed_fields
from kg.vocabulary import SP

# What makes a claim the claim that it is, besides its words.
_KEYS: Final = (
    *(SP.holder, SP.issue, SP.party, SP.relationType, SP.relationFrom, SP.relationTo, SP.initiator, SP.recipient),
    *(SP.aboutResolution, SP.aboutActor, SP.decides),
)
_MATCHED: Final = frozenset({"position", "agreement", "relation", "event", "decision", "mention of an actor"})
# Where a claim stands differs for one that has moved, and is not what it says.
_PLACE: Final = frozenset({SP.evidence, SP.statedIn, SP.revises})

_LOCAL: Final = "/doc/"

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
            joined = Item(item.iri, item.kind, others.pop(0).before, item.after, moved=True)
            kept += [joined] if changes_of(joined, words) else []
        else:
            kept.append(item)
    return kept + [item for others in vanished.values() for item in others]


def changes_of(item: Item, words: Mapping[NamedNode, str]) -> dict[NamedNode, tuple[frozenset[Term], frozenset[Term]]]:
    """The properties of a thing that changed; of one that was moved, those that read otherwise."""
    fields = changed_fields(item)
    if not item.moved:
        return fields
    return {
        predicate: (old, new)
        for predicate, (old, new) in fields.items()
        if predicate not in _PLACE and _names(old, words) != _names(new, words)
    }


def match_actors(actors: Mapping[NamedNode, Sequence[int]]) -> dict[NamedNode, bool]:
    """The actors that only one side speaks of, and whether it is the later one.

    An actor that only one document knows has moved with it where the other side has one of its name, and is left out.
    """
    lost = {node: counts[0] == 0 for node, counts in actors.items() if 0 in counts}
    sides: dict[str, set[bool]] = defaultdict(set)
    for node, later in lost.items():
        sides[_local(node)].add(later)
    return {node: later for node, later in lost.items() if not (_LOCAL in node.value and len(sides[_local(node)]) > 1)}


def _local(node: NamedNode) -> str:
    return node.value.rpartition("/")[2]


def _names(terms: Iterable[Term], words: Mapping[NamedNode, str]) -> set[str]:
    return {words.get(term, term.value) if isinstance(term, NamedNode) else str(term) for term in terms}


def _key(kind: str, version: Version, words: Mapping[NamedNode, str]) -> Key | None:
    """What a claim says, without its stance; None for one without words, which nothing tells from others."""
    said = sorted(words[node] for node in version.get(SP.evidence) if node in words)
    said += version.values(SP.quoted)
    if not said:
        return None
    nodes = [_local(node) for predicate in _KEYS for node in version.get(predicate)]
    # An actor that only one document knows has its document in its name.
    return (kind, *nodes, *said)
