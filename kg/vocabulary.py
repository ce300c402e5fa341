"""The RDF terms that Standpoint writes and asks for: namespaces, prefixes and the closed list of its own terms.

A term of the ontology that is not listed here cannot be written (AttributeError), and one that is listed must be in
`ontology/` (a test compares the two).
"""

from __future__ import annotations

from pyoxigraph import NamedNode


class Namespace:
    """A namespace of RDF terms; with `names` it is closed.

    >>> Namespace("http://xmlns.com/foaf/0.1/").Person
    <NamedNode value=http://xmlns.com/foaf/0.1/Person>
    """

    def __init__(self, base: str, names: frozenset[str] | None = None) -> None:
        self.base, self.names = base, names

    def __getattr__(self, name: str) -> NamedNode:
        return self[name]

    def __getitem__(self, name: str) -> NamedNode:
        if self.names is not None and name not in self.names:
            raise AttributeError(f"the ontology has no term {name!r}")
        return NamedNode(self.base + name)


CLASSES = frozenset(
    """Actor State Person IntergovernmentalOrganization GovernmentBody ArmedGroup Coalition Organization Population
    Commenter Place Dataset VoteEvent Topic PositionObject Issue Resolution Document Passage Claim Position
    AgreementClaim RelationClaim EventRecord ResolutionRecord ActorRecord Attribution Condition TimeSpan SourceGraph
    LoadActivity Stance Manner Certainty AgreementValue RelationType ConditionType EventType EventStatus
    ResolutionType ResolutionStatus TimePrecision TimeBasis VoteScope Decision Change Verdict""".split()
)
PROPERTIES = frozenset(
    """evidence quoted statedIn reportedBy attribution level source manner cue certainty confidence coder holder
    onBehalfOf issue issueText issueLabel contraryLabel stance statement target condition revises heldDuring
    timeText timeBasis conditionType conditionText party agreement relationType relationFrom relationTo eventType
    eventStatus initiator recipient participant place placeText occurredAt aboutResolution name symbol
    resolutionType resolutionStatus adoptedBy adoptedAt yesCount noCount abstainCount aboutActor actorType alias
    role affiliation publishedAt textSha256 textLength inDocument edtf earliest latest precision inputSha256
    toolVersion oppositeStance recordId cameoCode intensity intensityScale story decides votingBody votedAt votedYes
    votedNo abstained absent voteScope topic iso2 iso3 demonym capital wikidata partOf verdict reviewer concerns
    apartFrom into contrary withdraws change changedProperty newValue withheld supplied""".split()
)
CONCEPTS = frozenset(
    """support oppose mixed uncertain ownVoice directQuote indirectSpeech inference officialRecord humanCoding
    machineCoding certain probable possible agree disagree ally memberOf roleIn rival ifMet unlessMet onlyAfter
    until onlyFor occurred ongoing planned hypothetical denied formalResolution treaty agreementType jointStatement
    authorisation law proposed adopted rejected implemented ended day month season year decade century interval
    unknownTime statedTime documentTime inferredTime wholeText paragraphVote amendmentVote motionVote
    voteScopeScheme stanceScheme mannerScheme certaintyScheme agreementScheme relationScheme conditionScheme
    eventStatusScheme resolutionTypeScheme resolutionStatusScheme precisionScheme basisScheme ploverScheme
    acceptance rejection correction merger division withdrawal verdictScheme""".split()
)

ONTOLOGY = NamedNode("https://w3id.org/standpoint/ontology")
SP = Namespace("https://w3id.org/standpoint/ontology#", CLASSES | PROPERTIES | CONCEPTS)
PLOVER = Namespace("https://w3id.org/standpoint/plover#")
RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
PROV = Namespace("http://www.w3.org/ns/prov#")
OA = Namespace("http://www.w3.org/ns/oa#")

EDTF_DATATYPE = NamedNode("http://id.loc.gov/datatypes/edtf")

DEFAULT_BASE = "https://w3id.org/standpoint/id/"

# What exports and queries call the namespaces; the data's own are added by `data_prefixes`.
PREFIXES = {
    "sp": SP.base,
    "plover": PLOVER.base,
    "rdf": RDF.base,
    "rdfs": RDFS.base,
    "xsd": XSD.base,
    "skos": SKOS.base,
    "dcterms": DCTERMS.base,
    "prov": PROV.base,
    "oa": OA.base,
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "wd": "http://www.wikidata.org/entity/",
    "loc": "http://id.loc.gov/datatypes/",
}


def data_prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """The prefixes of the things that a graph with this base describes."""
    kinds = ("actor", "issue", "resolution", "place", "topic", "time", "doc", "dataset", "graph", "load", "decision")
    return {kind: f"{base}{kind}/" for kind in kinds}
