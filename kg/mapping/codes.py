"""The words that records use for closed lists, and the concepts, classes and properties that they stand for.

The ontology repeats each word as `skos:notation` of its term, and a test compares the two. `OTHER` is no event type: an
event outside the sixteen of PLOVER has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from pyoxigraph import NamedNode

from kg.vocabulary import PLOVER, SP


def _table(**codes: NamedNode) -> Mapping[str, NamedNode]:
    return MappingProxyType(codes)


ACTOR_TYPES: Final = _table(
    state=SP.State,
    person=SP.Person,
    igo=SP.IntergovernmentalOrganization,
    government_body=SP.GovernmentBody,
    armed_group=SP.ArmedGroup,
    coalition=SP.Coalition,
    organisation=SP.Organization,
    population=SP.Population,
    commenter=SP.Commenter,
)
EVENT_TYPES: Final = MappingProxyType(
    {
        name: PLOVER[name]
        for name in (
            "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
            "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
        )
    }
)  # fmt: skip
EVENT_STATUSES: Final = _table(
    occurred=SP.occurred, ongoing=SP.ongoing, planned=SP.planned, hypothetical=SP.hypothetical, denied=SP.denied
)
ROLES: Final = _table(agent=SP.initiator, recipient=SP.recipient, participant=SP.participant)
RESOLUTION_TYPES: Final = _table(
    resolution=SP.formalResolution,
    treaty=SP.treaty,
    agreement=SP.agreementType,
    joint_statement=SP.jointStatement,
    authorisation=SP.authorisation,
    law=SP.law,
)
RESOLUTION_STATUSES: Final = _table(
    proposed=SP.proposed, adopted=SP.adopted, rejected=SP.rejected, implemented=SP.implemented, ended=SP.ended
)
STANCES: Final = _table(support=SP.support, oppose=SP.oppose, mixed=SP.mixed, uncertain=SP.uncertain)
AGREEMENTS: Final = _table(agree=SP.agree, disagree=SP.disagree)
RELATION_TYPES: Final = _table(ally=SP.ally, member_of=SP.memberOf, role_in=SP.roleIn, rival=SP.rival)
MANNERS: Final = _table(
    own_voice=SP.ownVoice,
    direct_quote=SP.directQuote,
    indirect_speech=SP.indirectSpeech,
    inference=SP.inference,
    official_record=SP.officialRecord,
    human_coding=SP.humanCoding,
    machine_coding=SP.machineCoding,
)
CERTAINTIES: Final = _table(certain=SP.certain, probable=SP.probable, possible=SP.possible)
DATE_BASES: Final = _table(stated=SP.statedTime, document=SP.documentTime, inferred=SP.inferredTime)
CONDITION_TYPES: Final = MappingProxyType(
    {
        "if": SP.ifMet,
        "unless": SP.unlessMet,
        "only_after": SP.onlyAfter,
        "until": SP.until,
        "only_for": SP.onlyFor,
    }
)
PRECISIONS: Final = _table(
    day=SP.day,
    month=SP.month,
    season=SP.season,
    year=SP.year,
    decade=SP.decade,
    century=SP.century,
    interval=SP.interval,
    unknown=SP.unknownTime,
)
