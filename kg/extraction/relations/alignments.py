"""Alignments: who is whose ally and who is whose rival.

In: a reading. Out: ally and rival relations: by the frames ("sided with", "compete with"), by nouns ("its ally X",
"X, a rival of Y"), by participles ("the X-backed Y") and by wars between named parties. Support for a proposal, or
for a state in general, is a position and no alliance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from kg.extraction import grammar
from kg.extraction.frames import Frame, find_frames
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.relations import relational
from kg.extraction.sentences.predications import Predication
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.extraction.traces import Traced, trace_clause, trace_word
from kg.extraction.voices.quotations import is_first_person
from kg.records import RELATION_TYPES, Relation, RelationType

_MOST = 3
_TAKING_PART = frozenset({"fight", "stand", "intervene", "enter", "come", "remain", "serve", "battle", "be", "stay"})
_SIDES = frozenset({"armed_group", "government_body", "coalition", "organisation", "person"})
_BACKERS = frozenset({"state", "igo", "armed_group", "government_body", "coalition", "organisation"})


def read_alignments(reading: Reading) -> Iterator[Traced[Relation]]:
    """Read who is allied with whom and who is a rival of whom."""
    for predication in reading.predications():
        yield from _framed(predication, reading)
        yield from _at_war(predication, reading)
        yield from _on_side(predication, reading)
    for noun, block in relational.nouns(reading):
        yield from _described(noun, block, reading)
        yield from _coupled(noun, block, reading)
    for block, _ in reading.blocks:
        for token in block.doc:
            yield from _backed(token, block, reading)


def _coupled(noun: Token, block: Block, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "the US-Japan alliance", "the India-Pakistan rivalry": two names joined before a noun."""
    lemma = relational.lemma_of(noun)
    kinds: tuple[tuple[RelationType, str], ...] = (("ally", "alliances"), ("rival", "rivalries"))
    kind = next((k for k, name in kinds if lemma in word_set("relations", name)), None)
    before = list(noun.doc[max(noun.i - 7, noun.sent.start) : noun.i])
    joint = next((t.i for t in reversed(before[1:]) if t.text in ("-", "–", "/") or t.lower_ == "and"), None)
    if kind is None or joint is None or not all(t.text[:1].isupper() for t in noun.doc[joint + 1 : noun.i]):
        return
    first, second = reading.cast.who(noun.doc[joint - 1]), reading.cast.who(noun.nbor(-1))
    for a, b in product(first[:1], [n for n in second if n not in first][:1]):
        fields = relational.stated(noun.doc[joint - 1], noun, block, reading)
        yield Traced(Relation(**fields, type=kind, a=a, b=b), trace_word("relations.alignments/coupled", noun, block))


def _holds(predication: Predication) -> bool:
    """Whether it is so; a rivalry that "there may be" is one that the text reckons with."""
    above = predication.parent
    exists = above is not None and above.lemma == "be" and above.mood.has("may") and predication.kind == "noun"
    return relational.is_fact(predication) or _is_presupposed(predication) or (exists and not predication.mood.negated)


def _is_presupposed(predication: Predication) -> bool:
    """Whether support is such as somebody is to end or goes on with: so it is given."""
    above = predication.parent
    ended = above is not None and above.lemma in word_set("relations", "presupposing")
    return ended and predication.kind == "noun" and predication.link == "theme"


def _framed(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    frame = next((f for f in find_frames("relations", predication) if f.get("type") in ("ally", "rival")), None)
    if frame is None or not _holds(predication) or _is_described(predication):
        return
    if frame.get("own_voice") and not _is_own_word(predication, reading):
        return
    kind = frame.choice("type", RELATION_TYPES)
    for a, b in _parties(frame, predication, reading):
        if (
            not frame.get("sides")
            or _backs(a, b, reading)
            or (not frame.get("own_voice") and _are_states(a, b, reading) and _is_standing(predication))
        ):
            fields = reading.common(predication)
            yield Traced(
                Relation(**fields, type=kind, a=a, b=b), trace_clause("relations.alignments/framed", predication, frame)
            )


def _is_own_word(predication: Predication, reading: Reading) -> bool:
    """Whether the text itself says so: nobody is quoted with it, charged with it or denies it."""
    disputed = word_set("relations", "charging") | word_set("relations", "denying")
    return len(reading.voices.chain(predication)) < 2 and not any(p.lemma in disputed for p in predication.above())


def _are_states(a: str, b: str, reading: Reading) -> bool:
    kinds = reading.cast.types
    return kinds.get(a) == kinds.get(b) == "state"


def _is_standing(predication: Predication) -> bool:
    """ "Israel is backed by the United States", "Turkey supports Azerbaijan": unlike support once expressed."""
    return predication.kind == "verb" and predication.mood.tense == "present" and not predication.mood.perfect


def _is_described(predication: Predication) -> bool:
    """Whether a noun that describes an actor is read by `_described`."""
    return predication.kind == "noun" and predication.lemma in _describing()


def _describing() -> frozenset[str]:
    return word_set("relations", "allies") | word_set("relations", "rivals")


def _backs(a: str, b: str, reading: Reading) -> bool:
    """Whether support goes to one side of a conflict or contest; for a state or body as such it is mere sympathy."""
    kinds = reading.cast.types
    return kinds.get(a, "state") in _BACKERS and kinds.get(b) in _SIDES


def _parties(frame: Frame, predication: Predication, reading: Reading) -> list[tuple[str, str]]:
    """The pairs between whom it holds: each party with each partner, or those coordinated as parties."""
    role = next((r for r in frame.roles("parties") if predication.get(r)), "")
    tokens = [t for t in predication.get(role) if not is_first_person(t)] if role else []
    above = predication.parent
    if tokens and above is not None and _is_presupposed(predication) and all(t.tag_ == "PRP$" for t in tokens):
        told = above.parent.get("upon", "on", "recipient") if above.parent is not None else ()
        tokens = list(told or above.get("agent")) or tokens  # "called upon X to end its support"
    parties = reading.names(tokens, predication) or _aiming(predication, reading)
    partner_role = frame.preposition or next((r for r in frame.roles("partner") if predication.get(r)), "")
    given = reading.names(predication.get(partner_role), predication) if partner_role else ()
    partners = [name for name in given if name not in parties]
    if parties and partners:
        return list(product(parties[:_MOST], partners[:_MOST]))
    if frame.get("one_sided") and role != "between":
        return []
    return list(combinations(parties[:_MOST], 2))


def _aiming(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """Whose aim a clause is equated with: "its aim is to support the government"."""
    nouns = grammar.children(predication.verb, "nsubj:outer")
    aims = [n for n in nouns if relational.lemma_of(n) in word_set("modality", "aims")]
    return relational.owners(aims[0], reading) if aims else ()


def _at_war(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "went to war", "is at war with", "war broke out between"."""
    if not _wages(predication) or not _holds(predication):
        return
    parties = [*reading.names(predication.get("between"), predication)] or [
        *reading.names(predication.get("agent"), predication)
    ]
    enemies = [n for n in reading.names(predication.get("with", "against"), predication) if n not in parties]
    pairs = product(parties[:1], enemies[:_MOST]) if enemies else combinations(parties[:_MOST], 2)
    for a, b in pairs:
        yield Traced(
            Relation(**reading.common(predication), type="rival", a=a, b=b),
            trace_clause("relations.alignments/at_war", predication),
        )


def _wages(predication: Predication) -> bool:
    wars = word_set("relations", "wars")
    lemma = predication.lemma
    if predication.kind == "noun" and lemma in wars:
        at = grammar.preposition(predication.head) == "at" and bool(predication.get("agent"))
        return at or bool(predication.get("between"))
    if lemma in ("go", "be") and (to := predication.get("to", "at")):
        return to[0].lemma_ == "war"
    started = lemma in word_set("relations", "breaking_out")
    return started and any(relational.lemma_of(t) in wars for t in predication.get("agent", "theme"))


def _on_side(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "took Egypt's side", "is on the side of Egypt", "fought on the side of Egypt"."""
    if predication.lemma != "side" or predication.kind != "noun" or predication.mood.question:
        return
    head = predication.head
    takes = head.dep_ == "obj" and head.head.lemma_ in ("take", "favour", "favor", "choose")
    fights = grammar.preposition(head) == "on" and head.dep_ == "obl" and head.head.lemma_ in _TAKING_PART
    if not takes and not fights and not (grammar.preposition(head) == "on" and grammar.children(head, "cop")):
        return
    owners = relational.owners(head, reading, "of")
    governor = reading.at(head.head, predication) if takes or fights else predication
    subject = grammar.own_subject(head.head if takes or fights else head)
    names = reading.names(grammar.conjuncts(subject), predication) if subject is not None else ()
    if fights and governor is not None:
        names = names or relational.subjects(governor, reading)
    if governor is None or not _holds(governor):
        return
    for a, b in product([n for n in names if n not in owners][:_MOST], owners[:1]):
        yield Traced(
            Relation(**reading.common(governor), type="ally", a=a, b=b),
            trace_clause("relations.alignments/on_side", governor),
        )


def _described(noun: Token, block: Block, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "its ally X", "X, a rival of Y", "X and Y are allies"."""
    lemma = relational.lemma_of(noun)
    if lemma not in _describing() or not relational.is_so(noun, block, reading):
        return
    kind: RelationType = "ally" if lemma in word_set("relations", "allies") else "rival"
    bearers = relational.bearers(noun, block, reading)
    bearers = bearers or (relational.who(noun, reading) if noun.dep_ != "appos" else ())
    if any(is_first_person(c) for c in grammar.children(noun, "nmod:poss")):
        return  # whose "our ally" is isn't said
    if lemma == "partner":  # nameless "partners of X" are no allies
        bearers = tuple(name for name in bearers if not name.startswith("Partner"))
    owners = [n for n in relational.owners(noun, reading, "of", "to", "with") if n not in bearers]
    kinds = reading.cast.types
    bodies = relational.owners(noun, reading, "of", "to", "with", "in")
    if noun.tag_ == "NNS" and any(kinds.get(name) in ("igo", "coalition") for name in bodies):
        return  # "the two NATO allies", "partners in the Andean Community" are members
    pairs = _paired(noun, bearers, owners)
    for a, b in pairs:
        fields = relational.stated(*relational.phrase(noun), block, reading)
        yield Traced(Relation(**fields, type=kind, a=a, b=b), trace_word("relations.alignments/described", noun, block))


def _paired(noun: Token, bearers: Sequence[str], owners: Sequence[str]) -> list[tuple[str, str]]:
    """Owner and bearer; without an owner those of whom it is said together ("X and Y are allies")."""
    if owners:
        return list(product(bearers[:_MOST], owners[:1]))
    said_of = noun.dep_ in ("appos", "list", "parataxis") or bool(grammar.children(noun, "cop"))
    mutual = noun.tag_ == "NNS" and said_of
    return list(combinations(bearers[:_MOST], 2)) if mutual else []


def _backed(participle: Token, block: Block, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "the Iran-backed Houthis", "forces backed by Russia" as far as it stands before its noun."""
    backed = participle.lower_ in word_set("relations", "backed") and participle.dep_ == "amod"
    if not backed or participle.i < 2 or participle.nbor(-1).text not in ("-", "–"):
        return
    backer = reading.cast.who(participle.nbor(-2))
    client = reading.cast.who(participle.head)
    for a, b in product(backer[:1], [n for n in client if n not in backer][:1]):
        fields = relational.stated(participle.nbor(-2), participle.head, block, reading)
        yield Traced(
            Relation(**fields, type="ally", a=a, b=b), trace_word("relations.alignments/backed", participle, block)
        )
