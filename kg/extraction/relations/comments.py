"""Comments: whom the writers of comments, letters and columns say to be right or wrong.

In: a predication with those before it. Out: agree and disagree relations: "I agree (with you) that", "I disagree
with the first comment", "I don't believe him", "Y is right to demand a vote". Answers that the text reports of others
are read in `replies`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.issues.wording import capitalised
from kg.extraction.positions.theses import read_thesis
from kg.extraction.relations.agreement import TURNED, addressed, authors_of, worded_issue
from kg.extraction.relations.replies import is_reported
from kg.extraction.relations.said import all_said
from kg.extraction.traces import Traced, trace_clause
from kg.extraction.voices.quotations import is_first_person
from kg.records import Relation, RelationType

if TYPE_CHECKING:
    from kg.extraction.reading import Reading
    from kg.extraction.sentences.predications import Predication
    from kg.extraction.tokens import Token


def read_comments(
    predication: Predication, before: Sequence[Predication], reading: Reading
) -> Iterator[Traced[Relation]]:
    """Read whom the writer of a clause agrees and disagrees with in it; `before` are the predications before it."""
    if not predication.mood.question:
        yield from _judged(predication, reading)
        yield from _believed(predication, before, reading)
        yield from _answering(predication, reading)


def _relation(
    rule: str, kind: RelationType, a: str, b: str, issue: str, predication: Predication, reading: Reading
) -> Iterator[Traced[Relation]]:
    if a != b:
        relation = Relation(**reading.common(predication), type=kind, a=a, b=b, issue=issue)
        yield Traced(relation, trace_clause(rule, predication))


def _judged(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "Y is right to demand a vote": whoever says so agrees with Y."""
    right = predication.lemma in ("right", "correct")
    if predication.kind != "adjective" or not (right or predication.lemma in ("wrong", "mistaken")):
        return
    content = predication.get("content", "in") or tuple(grammar.children(predication.head, "acl", "advcl", "xcomp"))
    names = reading.names(predication.get("agent"), predication)
    chain = reading.voices.chain(predication)
    if len(names) != 1 or not content or not chain or is_reported(predication, reading):
        return
    issue = worded_issue(content[0], predication, reading)
    if issue is not None and chain[-1].sources[0] not in names:
        kind: RelationType = "agree" if right != predication.mood.negated else "disagree"
        yield from _relation(
            "relations.comments/judged", kind, chain[-1].sources[0], names[0], issue, predication, reading
        )


def _believed(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Traced[Relation]]:
    """ "I don't believe him": what he said is what the two differ on."""
    themes = [t for t in predication.get("theme") if not is_first_person(t)]
    believers = reading.names(predication.get("agent"), predication)
    if predication.lemma not in ("believe", "trust") or predication.kind != "verb" or not believers:
        return
    for name in reading.names(themes, predication)[:1]:
        said = next((s for s in all_said(predication, before, reading) if name in s.names), None)
        if said is not None:
            kind: RelationType = "disagree" if predication.mood.negated else "agree"
            yield from _relation(
                "relations.comments/believed", kind, believers[0], name, said.issue, predication, reading
            )


def _answering(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "I agree" in a reader's comment or letter: with the authors above it, where nobody else is named."""
    who, authors = reading.voices.voice_of(predication.block), authors_of(reading)
    first = any(is_first_person(t) for t in predication.get("agent"))
    if predication.lemma not in TURNED or not who or who == authors or not first or not authors:
        return
    if predication.mood.has("should", "could", "might"):
        return
    partners = predication.get("with")
    told = tuple(n for t in partners for n in _answered(t, predication, reading)) if partners else authors
    issue = _issue(predication, reading) if told else None
    if issue is not None:
        turned = predication.mood.negated != (predication.lemma == "disagree")
        yield from _relation(
            "relations.comments/answering",
            "disagree" if turned else "agree",
            who[0],
            told[0],
            issue,
            predication,
            reading,
        )


def _answered(token: Token, predication: Predication, reading: Reading) -> tuple[str, ...]:
    """Whom "with you", "with the author" and "with the first comment" speak of."""
    return _commenter(token, reading) or addressed(token, predication, reading)


def _commenter(token: Token, reading: Reading) -> tuple[str, ...]:
    """Whom "the first comment" is by."""
    ordinals = ("first", "second", "third", "fourth", "fifth")
    words = [c.lower_ for c in grammar.children(token, "amod")]
    if token.lemma_.lower() not in ("comment", "commenter", "poster", "letter", "reply"):
        return ()
    parts = [part for part in reading.document.parts if part.authors]
    place = next((ordinals.index(word) for word in words if word in ordinals), None)
    return (parts[place].authors[0].name,) if place is not None and place < len(parts) else ()


def _issue(predication: Predication, reading: Reading) -> str | None:
    """What the writer agrees or disagrees on: a clause, or what the next sentence maintains."""
    content = predication.get("content") or tuple(grammar.children(predication.head, "parataxis"))
    for token in content:
        clause = reading.at(token, predication)
        thesis = read_thesis(clause, reading, evaluative=False) if clause is not None else None
        if thesis is not None:
            return capitalised(thesis.issue)
        if (wording := worded_issue(token, predication, reading)) is not None:
            return wording
    for role in ("on", "about", "over"):
        for token in predication.get(role):
            if (wording := worded_issue(token, predication, reading)) is not None:
                return wording
    return None if content else _next_thesis(predication, reading)


def _next_thesis(predication: Predication, reading: Reading) -> str | None:
    """What the sentence after "I disagree with you." maintains."""
    read = next(read for block, read in reading.blocks if block is predication.block)
    for other in read:
        later = other.verb.sent.start >= predication.verb.sent.end
        thesis = read_thesis(other, reading, evaluative=True) if later else None
        if thesis is not None:
            return capitalised(thesis.issue)
    return None
