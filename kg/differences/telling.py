"""Differences in words: what appeared, what vanished, what changed from what to what, and where it is said.

In: two sides. Out: differences, sorted, in plain English with the labels that the graphs give.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final, Literal

from pyoxigraph import Literal as Value
from pyoxigraph import NamedNode

from kg.differences.claims import KINDS, Item, Term, Version, gather
from kg.differences.comparing import MEMORY, compare
from kg.differences.matching import changes_of, match_actors, match_by_content
from kg.differences.sides import Side
from kg.queries.results import shorten
from kg.vocabulary import DCTERMS, OA, RDFS, SP

Change = Literal["appeared", "vanished", "changed"]
ORDER: Final = (*KINDS.values(), "actor")
_NAMING: Final = (RDFS.label, DCTERMS.title, SP.edtf, OA.exact)
_VOTES: Final = {SP.votedYes: "yes", SP.votedNo: "no", SP.abstained: "abstained", SP.absent: "absent"}
_STANCES: Final = {"support": "supports", "oppose": "opposes", "mixed": "is mixed on", "uncertain": "leaves open"}
_RELATIONS: Final = {"memberOf": "member of", "roleIn": "role in"}
_PROPERTIES: Final = {
    "evidence": "words", "heldDuring": "date", "occurredAt": "date", "adoptedAt": "date", "votedAt": "date",
    "eventStatus": "status", "resolutionStatus": "status", "eventType": "type", "resolutionType": "type",
    "actorType": "type", "conditionText": "condition", "publishedAt": "date of publication", "source": "voice",
    "onBehalfOf": "on behalf of", "statedIn": "document", "issueText": "wording", "timeBasis": "basis of the date",
    "timeText": "words of the date", "reportedBy": "reported by", "aboutResolution": "decision",
    "conditionType": "type of condition", "textSha256": "text",
}  # fmt: skip


@dataclass(frozen=True)
class Difference:
    """One thing that appeared or vanished, or one property of a thing that changed.

    `what` says which thing, `property` and the values are empty unless it changed; `words` are the verbatim ones behind
    it, `document` where they stand.
    """

    change: Change
    kind: str
    what: str
    property: str
    before: str
    after: str
    words: str
    document: str
    iri: str


def find_differences(before: Side, after: Side, memory: int = MEMORY) -> list[Difference]:
    """All differences between what two graphs say, by kind, then by what they are about."""
    found = gather(compare(before, after, memory))
    items, actors = found.items, match_actors(found.actors)
    names = _Names((after, before), _mentioned(items) | actors.keys())
    told = [difference for item in match_by_content(items, names.labels) for difference in _tell(item, names)]
    for actor, later in actors.items():
        change: Change = "appeared" if later else "vanished"
        told.append(Difference(change, "actor", names.label(actor), "", "", "", "", "", actor.value))
    return sorted(told, key=_order)


def _order(difference: Difference) -> tuple[object, ...]:
    rank = ORDER.index(difference.kind)
    return (rank, difference.what.casefold(), difference.what, difference.iri, difference.property, difference.before)


def _mentioned(items: Iterable[Item]) -> set[NamedNode]:
    """All things that the differing ones speak of."""
    versions = [version for item in items for version in (item.before, item.after) if version is not None]
    found = {quad.object for version in versions for quad in version.quads}
    return {node for node in found if isinstance(node, NamedNode)} | {item.iri for item in items}


class _Names:
    """What things are called, in the later graph if it names them."""

    def __init__(self, sides: Iterable[Side], nodes: AbstractSet[NamedNode]) -> None:
        self.labels: dict[NamedNode, str] = {}
        for side in sides:
            for node, label in _read_names(side, nodes - self.labels.keys()).items():
                self.labels.setdefault(node, label)

    def label(self, term: Term) -> str:
        """A term as people read it."""
        if isinstance(term, NamedNode):
            return " ".join((self.labels.get(term) or shorten(term)).split())
        return " ".join(term.value.split()) if isinstance(term, Value) else str(term)

    def all(self, terms: Iterable[Term]) -> str:
        """Some terms in a row."""
        return ", ".join(sorted(map(self.label, terms)))


def _read_names(side: Side, nodes: Collection[NamedNode]) -> dict[NamedNode, str]:
    """One name of each node: of several, that of the first naming property, the first in the alphabet."""
    found: dict[NamedNode, tuple[int, str]] = {}
    for quad in side.describe(nodes):
        if quad.predicate in _NAMING and isinstance(quad.subject, NamedNode) and isinstance(quad.object, Value):
            name = (_NAMING.index(quad.predicate), quad.object.value)
            found[quad.subject] = min(name, found.get(quad.subject, name))
    return {node: name for node, (_, name) in found.items()}


def _tell(item: Item, names: _Names) -> list[Difference]:
    what, words, document = (
        _name(item, names),
        names.all(item.any.get(SP.evidence)),
        names.all(item.any.get(SP.statedIn)),
    )
    words = words or " ".join(item.any.values(SP.quoted))
    if item.before is None or item.after is None:
        change: Change = "appeared" if item.before is None else "vanished"
        return [Difference(change, item.kind, what, "", "", "", words, document, item.iri.value)]
    rows = [*_votes(item, names), *_fields(item, names)]
    return [
        Difference("changed", item.kind, what, name, old, new, words, document, item.iri.value)
        for name, old, new in rows
    ]


def _fields(item: Item, names: _Names) -> list[tuple[str, str, str]]:
    """The properties that changed, with their values before and after."""
    rows = []
    for predicate, (old, new) in changes_of(item, names.labels).items():
        if predicate not in _VOTES:
            local = shorten(predicate).rpartition("/")[2]
            rows.append((_PROPERTIES.get(local, _split_words(local)), names.all(old), names.all(new)))
    return rows


def _votes(item: Item, names: _Names) -> list[tuple[str, str, str]]:
    """Who voted otherwise: a row for each voter."""
    assert item.before is not None
    assert item.after is not None
    cast = [_read_votes(version) for version in (item.before, item.after)]
    voters = sorted(cast[0].keys() | cast[1].keys(), key=lambda node: node.value)
    changed = [voter for voter in voters if cast[0].get(voter) != cast[1].get(voter)]
    return [(f"vote of {names.label(voter)}", cast[0].get(voter, ""), cast[1].get(voter, "")) for voter in changed]


def _read_votes(version: Version) -> Mapping[NamedNode, str]:
    return {voter: vote for predicate, vote in _VOTES.items() for voter in version.get(predicate)}


def _name(item: Item, names: _Names) -> str:
    """What a thing is called: a claim by what it says; by what it is about where that has changed."""
    version = item.any
    match item.kind:
        case "position":
            stance = "on" if item.before and item.after else _STANCES.get(_term(version, SP.stance), "on")
            return f"{names.all(version.get(SP.holder))} {stance} “{names.all(version.get(SP.issue))}”"
        case "agreement":
            verb = "on" if item.before and item.after else f"{_term(version, SP.agreement)} on"
            parties = " and ".join(sorted(map(names.label, version.get(SP.party))))
            return f"{parties} {verb} “{names.all(version.get(SP.issue))}”"
        case "relation":
            relation = _term(version, SP.relationType)
            ends = (names.all(version.get(predicate)) for predicate in (SP.relationFrom, SP.relationTo))
            return f" {_RELATIONS.get(relation, f'{relation} of')} ".join(ends)
        case "decision":
            return names.all(version.get(SP.aboutResolution))
        case "mention of an actor":
            return names.all(version.get(SP.aboutActor))
        case "vote":
            decided = names.all(version.get(SP.decides)) or " ".join(version.values(SP.name))
            return " ".join(filter(None, (decided, names.all(version.get(SP.votedAt)), *version.values(SP.recordId))))
        case _:
            return names.label(item.iri)


def _term(version: Version, predicate: NamedNode) -> str:
    return "".join(shorten(node) for node in version.get(predicate)[:1])


def _split_words(name: str) -> str:
    """A property's local name as words: adoptedBy is "adopted by"."""
    return "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
