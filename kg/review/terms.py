"""What a claim can be corrected in, and the terms that the words of a correction stand for.

In: the class of a claim, a property and a word as records write it. Out: RDF terms; UsageError that lists the words
there are.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode

from kg.codebook.normal import normal_form
from kg.edtf import parse_edtf
from kg.errors import UsageError
from kg.iris import Minter, slug
from kg.mapping.codes import (
    ACTOR_TYPES,
    AGREEMENTS,
    EVENT_STATUSES,
    EVENT_TYPES,
    RELATION_TYPES,
    RESOLUTION_STATUSES,
    RESOLUTION_TYPES,
    STANCES,
)  # fmt: skip
from kg.vocabulary import SP

Codes = Mapping[str, NamedNode]
_THING: Final[Codes] = MappingProxyType({})

# By the class of the claim: the properties that can be corrected, each with the words that there are; none: a thing.
CORRECTIONS: Final[Mapping[NamedNode, Mapping[str, tuple[NamedNode, Codes]]]] = MappingProxyType({
    SP.Position: {
        "stance": (SP.stance, STANCES), "issue": (SP.issue, _THING), "holder": (SP.holder, _THING),
        "date": (SP.heldDuring, _THING),
    },
    SP.AgreementClaim: {
        "type": (SP.agreement, AGREEMENTS), "issue": (SP.issue, _THING), "date": (SP.heldDuring, _THING),
    },
    SP.RelationClaim: {"type": (SP.relationType, RELATION_TYPES), "date": (SP.heldDuring, _THING)},
    SP.EventRecord: {
        "type": (SP.eventType, EVENT_TYPES), "status": (SP.eventStatus, EVENT_STATUSES),
        "date": (SP.occurredAt, _THING),
    },
    SP.ResolutionRecord: {
        "type": (SP.resolutionType, RESOLUTION_TYPES), "status": (SP.resolutionStatus, RESOLUTION_STATUSES),
        "date": (SP.adoptedAt, _THING),
    },
    SP.ActorRecord: {"type": (SP.actorType, ACTOR_TYPES)},
})  # fmt: skip
CONTRARY: Final = MappingProxyType({SP.support: SP.oppose, SP.oppose: SP.support})


def find_property(kind: NamedNode, name: str) -> tuple[NamedNode, Codes]:
    """The property that a correction of such a claim means, with its words. Raises UsageError."""
    properties = CORRECTIONS.get(kind, {})
    if name not in properties:
        what = kind.value.rpartition("#")[2]
        raise UsageError(f"a claim of class {what} has no {name} to correct; it has {', '.join(properties) or 'none'}")
    return properties[name]


def read_value(name: str, codes: Codes, value: str, minter: Minter) -> NamedNode:
    """The term of a corrected value: a word of the list, an IRI, an EDTF date, or an issue in words."""
    if codes:
        if value not in codes:
            raise UsageError(f"{value!r} is no {name}; expected one of {', '.join(codes)}")
        return codes[value]
    if name == "date":
        try:
            return minter.time(parse_edtf(value).edtf)
        except ValueError as error:
            raise UsageError(str(error)) from error
    if value.startswith(("http://", "https://")):
        return NamedNode(value)
    if name == "issue":
        return name_issue(value, minter)
    raise UsageError(f"{value!r} is no IRI of a {name}")


def name_issue(wording: str, minter: Minter) -> NamedNode:
    """The issue of a wording, named as the mapping names it, so that reviewer and extractor mean one thing."""
    return minter.thing("issue", slug(normal_form(wording).key or wording))
