"""Judgments: whom a writer or speaker says to be right or wrong, to be believed, or to have on their side.

In: a predication with those before it. Out: agree and disagree relations of whoever speaks: "Y is right to demand a
vote", "I don't believe him", "here I agree with Y", "that is nonsense" about what somebody has just said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.contexts import in_condition
from kg.extraction.issues.wording import capitalised
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.theses import read_thesis
from kg.extraction.reading import Reading
from kg.extraction.relations.agreement import told, worded_issue
from kg.extraction.relations.relational import is_fact
from kg.extraction.relations.replies import is_reported
from kg.extraction.relations.said import all_said, near_before
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.traces import Traced, trace_clause
from kg.extraction.voices.quotations import is_first_person
from kg.records import Relation, RelationType

_UNSURE = ("should", "could", "might", "may", "would", "must")
_MOST = 3


def read_judgments(
    predication: Predication, before: Sequence[Predication], reading: Reading
) -> Iterator[Traced[Relation]]:
    """Read whom the writer or speaker of a clause says to be right, wrong or believed; `before` are those before it."""
    if predication.mood.question or in_condition(predication) or predication.mood.has(*_UNSURE):
        return
    yield from _judged(predication, before, reading)
    yield from _believed(predication, before, reading)
    yield from _sided(predication, before, reading)
    yield from _waved_off(predication, before, reading)


def stated(
    rule: str, kind: RelationType, a: str, b: str, issue: str, predication: Predication, reading: Reading
) -> Iterator[Traced[Relation]]:
    """The relation of two different actors that a clause states."""
    if a != b:
        relation = Relation(**reading.common(predication), type=kind, a=a, b=b, issue=issue)
        yield Traced(relation, trace_clause(rule, predication))


def topic(token: Token, predication: Predication, reading: Reading) -> str | None:
    """The wording of a matter, be it only an actor ("I disagree about Iran")."""
    if token.lower_ in ("this", "that", "it", "much", "everything", "all", "you", "me", "them"):
        return None
    if (wording := worded_issue(token, predication, reading)) is not None:
        return wording
    names = reading.names([token], predication)
    bare = token.tag_.startswith("NN") and token.lower_ not in word_set("issues", "vague")
    return names[0] if names else capitalised(token.lower_) if bare else None


def matter_of_comment(predication: Predication, reading: Reading) -> str | None:
    """What a reader agrees or differs on who says no more than that: what comes next, else what the text is about."""
    title = reading.document.title
    return next_thesis(predication, reading) or (capitalised(title) if title else None)


def next_thesis(predication: Predication, reading: Reading) -> str | None:
    """What the sentence after "I disagree with you." maintains."""
    read = next(read for block, read in reading.blocks if block is predication.block)
    for other in read:
        later = other.verb.sent.start >= predication.verb.sent.end
        thesis = read_thesis(other, reading, evaluative=True) if later else None
        if thesis is not None:
            return capitalised(thesis.issue)
    return None


def _speaker(predication: Predication, reading: Reading) -> str | None:
    """Who says it, unless the text only reports it of somebody without a name."""
    if any(above.lemma == "use" for above in predication.above()):
        return None  # "used to think that they were right"
    chain = reading.voices.chain(predication)
    return chain[-1].sources[0] if chain and not is_reported(predication, reading) else None


def _matter(
    predication: Predication, before: Sequence[Predication], names: Sequence[str], reading: Reading
) -> str | None:
    """What is judged where the clause doesn't say it: what they said last, else what was said last at all."""
    said = list(all_said(predication, before, reading))
    theirs = next((s.issue for s in said if set(s.names) & set(names)), None)
    if theirs is not None or said:
        return theirs or said[0].issue
    for other in near_before(predication, before):
        thesis = None if other.kind == "noun" else read_thesis(other, reading, evaluative=True)
        if thesis is not None:
            return capitalised(thesis.issue)
    return next_thesis(predication, reading) or _told(predication, before, names, reading)


def _told(
    predication: Predication, before: Sequence[Predication], names: Sequence[str], reading: Reading
) -> str | None:
    """What somebody tells in a clause before that states no view: "said in lecture that they rebelled"."""
    inside = None
    for other in near_before(predication, before):
        if other.kind == "verb" and other.link == "content":
            inside = other
        if inside is not None and set(reading.names(other.get("agent"), other)) & set(names):
            issue = reading.issues.of(inside.verb, inside.block.start)
            return capitalised(issue.wording) if issue is not None else None
    return None


def _judged(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Traced[Relation]]:
    """ "Y is right to demand a vote": whoever says so agrees with Y."""
    verdict = _verdict(predication)
    right = verdict in word_set("relations", "in_the_right") or _has_point(predication)
    if not (right or verdict in word_set("relations", "in_the_wrong")):
        return
    names = told(predication.get("agent"), predication, reading)
    speaker = _speaker(predication, reading)
    if not names or len(names) > _MOST or speaker is None or speaker in names:
        return
    content = predication.get("content", "in", "on", "about") or tuple(
        grammar.children(predication.head, "acl", "advcl", "xcomp", "ccomp")
    )
    content = content if predication.lemma == verdict or _has_point(predication) else (predication.head,)
    issue = next((w for t in content if (w := topic(t, predication, reading))), None)
    plainly = verdict in ("right", "wrong", "correct", "incorrect", "mistaken") or _has_point(predication)
    issue = issue or (_matter(predication, before, names, reading) if plainly else None)
    for name in names if issue is not None else ():
        kind: RelationType = "agree" if right != predication.mood.negated else "disagree"
        yield from stated("relations.judgments/judged", kind, speaker, name, issue or "", predication, reading)


def _verdict(predication: Predication) -> str:
    """The adjective that judges; parsers may take "is right about Chad" for "is about Chad"."""
    if predication.kind == "adjective":
        return predication.lemma
    about = grammar.preposition(predication.head) in ("about", "on", "in") and grammar.children(predication.head, "cop")
    adverbs = grammar.children(predication.head, "advmod", "amod") if about else ()
    return next((c.lower_ for c in adverbs if c.lower_ in ("right", "wrong", "correct", "mistaken")), "")


def _has_point(predication: Predication) -> bool:
    """ "has a point": as good as being right."""
    having = predication.lemma == "have" or (predication.lemma == "point" and predication.verb.lemma_ == "have")
    if not having:
        return False
    points = [t for t in (*predication.get("theme"), predication.head) if t.lower_ == "point"]
    return any(c.lower_ == "a" for t in points for c in grammar.children(t, "det"))


def _believed(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Traced[Relation]]:
    """ "I don't believe him": what he said is what the two differ on."""
    if predication.lemma not in ("believe", "trust") or predication.kind != "verb":
        return
    themes = [t for t in predication.get("theme") if not is_first_person(t)]
    believers = reading.names(predication.get("agent"), predication)
    if not believers:
        return
    for name in reading.names(themes, predication)[:1]:
        spoke = any(name in reading.names(o.get("agent"), o) for o in near_before(predication, before))
        issue = _matter(predication, before, (name,), reading) if spoke else None
        if issue is not None:
            kind: RelationType = "disagree" if predication.mood.negated else "agree"
            yield from stated("relations.judgments/believed", kind, believers[0], name, issue, predication, reading)


def _sided(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Traced[Relation]]:
    """ "I agree with the Americans on the fund", "Chad sided with Mali", "X echoed him": with whom somebody sides."""
    kind, roles = _siding(predication)
    agents = predication.get("agent")
    if kind is None or not agents or (predication.kind != "verb" and roles != ("self",)):
        return
    first = any(is_first_person(t) for t in agents)
    place = (predication.head,) if roles == ("self",) else predication.get(*roles)
    partners = told(place, predication, reading)
    sides = reading.names([t for t in agents if is_first_person(t)] if first else agents, predication)
    issue = _sided_on(predication, before, partners, reading, anything=first)
    if issue is None and predication.lemma == "side" and not first and is_fact(predication):
        yield from _allied(sides, partners, predication, reading)
    for side in sides[: 1 if first else _MOST] if issue is not None else ():
        for partner in [name for name in partners if name not in sides][:_MOST]:
            yield from stated("relations.judgments/sided", kind, side, partner, issue or "", predication, reading)


def _allied(
    sides: Sequence[str], partners: Sequence[str], predication: Predication, reading: Reading
) -> Iterator[Traced[Relation]]:
    """ "Chad sided with France", where no matter is told: an alliance."""
    for partner in [name for name in partners if name not in sides][:1]:
        for side in sides[:_MOST]:
            relation = Relation(**reading.common(predication), type="ally", a=side, b=partner)
            yield Traced(relation, trace_clause("relations.judgments/allied", predication))


def _siding(predication: Predication) -> tuple[RelationType | None, tuple[str, ...]]:
    """How a verb places somebody beside or against another, and the roles of the other."""
    lemma, negated = predication.lemma, predication.mood.negated
    first = any(is_first_person(t) for t in predication.get("agent"))
    if lemma == "side" or (first and lemma in word_set("relations", "siding")):
        return ("disagree" if negated else "agree"), ("with",)
    if first and lemma in ("disagree", "differ", "dissent"):
        return ("agree" if negated else "disagree"), ("with", "from")
    if first and grammar.preposition(predication.head) == "with" and grammar.children(predication.head, "cop"):
        return ("disagree" if negated else "agree"), ("self",)  # "I'm with Vietnam on this one"
    if lemma in ("agree", "concur", "disagree", "differ") and not predication.get("content", "on", "about", "over"):
        disagrees = lemma in ("disagree", "differ")
        return ("disagree" if disagrees != negated else "agree"), ("with",)  # "Mali agrees with him"
    if lemma in word_set("relations", "echoing"):
        return (None if negated else "agree"), ("theme",)
    if lemma in word_set("relations", "contradicting"):
        return (None if negated else "disagree"), ("theme",)
    return None, ()


def _sided_on(
    predication: Predication,
    before: Sequence[Predication],
    partners: Sequence[str],
    reading: Reading,
    *,
    anything: bool,
) -> str | None:
    """What they side on: what the clause says, what the partner said before; for a writer anything said before."""
    about = predication.get("on", "about", "over", "content", "in")
    issue = next((w for t in about if (w := topic(t, predication, reading))), None)
    if issue is not None or not partners:
        return issue
    said = (s.issue for s in all_said(predication, before, reading) if set(s.names) & set(partners))
    if (issue := next(said, None)) is not None or anything:
        return issue or _matter(predication, before, partners, reading)
    if predication.lemma in ("agree", "concur", "disagree", "differ"):
        return _told(predication, before, partners, reading)
    for other in near_before(predication, before):
        refuses = other.lemma in word_set("relations", "rebuking")
        if refuses and set(reading.names(other.get("agent"), other)) & set(partners):
            return next((s.issue for s in all_said(other, before, reading)), None)
    return None


def _waved_off(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Traced[Relation]]:
    """ "That is nonsense", "this is false": the writer on what somebody else has just said."""
    unsound = {predication.lemma, predication.head.lower_} & word_set("relations", "unsound")
    agents = predication.get("agent") if unsound else ()
    pointing = [t for t in agents if t.lower_ in ("that", "this") and t.tag_ == "DT"]
    speaker = _speaker(predication, reading) if pointing and unsound else None
    if speaker is None or predication.mood.negated:
        return
    said = next(all_said(predication, before, reading), None)
    if said is not None and speaker not in said.names and said.predication.verb.sent.end <= predication.verb.sent.start:
        yield from stated(
            "relations.judgments/waved_off", "disagree", speaker, said.names[0], said.issue, predication, reading
        )
