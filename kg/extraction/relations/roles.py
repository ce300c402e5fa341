"""Roles: which state or body a person serves, speaks for or leads.

In: a reading. Out: role_in relations, from the offices that the cast knows and from what the text says beside them:
"X is the minister of Y", "President X of Y", "the Y prime minister, X". Who leads armed groups and parties is read in
`leaders`, who is a member only in `memberships`; where an author works is a fact about the author, no relation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.extraction import grammar
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.relations import relational
from kg.extraction.relations.leaders import only_bodies, only_people, read_leaders
from kg.extraction.relations.parties import is_party
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.extraction.traces import Trace, Traced, trace_word
from kg.passages import find_quote
from kg.records import Actor, Relation
from kg.registry import Entry, Registry

_OF = ("of", "for", "from", "at", "to")
_MISSION = re.compile(r"\b(embassy|mission|consulate|delegation|government)\b", re.IGNORECASE)
_NEAR = 14


def read_roles(reading: Reading, registry: Registry) -> list[Traced[Relation]]:
    """Read the offices of people, the surest source first; one for each person and body."""
    found: dict[tuple[str, str], Traced[Relation]] = {}
    for traced in (
        *_known(reading),
        *_described(reading),
        *_named_after_title(reading),
        *_titled(reading, registry),
        *read_leaders(reading),
    ):
        found.setdefault((traced.record.a, traced.record.b), traced)
    relations = [traced.record for traced in found.values()]
    return [t for t in found.values() if not _is_anonymous_twin(t.record, relations, reading)]


def is_member_only(role: str) -> bool:
    """Whether an office is nothing but membership: "member", "lawmaker"."""
    words = role.lower().split()
    return bool(words) and words[-1] in word_set("relations", "member_roles")


def _known(reading: Reading) -> Iterator[Traced[Relation]]:
    """Offices that the cast knows from titles and appositions."""
    for actor in reading.cast.actors:
        if actor.type != "person" or actor.affiliation in (None, actor.name):
            continue
        if actor.role is None:
            yield from _of_body(actor, reading)
        elif not (_is_plain_member(actor, reading) or _is_workplace(actor, reading) or _is_only_from(actor, reading)):
            yield from _of_cast(actor, reading)


def _is_plain_member(actor: Actor, reading: Reading) -> bool:
    """Whether somebody is only a member of the body they are named with; a state's senator has an office."""
    kinds = {other.name: other.type for other in reading.cast.actors}
    return is_member_only(actor.role or "") and kinds.get(actor.affiliation or "", "state") != "state"


def _of_body(actor: Actor, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "Jane Doe of the Peace Institute", "Jane Doe (Ghana)": people named with a body or state, without an office."""
    body = actor.affiliation or ""
    if actor.name in reading.cast.authors or is_party(body, reading):
        return
    for token, block in _name_tokens(actor, reading):
        last = next((t for t in block.doc[token.i + 1 : token.i + _NEAR] if _ends(t, body, reading)), None)
        if last is None or not {t.lower_ for t in block.doc[token.i : last.i]} & {*_OF, "with", "("}:
            continue
        relation = Relation(**relational.stated(token, last, block, reading), type="role_in", a=actor.name, b=body)
        yield Traced(relation, trace_word("relations.roles/of_body", token, block))
        return
    yield from _owned(actor, body, reading)


def _owned(actor: Actor, body: str, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "Bolivia's Luis Arce": a person named with the state or body right before the name."""
    for token, block in _name_tokens(actor, reading):
        marks = [at for at in range(max(token.i - 4, 1), token.i) if block.doc[at].tag_ == "POS"]
        if marks and reading.cast.who(block.doc[marks[-1] - 1]) == (body,):
            fields = relational.stated(block.doc[marks[-1] - 1], token, block, reading)
            trace = trace_word("relations.roles/owned", token, block)
            yield Traced(Relation(**fields, type="role_in", a=actor.name, b=body), trace)
            return


def _ends(token: Token, body: str, reading: Reading) -> bool:
    """Whether a word is the last of a body's name."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    inside = after is not None and reading.cast.who(after) == (body,)
    return (reading.cast.who(token) == (body,) and not inside) or token.text == body.split()[-1]


def _of_cast(actor: Actor, reading: Reading) -> Iterator[Traced[Relation]]:
    body = _principal(actor.affiliation or "", reading)
    for token, block in _name_tokens(actor, reading):
        if (place := _role_beside(token, actor.role or "")) is not None:
            if _is_nameless(actor) and not _names_body(actor, place, block, reading):
                continue
            fields = relational.stated(place[0], place[1], block, reading)
            trace = trace_word("relations.roles/of_cast", place[0], block)
            yield Traced(Relation(**fields, type="role_in", a=actor.name, b=body), trace)
            return
    if _is_nameless(actor):
        return
    place_of = (actor.start, actor.end) if actor.start is not None else find_quote(reading.document.text, actor.quote)
    if place_of is None or place_of[0] is None or place_of[1] is None:
        return
    start, end = place_of[0], place_of[1]
    words = reading.document.text[start:end]
    if actor.name.split()[-1] not in words and not _is_said_whose(start, end, actor, body, reading):
        return  # "the Secretary-General" alone
    relation = Relation(type="role_in", a=actor.name, b=body, quote=words, start=start, end=end)
    yield Traced(relation, Trace("relations.roles/at_name"))


def _is_said_whose(start: int, end: int, actor: Actor, body: str, reading: Reading) -> bool:
    """Whether a stretch names the body, or the words for the office say more than it ("the Syrian president")."""
    named = [*reading.name_words.get(body, ()), *reading.name_words.get(actor.name, ())]
    words = [token.lower_ for token, block in named if start <= block.start + token.idx < end]
    return any(word.isalpha() and word not in (actor.role or "").lower() for word in words)


def _is_nameless(actor: Actor) -> bool:
    """Whether an actor goes by the office alone: "United Nations Secretary-General"."""
    return actor.role is not None and actor.name.lower().endswith(actor.role.lower())


def _names_body(actor: Actor, place: tuple[Token, Token], block: Block, reading: Reading) -> bool:
    """Whether the words say whose office it is; "the Secretary-General" alone states no relation."""
    tokens = block.doc[place[0].i : place[1].i + 1]
    return any(names and names != (actor.name,) for names in map(reading.cast.who, tokens))


def _is_workplace(actor: Actor, reading: Reading) -> bool:
    """Whether somebody is said only to work or teach somewhere that takes no part itself."""
    return actor.affiliation not in _names(reading) and (actor.name in reading.cast.authors or _teaches(actor))


def _is_only_from(actor: Actor, reading: Reading) -> bool:
    """Whether the words tell a nationality ("the Danish analyst") or what somebody made ("the author of the plan")."""
    kinds = {other.name: other.type for other in reading.cast.actors}
    body = actor.affiliation or ""
    profession = set((actor.role or "").lower().split()) & word_set("relations", "professions")
    return body.islower() or (bool(profession) and kinds.get(body, "state") == "state")


def _names(reading: Reading) -> set[str]:
    return {actor.name for actor in reading.cast.actors}


def _teaches(actor: Actor) -> bool:
    return bool(set((actor.role or "").lower().split()) & word_set("relations", "scholars"))


def _principal(body: str, reading: Reading) -> str:
    """The state that an embassy or mission is there for, the actor that an office "in" a place belongs to."""
    for head in (body.split(" in ")[0], body.removesuffix(" party")):
        if head in _names(reading):
            return head
    if not _MISSION.search(body):
        return body
    states = [a.name for a in reading.cast.actors if a.type == "state"]
    named = [(body.find(s), s) for s in states if re.search(rf"\b{re.escape(s)}\b", body)]
    return min(named)[1] if named and not body.lower().endswith("ministry") else body


def _name_tokens(actor: Actor, reading: Reading) -> Iterator[tuple[Token, Block]]:
    """The words of a document that name a person (pronouns left out)."""
    yield from reading.name_words.get(actor.name, ())


def _role_beside(name: Token, role: str) -> tuple[Token, Token] | None:
    """The first and last word of a name with its office, where both stand close together in one sentence."""
    wanted = role.lower().split()[-1]
    near = [t for t in name.sent if abs(t.i - name.i) <= _NEAR and t.lower_ in (wanted, wanted.rstrip("."))]
    if not near:
        return None
    office = min(near, key=lambda t: abs(t.i - name.i))
    ends = [_first_of_office(office, role), *_stretch_of(office), name, *grammar.children(name, "flat")]
    return min(ends, key=lambda t: t.i), max(ends, key=lambda t: t.i)


def _first_of_office(office: Token, role: str) -> Token:
    """The first word of an office of several words: "Secretary of State"."""
    words, first = role.lower().split(), office
    while first.i > first.sent.start and first.nbor(-1).lower_ in words:
        first = first.nbor(-1)
    return first


def _stretch_of(office: Token) -> list[Token]:
    """An office with whatever says whose it is."""
    words = [office]
    for child in office.children:
        if child.dep_ in ("nmod:poss", "amod", "compound", "nmod"):
            words.extend(t for t in child.subtree if abs(t.i - office.i) <= _NEAR)
    return words


def _described(reading: Reading) -> Iterator[Traced[Relation]]:
    """ "X is the foreign minister of Y", "the Y prime minister, X": an office in apposition or predicated."""
    for noun, block in relational.nouns(reading):
        if relational.lemma_of(noun) not in word_set("relations", "offices"):
            continue
        people = only_people(relational.bearers(noun, block, reading), reading)
        bodies = [_principal(n, reading) for n in only_bodies(relational.owners(noun, reading, *_OF), reading)]
        if relational.lemma_of(noun) == "counterpart" and not grammar.children(noun, "amod"):
            continue  # "your counterpart" serves another state
        if len(people) == 1 and bodies and not _was_never(noun, block, reading):
            fields = relational.stated(*relational.phrase(noun), block, reading)
            yield Traced(
                Relation(**fields, type="role_in", a=people[0], b=bodies[0]),
                trace_word("relations.roles/described", noun, block),
            )


def _was_never(noun: Token, block: Block, reading: Reading) -> bool:
    """Whether somebody is said not to hold an office; a former office was held."""
    predication = reading.by_token.get((block.start, noun.i))
    return predication is not None and bool(grammar.children(noun, "cop")) and predication.mood.negated


def _named_after_title(reading: Reading) -> Iterator[Traced[Relation]]:
    """ "President X of Y": whoever bears a title is named with what it belongs to."""
    for actor in reading.cast.actors:
        if actor.type != "person" or actor.affiliation is not None:
            continue
        for token, block in _name_tokens(actor, reading):
            for phrase in grammar.children(token, "nmod"):
                bodies = only_bodies(relational.who(phrase, reading), reading)
                known = not _teaches(actor) or bodies[:1] == [n for n in bodies if n in _names(reading)][:1]
                if grammar.preposition(phrase) == "of" and bodies and known and _is_titled(actor, token):
                    fields = relational.stated(_first_of_title(token), phrase, block, reading)
                    yield Traced(
                        Relation(**fields, type="role_in", a=actor.name, b=bodies[0]),
                        trace_word("relations.roles/named_after_title", _first_of_title(token), block),
                    )


def _first_of_title(name: Token) -> Token:
    """The first of the capitalised words that end in a name, its title included."""
    first = name
    while first.i > name.sent.start and first.nbor(-1).is_title and first.nbor(-1).is_alpha:
        first = first.nbor(-1)
    return first


def _titled(reading: Reading, registry: Registry) -> Iterator[Traced[Relation]]:
    """ "President Obama": the title that the text gives is the office that somebody is known by."""
    for actor in reading.cast.actors:
        entry = _office_holder(actor, registry) if actor.type == "person" and actor.affiliation is None else None
        home = registry.get(entry.affiliation).name if entry is not None and entry.affiliation else None
        if entry is None or home is None:
            continue
        for token, block in _name_tokens(actor, reading):
            first = _first_of_title(token)
            words = token.doc[first.i : token.i].text.lower()
            if (entry.role or "-").lower().split()[-1] in words.split():
                fields = relational.stated(first, token, block, reading)
                yield Traced(
                    Relation(**fields, type="role_in", a=actor.name, b=home),
                    trace_word("relations.roles/titled", first, block),
                )
                break


def _office_holder(actor: Actor, registry: Registry) -> Entry | None:
    found = [entry for entry in registry.find(actor.name) if entry.type == "person" and entry.affiliation]
    return found[0] if len(found) == 1 else None


def _is_titled(actor: Actor, token: Token) -> bool:
    words = {t.lower_ for t in token.doc[max(token.i - 4, 0) : token.i + 1]}
    return actor.role is not None or bool(words & word_set("relations", "titles"))


def _is_anonymous_twin(relation: Relation, others: Iterable[Relation], reading: Reading) -> bool:
    """Whether a nameless office ("Slovak defence minister") is known by its holder's name elsewhere."""
    roles = {a.name: (a.role or "").lower() for a in reading.cast.actors}
    role = roles.get(relation.a, "")
    if not role or not relation.a.lower().endswith(role):
        return False
    nameless = {name for name, office in roles.items() if office and name.lower().endswith(office)}
    return any(o.b == relation.b and o.a not in nameless and _shares_office(o, role, roles) for o in others)


def _shares_office(relation: Relation, role: str, roles: Mapping[str, str]) -> bool:
    return roles.get(relation.a, "").endswith(role) or role in relation.quote.lower()
