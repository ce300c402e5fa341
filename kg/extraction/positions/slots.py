"""Slots of an attitude: which phrase tells what it is about, and the issue that the phrase speaks of.

In: a predication with the frame of its attitude. Out: the heads of the phrases that fill the issue slot, and issues
with the actor that the attitude is directed at. Who holds the attitude is read in `attitudes`.
"""

from __future__ import annotations

from kg.extraction import grammar
from kg.extraction.frames import Frame
from kg.extraction.issues.issues import Issue
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token

_NOT_ISSUES = frozenset({"part", "sake", "example", "instance", "reason", "time", "way", "lot", "day", "behalf"})


def issue_tokens(predication: Predication, frame: Frame, reading: Reading) -> tuple[Token, ...]:
    """What the attitude is about: the first slot that holds a clause or no actor, else the actor."""
    if "self" in frame.roles("issue"):
        return (predication.head,)
    if frame.name == "support" and any(_is_counted_text(t) for t in predication.get("theme")):
        return ()  # "adopted three resolutions": what they say is told elsewhere
    if frame.name == "demand" and (asked := _asked(predication, frame, reading)):
        return asked
    place = [t for t in predication.get("theme") if reading.issues.in_place(t, predication) is not None]
    if place:
        return (place[0],)
    actors: tuple[Token, ...] = ()
    for role in dict.fromkeys((*frame.roles("issue"), "purpose")):
        addressed = frame.name == "demand" and (actors or predication.get("on", "to", "theme"))
        if role == "purpose" and not addressed and frame.name != "undertake":
            continue
        fillers = _fillers(role, predication, frame, reading)
        if fillers and (reading.at(fillers[0], predication) is not None or not reading.names(fillers, predication)):
            alike = tuple(t for t in fillers[1:4] if t in grammar.conjuncts(fillers[0]))
            return fillers[:1] if role in ("content", "purpose") else (*fillers[:1], *alike)
        actors = actors or fillers
    return actors or _compared(predication, reading)


def _fillers(role: str, predication: Predication, frame: Frame, reading: Reading) -> tuple[Token, ...]:
    """The phrases of a role that can be issues; where things stand beside actors, the things ("offer Mali talks")."""
    found = tuple(t for t in predication.get(role) if _may_be_issue(t, frame, reading, predication))
    things = tuple(t for t in found if not t.tag_.startswith("NNP") and not reading.names([t], predication))
    return things if things and frame.name == "demand" else found


def _compared(predication: Predication, reading: Reading) -> tuple[Token, ...]:
    """ "Fighting both, as the United States wants, …": what stands in the clause that it comments on."""
    above = predication.parent
    comment = predication.link == "adverbial" and grammar.preposition(predication.verb) == "as"
    if above is None or not comment:
        return ()
    subject = above.get("agent")[:1]
    if predication.verb.i > above.verb.i and grammar.is_finite(above.verb):
        return (above.head,)  # "no mine should open, as Denmark demands"
    return subject if subject and reading.at(subject[0], predication) is not None else ()


def _asked(predication: Predication, frame: Frame, reading: Reading) -> tuple[Token, ...]:
    """What somebody is called on to do, where the demand names who is to do it."""
    addressed = frame.fill(predication, "target") or predication.get(*frame.roles("issue"))
    if told := [t for t in predication.get("content") if not grammar.is_finite(t)]:
        ordered = predication.lemma in word_set("frames", "promises") and not any(
            c.tag_ == "TO" for c in told[0].children
        )
        return () if ordered else tuple(told[:1])  # "promised: “Give me a year”" asks, it doesn't promise
    clause = [t for t in predication.get("purpose") if not grammar.is_finite(t)]
    named = frame.preposition == "for" and any(_is_definite(t) for t in addressed)
    direct = named or frame.preposition in ("on", "upon", "to") or reading.names(addressed, predication)
    return tuple(clause[:1]) if clause and addressed and direct else ()


def _is_definite(noun: Token) -> bool:
    """Whether it is said of a known thing what it is to do: "called for the army to leave", not "for talks to"."""
    definite = any(c.lower_ in ("the", "all", "both") for c in grammar.children(noun, "det"))
    return definite and not grammar.children(noun, "nmod", "acl")


def _may_be_issue(token: Token, frame: Frame, reading: Reading, near: Predication) -> bool:
    """Whether a filler can be what the attitude is about: a demand's clause isn't a plain statement."""
    if (
        token.tag_.startswith(("RB", "MD", "CD", "JJR"))
        or token.lower_ in _NOT_ISSUES
        or reading.is_date(token, near.block)
    ):
        return False
    if _is_of_others(token, frame, reading, near) or _is_duration(token):
        return False
    clause = reading.at(token, near)
    if frame.name != "demand" or clause is None or not grammar.is_finite(clause.verb):
        return True
    if clause.kind == "noun" and not grammar.children(clause.verb, "cop"):
        return True
    if clause.mood.has("should", "must", "shall", "would", "will"):
        return not clause.mood.has("may", "might", "can")
    if near.lemma in word_set("frames", "mandative"):
        return _is_bare(clause)
    return near.lemma in word_set("frames", "mandative_at_times") and _is_bare(clause) and _is_one(clause.get("agent"))


def _is_duration(token: Token) -> bool:
    """Whether a phrase says how long or how often: "called, for the third year in a row, for a truce"."""
    return grammar.preposition(token) == "for" and token.lemma_.lower() in word_set("issues", "spans")


def _is_of_others(token: Token, frame: Frame, reading: Reading, near: Predication) -> bool:
    """Whether a filler is whom one speaks to, a guest, or what another verb is about.

    "Protested to Kyiv", "welcomed the delegate", "protested but kept their ships".
    """
    ordered = frame.name == "demand" and near.lemma in word_set("frames", "commanding") and near.kind == "verb"
    if ordered and token in near.get("theme") and token not in near.get("content", "purpose"):
        return True  # "told a summit", "directed the staff to hire"
    told = frame.name == "oppose" and near.kind == "verb" and not frame.preposition
    if told and grammar.preposition(token) == "to" and reading.names([token], near):
        return True
    if near.lemma == "welcome" and token.lemma_.lower() in word_set("speech", "offices"):
        return True
    other = token.head
    second = other != near.head and other.dep_ == "conj" and other.head == near.head
    return second and any(c.lower_ == "but" for c in grammar.children(other, "cc"))


def _is_counted_text(token: Token) -> bool:
    several = token.tag_ == "NNS" and bool(grammar.children(token, "nummod"))
    return several and token.lemma_.lower() in word_set("frames", "texts")


def _is_bare(clause: Predication) -> bool:
    """Whether a clause with its own subject stands in the bare form: "that Venezuela publish the tallies"."""
    verb = grammar.first([c for c in clause.verb.children if c.dep_ in ("aux:pass", "cop")]) or clause.verb
    return verb.tag_ in ("VB", "VBP") and verb.lower_ in (verb.lemma_.lower(), "be") and not clause.mood.modals


def _is_one(subject: tuple[Token, ...]) -> bool:
    """Whether the subject is one thing or person, after which the bare form is no present tense."""
    return len(subject) == 1 and (subject[0].tag_ in ("NN", "NNP") or subject[0].lower_ in ("he", "she", "it"))


def issue_at(
    token: Token, frame: Frame, predication: Predication, holders: tuple[str, ...], reading: Reading
) -> tuple[Issue | None, str | None]:
    """The issue that a filler speaks of, and the actor that the attitude is directed at."""
    names = reading.names([token], predication)
    clause = reading.at(token, predication)
    aimed = reading.names(frame.fill(predication, "target"), predication) if frame.get("target") else ()
    target = next((name for name in (*names, *aimed) if name not in holders), None)
    place = reading.issues.in_place(token, predication)
    if place is not None:
        return place, target
    if names and (clause is None or clause.kind == "noun") and not _is_about(token):
        if frame.name not in ("support", "oppose") or target is None:
            return None, None
        return Issue(f"Support for {' and '.join(names)}"), target
    return reading.issues.of(token, predication.block.start, holders), target


def _is_about(noun: Token) -> bool:
    """Whether a noun phrase is about more than the actor in it ("Russia's intervention")."""
    return any(child.dep_ in ("nmod", "acl", "nmod:poss") for child in noun.children) and noun.tag_ in ("NN", "NNS")
