"""Memberships: which actors belong to a body, bloc, party or armed group.

In: a reading. Out: member_of relations: "X, a member of Y", "NATO member X", "Y members such as X", "X-led coalition",
"X founded Y", "speaking on behalf of Y", "froze its participation in Y". To leave a body or to want to join it is no
membership, and that a state's ministry is the state's is a fact about the actor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.relations import relational
from kg.extraction.relations.parties import is_party
from kg.extraction.relations.roles import is_member_only
from kg.extraction.sentences.predications import Predication
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.extraction.traces import Trace, Traced, trace_clause, trace_word
from kg.extraction.voices.quotations import is_first_person
from kg.records import Relation

_BODIES = frozenset({"igo", "coalition", "organisation", "armed_group"})
_MEMBERS = frozenset({"state", "organisation", "armed_group", "person", "coalition"})
_BLOCS = ("igo", "coalition")
_MOST = 6


def read_memberships(reading: Reading) -> Iterator[Traced[Relation]]:
    """Read who belongs to what."""
    yield from _known(reading)
    for noun, block in relational.nouns(reading):
        yield from _described(noun, block, reading)
        yield from _of_party(noun, block, reading)
    for block, _ in reading.blocks:
        for token in block.doc:
            if token.lower_ == "led" and token.tag_ in ("VBN", "VBD"):
                yield from _led(token, block, reading)
    for predication in reading.predications():
        yield from _acted(predication, reading)
        yield from _spoken_for(predication, reading)


def _pairs(members: Sequence[str], bodies: Sequence[str], reading: Reading) -> Iterator[tuple[str, str]]:
    """Each possible member with the body; actors that the cast leaves out are taken for states or bodies."""
    kinds = reading.cast.types
    for body in bodies[:1]:
        for member in members[:_MOST]:
            fits = kinds.get(member, "state") in _MEMBERS and kinds.get(body, "igo") in _BODIES
            if fits and member != body and body.lower() not in member.lower():
                yield member, body


def _known(reading: Reading) -> Iterator[Traced[Relation]]:
    """Members whose party or movement the cast knows."""
    kinds = reading.cast.types
    for actor in reading.cast.actors:
        if actor.affiliation is None or actor.start is None or kinds.get(actor.affiliation) not in _BODIES:
            continue
        person = actor.type == "person" and actor.role is not None and is_member_only(actor.role)
        if person or actor.type == "armed_group":
            relation = Relation(
                type="member_of", a=actor.name, b=actor.affiliation, quote=actor.quote, start=actor.start, end=actor.end
            )
            yield Traced(relation, Trace("relations.memberships/known"))


def _described(noun: Token, block: Block, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "X, a member of Y", "Y member X", "an al-Qaeda affiliate", "Y states such as X"."""
    lemma = relational.lemma_of(noun)
    listing = lemma in word_set("relations", "member_groups") or (lemma in ("ally", "partner") and noun.tag_ == "NNS")
    if lemma not in word_set("relations", "members") and not listing:
        return
    if not relational.is_so(noun, block, reading):
        return
    places = ("of", "to", "within", "in") if lemma in ("partner", "ally", "member") else ("of", "to", "within")
    bodies = [n for n in relational.owners(noun, reading, *places) if n]
    members = _named_members(noun, reading) or relational.bearers(noun, block, reading) or relational.who(noun, reading)
    for a, b in _pairs([name for name in members if name not in bodies], bodies, reading):
        fields = relational.stated(*relational.phrase(noun), block, reading)
        yield Traced(
            Relation(**fields, type="member_of", a=a, b=b), trace_word("relations.memberships/described", noun, block)
        )


def _named_members(noun: Token, reading: Reading) -> list[str]:
    """ "Its members are Laos and Thailand": the predicates of which members are the subject."""
    top = noun.head
    if noun.dep_ != "nsubj" or not grammar.children(top, "cop"):
        return []
    return [name for word in grammar.conjuncts(top) for name in relational.who(word, reading)]


def _of_party(name: Token, block: Block, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "X of the DUP": a person named with a party."""
    kinds = reading.cast.types
    people = reading.cast.who(name)
    if len(people) != 1 or kinds.get(people[0]) != "person" or not name.tag_.startswith("NNP"):
        return
    for phrase in grammar.children(name, "nmod"):
        body = reading.cast.who(phrase)
        if grammar.preposition(phrase) == "of" and len(body) == 1 and is_party(body[0], reading):
            fields = relational.stated(name, phrase, block, reading)
            yield Traced(
                Relation(**fields, type="member_of", a=people[0], b=body[0]),
                trace_word("relations.memberships/of_party", phrase, block),
            )


def _led(participle: Token, block: Block, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "the US-led coalition": whoever leads a coalition belongs to it."""
    noun = participle.head
    if participle.dep_ != "amod" or relational.lemma_of(noun) not in word_set("relations", "coalitions"):
        return
    leaders = [n for c in participle.children if c.i < participle.i for n in reading.cast.who(c)]
    if not leaders and participle.i > 1:
        leaders = [*reading.cast.who(participle.nbor(-2))]
    bodies = relational.who(noun, reading)
    for a, b in _pairs([n for n in leaders if n not in bodies], bodies, reading) if leaders else ():
        fields = relational.stated(*relational.phrase(noun), block, reading)
        yield Traced(
            Relation(**fields, type="member_of", a=a, b=b), trace_word("relations.memberships/led", participle, block)
        )


def _acted(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "joined Y", "founded Y", "froze its membership of Y"."""
    if not _may_tell(predication) or not _is_fact(predication):
        return
    members = _for_their_state(predication.get("agent"), predication, reading)
    bodies: tuple[str, ...] = ()
    if predication.lemma in word_set("relations", "group_verbs"):
        bodies, members = members, reading.names(predication.get("theme"), predication)
    elif predication.lemma in word_set("relations", "join_verbs"):
        bodies = reading.names(predication.get("theme"), predication)
    elif predication.lemma in word_set("relations", "belong_verbs"):
        bodies = reading.names(predication.get("to"), predication)
    elif predication.lemma in word_set("relations", "found_verbs") and len(members) > 1:
        bodies = reading.names(predication.get("theme"), predication)
    elif grammar.children(predication.head, "cop") and grammar.preposition(predication.head) == "in":
        bodies = reading.names([predication.head], predication)  # "Estonia is in NATO"
    elif predication.kind == "noun" and predication.lemma in ("membership", "participation"):
        bodies = reading.names(predication.get("of", "in"), predication) or _suspender(predication, reading)
    for a, b in _pairs(members, bodies, reading):
        quote = relational.clause(predication, reading)
        yield Traced(
            Relation(**reading.common(predication, quote), type="member_of", a=a, b=b),
            trace_clause("relations.memberships/acted", predication),
        )


def _may_tell(predication: Predication) -> bool:
    """Whether a word can tell of a membership: a verb for it, its noun, or "is in"."""
    verbs = ("group_verbs", "join_verbs", "belong_verbs", "found_verbs")
    known = any(predication.lemma in word_set("relations", name) for name in verbs)
    known = known or predication.lemma in ("membership", "participation")
    return known or bool(grammar.children(predication.head, "cop"))


def _suspender(membership: Predication, reading: Reading) -> tuple[str, ...]:
    """The body that suspends somebody's membership."""
    above = membership.parent
    if above is None or above.lemma not in ("suspend", "restore", "renew"):
        return ()
    return reading.names(above.get("agent"), above)


def _for_their_state(tokens: Sequence[Token], predication: Predication, reading: Reading) -> tuple[str, ...]:
    """The actors of phrases; "we" from an office-holder is the state or body that the office belongs to."""
    named = reading.names([t for t in tokens if not is_first_person(t)], predication)
    speakers = reading.names([t for t in tokens if is_first_person(t)], predication)
    people = {a.name: a.affiliation for a in reading.cast.actors if a.type in ("person", "commenter")}
    homes = [people.get(name, name) for name in speakers]
    return (*named, *(home for home in dict.fromkeys(homes) if home))


def _is_fact(predication: Predication) -> bool:
    """Whether somebody belongs or came to belong; a membership counts where it is kept or frozen."""
    if predication.kind == "noun" and predication.parent is not None:
        denied = predication.mood.negated or predication.mood.question
        return not denied and predication.parent.lemma in word_set("relations", "holding_verbs")
    return relational.is_fact(predication)


def _spoken_for(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "X, speaking on behalf of Y": a member speaks for its group."""
    if predication.lemma not in ("behalf", "speak", "name"):
        return
    phrases = [t for t in predication.get("of", "for") if grammar.preposition(t) in ("of", "for")]
    if predication.lemma == "speak" and predication.get("on"):
        near = [b for b in predication.get("on") if b.lemma_ == "behalf" and b.i - predication.verb.i < 5]
        phrases = [t for b in near for t in grammar.children(b, "nmod")]
    named = reading.names(phrases, predication) or tuple(n for t in phrases[:1] if (n := _proper_name(t)))
    bodies = [n for n in named if reading.cast.types.get(n, "igo") in (*_BLOCS, "organisation")]
    for a, b in _pairs(_speakers(predication, reading), bodies, reading):
        yield Traced(
            Relation(**reading.common(predication), type="member_of", a=a, b=b),
            trace_clause("relations.memberships/spoken_for", predication),
        )


def _proper_name(head: Token) -> str:
    """The capitalised words that end in a noun, as a name that the cast doesn't have; "" for a single word."""
    first = head
    while first.i > head.sent.start and first.nbor(-1).text[:1].isupper() and first.nbor(-1).is_alpha:
        first = first.nbor(-1)
    return str(head.doc[first.i : head.i + 1].text) if head.i > first.i else ""


def _speakers(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """Who speaks: the subject, or the name or clause subject that the phrase hangs on."""
    if predication.lemma == "speak" and (names := reading.names(predication.get("agent"), predication)):
        return names
    head = predication.head
    if predication.lemma == "behalf" and grammar.preposition(head) not in ("on", "in"):
        return ()
    opens = min((c.i for c in head.children if c.dep_ == "case"), default=0)
    if opens > 1 and head.doc[opens - 1].text == "," and (names := reading.cast.who(head.doc[opens - 2])):
        return names
    for node in head.ancestors:
        if names := reading.cast.who(node):
            return names
        subject = grammar.own_subject(node)
        if subject is not None:
            return reading.names([subject], predication)
    return ()
