"""Comments: whom the writers of comments and letters agree and disagree with.

In: a predication with those before it. Out: agree and disagree relations: "I agree (with you) that", "I disagree
with the first comment", "I liked your point about", "Mr Wu forgets that". What any writer says of others is read in
`judgments`, answers that the text reports of others in `replies`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.issues.wording import capitalised
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.theses import read_thesis
from kg.extraction.reading import Reading
from kg.extraction.relations import relational
from kg.extraction.relations.agreement import TURNED, told, worded_issue
from kg.extraction.relations.judgments import matter_of_comment, next_thesis, read_judgments, stated, topic
from kg.extraction.relations.replies import is_reported
from kg.extraction.relations.writers import addressed_by, answered, authors_of, named_writer
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.traces import Traced
from kg.extraction.voices.quotations import is_first_person
from kg.records import Relation, RelationType


def read_comments(
    predication: Predication, before: Sequence[Predication], reading: Reading
) -> Iterator[Traced[Relation]]:
    """Read whom the writer of a comment, letter or column answers in a clause; `before` are those before it."""
    if (predication.kind == "noun" and not _may_comment(predication)) or predication.mood.question:
        return
    yield from read_judgments(predication, before, reading)
    yield from _answering(predication, before, reading)
    yield from _pleased(predication, reading)
    yield from _faulted(predication, before, reading)


def _may_comment(noun: Predication) -> bool:
    """Whether a noun is a predicate, or a word that judges what others said."""
    words = {noun.lemma, noun.head.lower_}
    cues = any(words & word_set("relations", name) for name in ("liking", "faults", "omissions", "unsound"))
    return cues or bool(words & {"have", "point", *TURNED}) or bool(grammar.children(noun.head, "cop"))


def _answering(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Traced[Relation]]:
    """ "I agree" in a reader's comment or letter: with the authors above it, where nobody else is named."""
    if predication.lemma not in TURNED:
        return
    who, authors = reading.voices.voice_of(predication.block), authors_of(reading)
    first = any(is_first_person(t) for t in predication.get("agent"))
    if not who or who == authors or not first or not authors:
        return
    fully = predication.mood.negated and any(t.lower_ == "more" for t in _after(predication.verb))
    if predication.mood.has("should", "could", "might") and not fully:
        return
    partners = predication.get("with")
    called = grammar.children(predication.verb, "vocative", "discourse", "parataxis", "appos", "obj", "advmod")
    by_name = tuple(n for t in called for n in named_writer(t, predication, reading))[:1]
    told = tuple(n for t in partners for n in answered(t, predication, reading)) if partners else by_name or authors
    issue = _issue(predication, before, reading) if told else None
    if issue is not None:
        turned = (predication.mood.negated and not fully) != (predication.lemma == "disagree")
        kind: RelationType = "disagree" if turned else "agree"
        yield from stated("relations.comments/answering", kind, who[0], told[0], issue, predication, reading)


def _after(verb: Token) -> Sequence[Token]:
    """The two words behind a verb."""
    return list(verb.doc[verb.i + 1 : verb.i + 3])


def _pleased(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "I liked your point about talks": a point of the author's that a reader shares."""
    if predication.lemma not in word_set("relations", "liking") or predication.mood.has("would"):
        return
    if not any(is_first_person(t) for t in predication.get("agent")):
        return
    points = [t for t in predication.get("theme") if relational.lemma_of(t) in word_set("relations", "points")]
    for point in points[:1]:
        yours = any(c.lower_ == "your" for c in grammar.children(point, "nmod:poss"))
        told = addressed_by("your", predication, reading) if yours else ()
        about = (*grammar.children(point, "nmod", "acl", "ccomp"), *predication.get("about", "on"))
        issue = next((w for t in about if (w := topic(t, predication, reading))), None)
        if told and issue is not None:
            kind: RelationType = "disagree" if predication.mood.negated else "agree"
            who = reading.voices.voice_of(predication.block)
            yield from stated("relations.comments/pleased", kind, who[0], told[0], issue, predication, reading)


def _faulted(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Traced[Relation]]:
    """ "Mr Wu forgets", "the author is far too kind to Delhi": faults that a reader finds with who wrote before."""
    overdone = predication.kind == "adjective" and _is_too_much(predication.head)
    if not overdone and predication.lemma not in word_set("relations", "faults") | word_set("relations", "omissions"):
        return
    who = reading.voices.voice_of(predication.block)
    writers = {*authors_of(reading), *_letter_writers(reading)} - set(who)
    names = [n for n in told(predication.get("agent"), predication, reading) if n in writers]
    if not names or who == authors_of(reading) or not who or is_reported(predication, reading):
        return
    omits = predication.lemma in word_set("relations", "omissions")
    if omits and not predication.get("content"):
        return
    about = predication.get("content", "theme", "to", "on", "about", "with")
    issue = next((w for t in about if (w := topic(t, predication, reading))), None)
    issue = issue or next_thesis(predication, reading)
    if issue is not None and not predication.mood.negated:
        yield from stated("relations.comments/faulted", "disagree", who[0], names[0], issue, predication, reading)


def _is_too_much(word: Token) -> bool:
    """Whether an adjective is said to go too far: "too kind", "far too soft"."""
    return any(c.lower_ == "too" for c in grammar.children(word, "advmod"))


def _letter_writers(reading: Reading) -> set[str]:
    """Who writes the letters and comments below a text."""
    return {name for block in reading.block_list for name in reading.voices.voice_of(block)}


def _issue(predication: Predication, before: Sequence[Predication], reading: Reading) -> str | None:
    """What the writer agrees or disagrees on: a clause, a topic, or what the next sentence maintains."""
    partners = predication.get("with")
    content = predication.get("content") or tuple(grammar.children(predication.head, "parataxis"))
    content = content or tuple(c for t in partners for c in grammar.children(t, "acl", "ccomp", "acl:relcl"))
    for token in content:
        clause = reading.at(token, predication)
        thesis = read_thesis(clause, reading, evaluative=False) if clause is not None else None
        if thesis is not None:
            return capitalised(thesis.issue)
        if (wording := worded_issue(token, predication, reading)) is not None:
            return wording
    for role in ("on", "about", "over"):
        for token in predication.get(role):
            if (wording := topic(token, predication, reading)) is not None:
                return wording
    return None if content else matter_of_comment(predication, reading)
