"""Comparisons: actors whose attitudes a text itself sets side by side.

In: a predication of a reading. Out: agree and disagree relations: "A and B have the same goal", "unlike Y, X wants",
"A and B see the war differently", "A is at odds with B over". Whether two positions are alike that the text doesn't
compare is not judged here.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from kg.extraction import grammar
from kg.extraction.contexts import embedding
from kg.extraction.issues.wording import capitalised
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.relations.agreement import TURNED, held_issue, is_held, told, worded_issue
from kg.extraction.sentences.predications import Predication
from kg.extraction.traces import Traced, trace_clause
from kg.extraction.voices.quotations import is_first_person
from kg.records import Relation, RelationType

_MOST = 3


def read_comparisons(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """Read whom a clause compares, and on what."""
    yield from _compared(predication, reading)
    yield from _likened(predication, reading)
    yield from _differently(predication, reading)
    yield from _at_odds(predication, reading)


def _compared(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "A and B have the same interest", "have different goals": attitudes that the text itself compares."""
    if predication.kind != "noun" or predication.lemma not in word_set("relations", "attitude_nouns"):
        return
    modifiers = {child.lemma_.lower() for child in predication.head.children if child.dep_ == "amod"}
    alike, apart = modifiers & word_set("relations", "alike"), modifiers & word_set("relations", "apart")
    names = reading.names(predication.get("agent", "between"), predication)
    if len(names) != 2 or bool(alike) == bool(apart) or embedding(predication) != "fact" or predication.mood.question:
        return
    about = predication.get("over", "on", "about", "in", "towards", "toward", "to")
    issue = reading.issues.of(about[0] if about else predication.head, predication.block.start, names)
    if issue is not None:
        kind: RelationType = "agree" if bool(alike) != predication.mood.negated else "disagree"
        wording = capitalised(issue.wording)
        yield Traced(
            Relation(**reading.common(predication), type=kind, a=names[0], b=names[1], issue=wording),
            trace_clause("relations.comparisons/compared", predication),
        )


def _likened(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "Unlike Y, X wants Z", "like you, I would welcome Z"."""
    for marker, kind in (("like", "agree"), ("unlike", "disagree")):
        phrases = predication.get(marker) if marker in predication.head.doc.words else ()
        if not phrases or grammar.is_passive(predication.verb):
            continue  # "like France, Germany was condemned by Iran": Iran is compared with nobody
        others = told(phrases, predication, reading)
        names = [n for n in told(predication.get("agent"), predication, reading) if n not in others]
        fronted = phrases[0].i < predication.verb.i
        read = _compared_in if marker == "like" else held_issue
        issue = read(predication, reading) if fronted and others and len(names) == 1 else None
        if issue is not None and not predication.mood.question:
            relation: RelationType = "agree" if kind == "agree" else "disagree"
            fields = reading.common(predication)
            yield Traced(
                Relation(**fields, type=relation, a=names[0], b=others[0], issue=issue),
                trace_clause("relations.comparisons/likened", predication),
            )


def _compared_in(predication: Predication, reading: Reading) -> str | None:
    """What two are compared in: what is held, or else what is done."""
    if (held := held_issue(predication, reading)) is not None or predication.kind == "noun":
        return held
    issue = reading.issues.of(predication.verb, predication.block.start)
    return capitalised(issue.wording) if issue is not None else None


def _at_odds(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "A and B are at odds over X", "A is out of step with B on X", "are on the same page"."""
    head = predication.head
    marks = [c.i for c in head.children if c.dep_ == "case" and c.i < head.i]
    if not marks:
        return
    state = " ".join(t.lower_ for t in head.doc[min(marks) : head.i + 1] if t.tag_ not in ("DT", "RB"))
    kinds: tuple[tuple[RelationType, str], ...] = (("disagree", "states_apart"), ("agree", "states_alike"))
    kind = next((k for k, name in kinds if state in word_set("relations", name)), None)
    if kind is None or predication.mood.question or not is_held(predication):
        return
    names = reading.names(predication.get("agent"), predication)
    partners = [n for n in reading.names(predication.get("with"), predication) if n not in names]
    about = predication.get("over", "on", "about", "in", "regarding")
    issue = worded_issue(about[0], predication, reading) if about else None
    if issue is None:
        return
    for a, b in product(names[:_MOST], partners[:_MOST]) if partners else combinations(names[:_MOST], 2):
        turned = TURNED[kind] if predication.mood.negated else kind
        yield Traced(
            Relation(**reading.common(predication), type=turned, a=a, b=b, issue=issue),
            trace_clause("relations.comparisons/at_odds", predication),
        )


def _differently(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "A and B see the war differently", "are going about their strategies differently"."""
    if predication.kind != "verb":
        return
    adverbs = {c.lower_ for c in grammar.children(predication.verb, "advmod")}
    ways = [t for t in predication.get("in") if t.lemma_ in ("way", "light", "term")]
    other = any(c.lower_ in ("different", "opposite") for t in ways for c in grammar.children(t, "amod"))
    if not (other or "differently" in adverbs) or predication.mood.question:
        return
    tokens = [t for t in predication.get("agent") if not is_first_person(t)]
    names = reading.names(tokens, predication)
    about = predication.get("theme", "about", "to", "on")
    issue = worded_issue(about[0], predication, reading) if about and len(names) == 2 else None
    if issue is not None and embedding(predication) == "fact":
        kind: RelationType = "agree" if predication.mood.negated else "disagree"
        yield Traced(
            Relation(**reading.common(predication), type=kind, a=names[0], b=names[1], issue=issue),
            trace_clause("relations.comparisons/differently", predication),
        )
