"""Participants that the words of an event don't name: who issued a text, which body decided, whose ceasefire it was.

In: a predication with its frame, and the events told before it. Out: participants, or none where the context leaves
a choice. Texts speak for those who issued them; votes are those of the body that sat last; "the two sides", a
ceasefire or talks are those of the pair told of last; where there is none, a treaty is that of the two parties that the
document is about. A coup happened to the state that its clause is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.events.merging import Draft
from kg.extraction.events.topics import Topic
from kg.extraction.frames import Frame
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.records import Participant

# How many events back the parties of a ceasefire or of talks may have been told of.
_REACH = 8
# What a text can do.
_SAID = ("REQUEST", "ACCUSE", "THREATEN", "SUPPORT", "SANCTION", "AGREE", "CONCEDE")
# Of what a ceasefire or war is the end or the name, and of what talks and deals are part.
_HOSTILE = ("ASSAULT", "RETREAT", "MOBILIZE", "COERCE", "THREATEN")
_TALKING = ("CONSULT", "AGREE", "COOPERATE", "REQUEST", "REJECT", "ACCUSE")
_DECIDING = ("igo", "government_body")
_ACTING = ("state", "igo", "armed_group", "government_body", "coalition", "person")


def imply_participants(
    predication: Predication,
    frame: Frame,
    named: tuple[Participant, ...],
    told: Sequence[Draft],
    topic: Topic,
    reading: Reading,
) -> tuple[Participant, ...]:
    """Find who took part beyond those whom the words name."""
    known = {p.actor for p in named}
    if not any(p.role == "agent" for p in named):
        speaks = frame.get("type") in _SAID
        agents = (tuple(_issuers(predication, told, reading)) if speaks else ()) or _deciders(
            predication, frame, told, reading
        )
        if new := [name for name in agents if name not in known]:
            return (*(Participant(actor=name, role="agent") for name in new), *named)
    if named:
        return named
    if pair := _pair(predication, frame, told, topic, reading):
        return tuple(Participant(actor=name, role="agent") for name in pair)
    return tuple(Participant(actor=name, role="recipient") for name in _undergoers(predication, reading))


def _issuers(predication: Predication, told: Sequence[Draft], reading: Reading) -> Iterator[str]:
    """Those for whom a text speaks that is the subject: its owner, who brings it forth, or the body that sat last."""
    texts = [t for t in predication.get("agent") if t.lemma_.lower() in word_set("event_words", "texts")]
    for text in texts[:1]:
        around = [c for c in text.children if c.dep_ in ("nmod:poss", "compound", "nmod", "amod")]
        names = reading.names([c for c in around if grammar.preposition(c) in ("", "of", "by", "from")], predication)
        issued = reading.by_token.get((predication.block.start, text.head.i))
        if not names and issued is not None and issued is not predication:
            names = reading.names(issued.get("agent"), issued) or _owners(issued.get("agent"), issued, reading)
        yield from names or _last_body(told, reading)


def _owners(tokens: Sequence[Token], near: Predication, reading: Reading) -> tuple[str, ...]:
    """Whose leaders or ministers they are."""
    return reading.names([c for t in tokens for c in t.children if c.dep_ in ("nmod", "nmod:poss", "compound")], near)


def _deciders(predication: Predication, frame: Frame, told: Sequence[Draft], reading: Reading) -> tuple[str, ...]:
    """The body that adopted or rejected a text, where nobody is said to have."""
    decides = frame.get("type") in ("AGREE", "REJECT") and predication.kind == "verb"
    if not decides or predication.lemma not in word_set("event_words", "deciding"):
        return ()
    texts = [t for t in predication.get("theme") if t.lemma_.lower() in word_set("event_words", "texts")]
    agents = [
        t for t in predication.get("agent") if t.lemma_.lower() not in ("vote", "majority", "consensus", "margin")
    ]
    return _last_body(told, reading) if texts and not agents else ()


def _last_body(told: Sequence[Draft], reading: Reading) -> tuple[str, ...]:
    """The body told of last that decides together."""
    bodies = {a.name for a in reading.cast.actors if a.type in _DECIDING}
    for draft in reversed(told):
        for party in draft.participants:
            if party.actor in bodies and set(party.actor.split()) & word_set("event_words", "deciding_bodies"):
                return (party.actor,)
    return ()


def _pair(
    predication: Predication, frame: Frame, told: Sequence[Draft], topic: Topic, reading: Reading
) -> tuple[str, ...]:
    """The two told of together last, for "the two sides" and for what takes two; else those of the document."""
    subjects = predication.get("agent")
    both = [t for s in subjects for t in (s, *(c for c in s.children if grammar.preposition(c) == "of")) if _is_dual(t)]
    dual = bool(both)
    noun = predication.kind == "noun" and predication.verb == predication.head
    text = _is_text_of_two(predication, frame)
    if not dual and not text and not (noun and _is_mutual(predication, reading)):
        return ()
    acting = {a.name for a in reading.cast.actors if a.type in _ACTING}
    kinds = (*_HOSTILE, *_TALKING) if dual else _TALKING if frame.get("type") in ("CONSULT", "AGREE") else _HOSTILE
    others = [d for d in reversed(told) if d.type in kinds and not any(_undergoes(t, d.predication) for t in both)]
    for draft in others[:_REACH]:
        parties = [p.actor for p in draft.participants if p.actor in acting]
        if len(parties) == 2:
            return tuple(parties)
    return topic.pair if dual or text else ()


def _is_mutual(predication: Predication, reading: Reading) -> bool:
    """Whether a noun takes two whom the reader knows: "the ceasefire", "the agreement of 28 December"; no name."""
    head = predication.head
    if not _is_known(head) or head.text[:1].isupper():
        return False
    if predication.lemma in word_set("event_words", "mutual"):
        return True
    dated = any(t.like_num or reading.is_date(t, predication.block) for t in head.subtree)
    return dated and predication.lemma in word_set("event_words", "texts")


def _is_text_of_two(predication: Predication, frame: Frame) -> bool:
    """Whether it is done to the treaty or the talks of two, by nobody named: "the treaty was signed in 1984"."""
    talks = predication.kind == "verb" and frame.get("type") in ("AGREE", "CONSULT", "REJECT")
    if not talks or predication.get("agent", "by") or not grammar.is_passive(predication.verb):
        return False
    known = word_set("event_words", "talking") | word_set("event_words", "mutual")
    return any(_is_known(t) and t.tag_ != "NNS" and t.lemma_.lower() in known for t in predication.get("theme"))


def _is_dual(token: Token) -> bool:
    """Whether two are meant: "both capitals", "the two governments"."""
    return token.tag_ == "NNS" and any(c.lower_ in ("both", "two") and c.i < token.i for c in token.children)


def _undergoes(token: Token, predication: Predication) -> bool:
    """Whether something is done to whom a phrase stands for, so that it isn't who does it: "urged both sides to"."""
    return token.dep_ in ("obj", "iobj", "obl") and token.head is predication.verb


def _is_known(noun: Token) -> bool:
    """Whether a noun speaks of one that the reader knows: "the ceasefire", "the talks"."""
    return any(c.lower_ in ("the", "these", "those", "this", "that") for c in grammar.children(noun, "det"))


def _undergoers(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """The one state to which its clause does something, for a coup that names none: "sanctions on X after a coup"."""
    noun = predication.kind == "noun" and predication.verb == predication.head
    if not noun or predication.lemma not in word_set("event_words", "domestic"):
        return ()
    states = {a.name for a in reading.cast.actors if a.type == "state"}
    for above in predication.above():
        fillers = [t for role in ("theme", "recipient", "on", "against", "in") for t in above.arguments.get(role, ())]
        names = [n for n in reading.names(fillers, above) or _owners(fillers, above, reading) if n in states]
        if names:
            return tuple(names) if len(names) == 1 else ()
    return ()
