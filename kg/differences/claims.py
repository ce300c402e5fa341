"""The claims that differ, each with all that belongs to it: its own facts, its voices, its conditions.

In: pairs of lines in sorted order. Out: claims that are on one side only, and claims that both sides have with other
facts. A claim is the same claim by its IRI, which its holder, issue and place in the document make. What is left over
is matched by content once its words are known: kind, actors, issue and verbatim words, so that a claim is found again
in a text that was edited.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from kg.differences.comparing import Pair
from kg.differences.patches import parse_rests
from kg.vocabulary import RDF, SP

# What is compared, by class; in the order in which it is told.
KINDS: Final[Mapping[NamedNode, str]] = {
    SP.Document: "document",
    SP.Dataset: "dataset",
    SP.Position: "position",
    SP.AgreementClaim: "agreement",
    SP.RelationClaim: "relation",
    SP.EventRecord: "event",
    SP.ResolutionRecord: "decision",
    SP.VoteEvent: "vote",
    SP.ActorRecord: "mention of an actor",
}
_TYPE: Final = b"<" + RDF.type.value.encode() + b"> <"
_KINDS: Final = {node.value.encode(): name for node, name in KINDS.items()}
_ABOUT_ACTOR: Final = b"<" + SP.aboutActor.value.encode() + b"> <"
_PART: Final = re.compile(rb"<(.+)/((?:by|condition)/[^/>]+)>")
# How sure the reader is of a claim is not part of it.
_UNTOLD: Final = frozenset({SP.confidence, SP.attribution, SP.condition})
_OF_THE_WHOLE: Final = frozenset({RDF.type, SP.evidence})

Term = NamedNode | BlankNode | Literal | Triple


@dataclass
class Version:
    """A thing as one side has it: its quads, and those of its voices and conditions that differ."""

    quads: list[Quad]

    def get(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        """The things that a property leads to, sorted."""
        found = {quad.object for quad in self.quads if quad.predicate == predicate}
        return tuple(sorted((node for node in found if isinstance(node, NamedNode)), key=lambda node: node.value))

    def values(self, predicate: NamedNode) -> tuple[str, ...]:
        """The texts of a property, sorted."""
        found = {quad.object for quad in self.quads if quad.predicate == predicate}
        return tuple(sorted(term.value for term in found if isinstance(term, Literal)))


@dataclass
class Item:
    """A thing that differs; one of the two versions is None where a side lacks it.

    One that was `moved` has another IRI on each side.
    """

    iri: NamedNode
    kind: str
    before: Version | None
    after: Version | None
    moved: bool = False

    @property
    def any(self) -> Version:
        """The later version, or the only one."""
        found = self.after or self.before
        assert found is not None
        return found


@dataclass
class Found:
    """What a walk through two graphs found: what differs, and how many records speak of each actor before and after."""

    items: list[Item] = field(default_factory=list)
    actors: dict[NamedNode, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))


def gather(pairs: Iterable[Pair]) -> Found:
    """The things that differ, by kind and IRI; all pairs of both graphs must come, in order."""
    found = Found()
    # The parts of a claim sort before the claim: "/" before ">".
    parts: dict[bytes, list[Pair]] = defaultdict(list)
    for pair in pairs:
        _count_actor(pair, found)
        own = parts.pop(pair.subject, [])
        if pair.before == pair.after and not own:
            continue
        if match := _PART.fullmatch(pair.subject):
            parts[b"<" + match[1] + b">"].append(pair)
        elif kind := _kind(pair):
            found.items.append(_make_item(pair, own, kind))
    found.items = [item for item in found.items if None in (item.before, item.after) or changed_fields(item)]
    return found


def changed_fields(item: Item) -> dict[NamedNode, tuple[frozenset[Term], frozenset[Term]]]:
    """The properties whose objects differ, with the objects that only the earlier and only the later version has."""
    if item.before is None or item.after is None:
        return {}
    sides = [_by_property(version) for version in (item.before, item.after)]
    nothing: frozenset[Term] = frozenset()
    fields = {}
    for predicate in sorted(sides[0].keys() | sides[1].keys(), key=lambda node: node.value):
        old, new = (side.get(predicate, nothing) for side in sides)
        if old != new and predicate not in _UNTOLD:
            fields[predicate] = (old - new, new - old)
    return fields


def _count_actor(pair: Pair, found: Found) -> None:
    for side, rests in enumerate((pair.before, pair.after)):
        for rest in rests:
            if rest.startswith(_ABOUT_ACTOR):
                actor = rest[len(_ABOUT_ACTOR) :].partition(b">")[0].decode()
                found.actors[NamedNode(actor)][side] += 1


def _kind(pair: Pair) -> str | None:
    for rest in (*pair.after, *pair.before):
        if rest.startswith(_TYPE):
            kind = _KINDS.get(rest[len(_TYPE) :].partition(b">")[0])
            if kind:
                return kind
    return None


def _make_item(pair: Pair, parts: Iterable[Pair], kind: str) -> Item:
    iri = NamedNode(pair.subject.decode()[1:-1])
    versions = [_read_version(pair.subject, rests) if rests else None for rests in (pair.before, pair.after)]
    for part in parts:
        for version, rests in zip(versions, (part.before, part.after), strict=True):
            if version is not None:
                quads = parse_rests(part.subject, rests)
                version.quads += [quad for quad in quads if quad.predicate not in _OF_THE_WHOLE]
    return Item(iri, kind, versions[0], versions[1])


def _read_version(subject: bytes, rests: Iterable[bytes]) -> Version:
    return Version(list(parse_rests(subject, rests)))


def _by_property(version: Version) -> dict[NamedNode, frozenset[Term]]:
    groups: dict[NamedNode, set[Term]] = defaultdict(set)
    for quad in version.quads:
        groups[quad.predicate].add(quad.object)
    return {predicate: frozenset(objects) for predicate, objects in groups.items()}
