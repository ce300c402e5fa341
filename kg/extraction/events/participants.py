"""Participants of events: who acted, at whom, and where.

In: a predication with its frame, and the reading. Out: participants, each in the first role found, and a place.
Fillers that are no actors stand for the actor that owns or names them ("Philippine boats", "the border with Niger").
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extraction import grammar
from kg.extraction.cast.mentions import actor_words
from kg.extraction.frames import Frame
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.records import Participant, Role

_SLOTS: tuple[Role, ...] = ("agent", "recipient", "participant")
_BETWEEN = frozenset({"AGREE", "COOPERATE", "CONSULT", "ASSAULT"})
_PLACES = ("in", "at", "near", "across", "inside", "throughout", "outside", "over", "off")
# What ties a phrase to its owner: those who act are of or from somewhere, not merely in it.
_OF: dict[Role, frozenset[str]] = {
    "agent": frozenset({"", "of", "from", "for"}),
    "recipient": frozenset({"", "of", "from", "for", "with", "in", "to", "against", "between", "into", "on"}),
}
_OWNERS = ("nmod:poss", "compound", "amod", "nmod", "nmod:desc", "appos", "flat")


def read_participants(predication: Predication, frame: Frame, reading: Reading) -> tuple[Participant, ...]:
    """Read who took part, each in the first role found; equals who met or agreed are all agents."""
    found: dict[str, Role] = {}
    for slot in _SLOTS:
        for name in _fill(predication, frame, slot, reading):
            found.setdefault(name, slot)
    if frame.get("type") in _BETWEEN and predication.kind == "noun":
        for name in _before_noun(predication, reading):
            found.setdefault(name, "agent")
    return tuple(Participant(actor=name, role=role) for name, role in found.items())


def recipients(predication: Predication, frame: Frame, reading: Reading) -> tuple[str, ...]:
    """The actors that the recipient slot names, owners included."""
    return _fill(predication, frame, "recipient", reading)


def _fill(predication: Predication, frame: Frame, slot: Role, reading: Reading) -> tuple[str, ...]:
    """The actors in the first role of a slot that names any: by themselves first, then as owners."""
    # "the rejection of the plan" is not the plan's, but a call by the bloc is the bloc's.
    aside = frame.preposition if slot == "agent" and frame.preposition not in ("by", "from") else ""
    roles = [role for role in frame.roles(slot) if not aside or role != aside]
    if slot != "participant" and _is_bare_passive(predication):
        roles = ["by"] if slot == "agent" else ["agent", *roles]
    for role in roles:
        fillers = predication.get(role)
        if slot == "agent" and role == "theme":
            fillers = _of_states(fillers, predication, reading)
        if names := reading.names(fillers, predication) or _beside(fillers, predication, reading):
            return names
    for role in roles if slot != "participant" else ():
        # "talks in Brussels" are not held with those who sit there.
        prepositions = _OF[slot] - ({"in"} if frame.get("type") in _BETWEEN else set())
        fillers = predication.get(role)
        if slot == "agent" and role == "theme" and reading.names(fillers, predication):
            continue
        if owners := _owners(fillers, predication, reading, prepositions):
            return owners[:1] if slot == "agent" else owners
    return _shared_agent(predication, reading) if slot == "agent" else ()


def _is_bare_passive(predication: Predication) -> bool:
    """Whether the subject of a participle undergoes it: "Cambodia, once bombed by the United States, buys"."""
    verb = predication.verb
    if predication.kind != "verb" or verb.tag_ != "VBN" or not predication.arguments.get("by"):
        return False
    return bool(grammar.children(verb, "obl:agent")) and not grammar.children(verb, "aux", "aux:pass", "cop")


def _of_states(tokens: Sequence[Token], near: Predication, reading: Reading) -> tuple[Token, ...]:
    """The words that stand for a state ("Rwandan troops were deployed"), which moves them itself."""
    kinds = reading.cast.types
    return tuple(t for t in tokens if all(kinds.get(n, "state") == "state" for n in reading.names([t], near)))


def _beside(tokens: Sequence[Token], near: Predication, reading: Reading) -> tuple[str, ...]:
    """Whom a noun is set beside that names nobody itself: "Ana Ruiz, the envoy who brokered it"."""
    return reading.names([t.head for t in tokens if t.dep_ == "appos"], near)


def _shared_agent(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """Whose a noun is that says so only beside it: its first conjunct or the verb that carries it out.

    "Russian involvement and threats", "Kenya and Togo began a joint exercise".
    """
    head, parent = predication.head, predication.parent
    if predication.kind != "noun" or predication.verb != head:
        return ()
    first = grammar.first_conjunct(head)
    if first != head:
        return reading.names(grammar.children(first, "nmod:poss", "amod", "compound", "nmod:desc")[:1], predication)
    carried = parent is not None and parent.lemma in word_set("event_words", "carriers") and not _is_done_by(head)
    if parent is None or not carried or predication.link not in ("theme", "in", "of", "for", "to", "on"):
        return ()
    return reading.names(parent.get("agent"), parent)


def _is_done_by(noun: Token) -> bool:
    """Whether a participle says by whom it is done: "to end the blockade imposed by Niger"."""
    participles = [c for c in grammar.children(noun, "acl") if c.tag_ == "VBN"]
    return any(grammar.preposition(t) == "by" for c in participles for t in c.children)


def direct_recipients(predication: Predication, frame: Frame, reading: Reading) -> tuple[str, ...]:
    """The actors that the recipient slot names by themselves, or groups of people that belong to one."""
    tokens = [t for role in frame.roles("recipient") for t in predication.get(role)]
    acting = word_set("event_words", "acting")
    groups = [t for t in tokens if actor_words().knows(t.lemma_.lower()) or t.lemma_.lower() in acting]
    return reading.names(tokens, predication) or _owners(groups, predication, reading, _OF["recipient"])


def _owners(
    tokens: Sequence[Token], near: Predication, reading: Reading, prepositions: frozenset[str]
) -> tuple[str, ...]:
    """Whose things or people they are: "arms to the government of Syria", "the sanctions of the EU on Russia"."""
    found: list[str] = []
    aside = word_set("event_words", "circumstances")
    for token in (t for t in tokens if t.lemma_.lower() not in aside):
        inner = [c for c in token.children if c.dep_ in _OWNERS and grammar.preposition(c) in prepositions]
        named = reading.names(inner, near)
        found.extend(named or _owners_below(inner, near, reading, prepositions))
    return tuple(dict.fromkeys(found))


def _owners_below(
    tokens: Iterable[Token], near: Predication, reading: Reading, prepositions: frozenset[str]
) -> tuple[str, ...]:
    """The owner one noun further down: "most of Iraq's oil", "the release of the general's son"."""
    inner = [c for t in tokens if t.dep_ == "nmod" for c in t.children if c.dep_ in _OWNERS]
    below = [c for c in inner if grammar.preposition(c) in prepositions]
    return reading.names(below, near)


def _before_noun(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """All parties named before a noun: "US-Russia talks", "the Iran-Iraq war"."""
    inner = grammar.children(predication.head, "compound", "amod", "nmod:poss", "nmod:desc")
    tokens = [t for c in inner for t in (*grammar.conjuncts(c), *grammar.children(c, "compound", "flat", "amod"))]
    return reading.names([t for t in tokens if t.i < predication.head.i], predication)


def find_place(predication: Predication, reading: Reading) -> str | None:
    """Find where it happened: a name under a locative preposition, of the predicate or of its object."""
    words = [predication.head, predication.verb, *predication.get("theme"), *predication.get("on", "against")]
    for word in words:
        for child in word.children:
            if child.dep_ in ("obl", "nmod") and grammar.preposition(child) in _PLACES and child.tag_.startswith("NNP"):
                if reading.is_date(child, predication.block) or child.text in grammar.CALENDAR:
                    continue
                names = reading.names([child], predication)
                return _name(child) if not names or _is_city(child, names) else names[0]
    return None


def _is_city(token: Token, names: tuple[str, ...]) -> bool:
    """Whether a place stands for its country elsewhere: a capital is where it happened, not its state."""
    return not any(word in name for name in names for word in (token.text,)) and len(token.text) > 3


def _name(token: Token) -> str:
    """A place name with the proper nouns that belong to it."""
    joined = ("flat", "compound", "amod", "nmod:desc")
    parts = [
        t for t in token.subtree if t.tag_.startswith("NNP") and (t == token or (t.head == token and t.dep_ in joined))
    ]
    return " ".join(part.text for part in parts)
