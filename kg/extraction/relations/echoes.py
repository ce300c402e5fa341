"""Echoes: agreement and disagreement in a word: "France agreed", "so does X", "Uganda disagrees", "insists otherwise".

In: a predication with those before it. Out: agree and disagree relations of whoever says no more than that with whoever
spoke before; and the relation, for all kinds of replies, that quotes what was said with its answer. A verb that goes on
to say what it is about ("refused for years to open", "disagree on how") answers nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.frames import find_frame
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.relations import relational
from kg.extraction.relations.said import Said, said_before, words_of_both
from kg.extraction.sentences.predications import Predication
from kg.extraction.traces import Part, Traced, trace_clause
from kg.records import Relation, RelationType

# What a verb is followed by where it says on what somebody agrees, differs or refuses.
_GOING_ON = frozenset({"to", "on", "over", "about", "with", "that", "how", "whether"})


def quote_both(
    rule: str, kind: RelationType, name: str, said: Said, predication: Predication, reading: Reading
) -> Iterator[Traced[Relation]]:
    """A reply to what was said, with both in its quote."""
    fields = reading.common(predication, words_of_both(said, predication, reading))
    before = reading.clause(said.predication)
    trace = trace_clause(rule, predication).seen(Part("answered", before.start, before.end))
    for other in said.names[:2] if name not in said.names else ():
        yield Traced(Relation(**fields, type=kind, a=name, b=other, issue=said.issue), trace)


def read_echo(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Traced[Relation]]:
    """ "France agreed", "Uganda disagrees", "so does X", "neither does X"."""
    kind = _bare(predication)
    inverted = predication.get("theme") if predication.lemma == "do" else ()
    names = (reading.names(inverted, predication) or relational.subjects(predication, reading)) if kind else ()
    said = said_before(predication, before, names, reading) if kind is not None and names else None
    if kind is not None and said is not None:
        for name in names[:2]:
            yield from quote_both("relations.echoes/same_again", kind, name, said, predication, reading)


def _bare(predication: Predication) -> RelationType | None:
    """How a verb without an object of its own answers what was said."""
    lemma, mood = predication.lemma, predication.mood
    if (
        find_frame("speech", predication) is not None
        and not predication.get("content")
        and _says_otherwise(predication)
    ):
        return None if mood.negated else "disagree"
    if lemma in ("think", "believe", "say", "feel") and _says_so(predication):
        return "disagree" if mood.negated else "agree"
    if _says_same(predication):
        return "disagree" if mood.negated else "agree"
    if lemma == "do" and mood.negated and set(predication.arguments) == {"agent"}:
        return "disagree"  # "Chad supports the ban. Mali does not"
    opening = {c.lower_ for c in grammar.children(predication.verb, "advmod", "cc") if c.i < predication.verb.i}
    if lemma in ("do", "be") and opening & {"so", "neither", "nor"} and not predication.get("content"):
        return "agree"
    if predication.kind != "verb" or predication.get("with", "content", "on", "over", "about", "to"):
        return None
    if _says_more(predication):
        return None
    if lemma in ("agree", "concur"):
        return "disagree" if mood.negated else "agree"
    refuses = lemma in ("refuse", "decline") and not predication.get("theme")
    return "disagree" if (refuses or lemma in ("disagree", "dissent", "demur")) and not mood.negated else None


def _says_more(predication: Predication) -> bool:
    """Whether a verb goes on to say what it is about, or only compares: "refused for years to open", "as agreed"."""
    verb = predication.verb
    if grammar.opening(verb) == "as" or (verb.tag_ == "VBN" and not grammar.children(verb, "aux", *grammar.SUBJECTS)):
        return True
    for token in verb.doc[verb.i + 1 : verb.sent.end]:
        if token.lower_ in _GOING_ON and token.head is not verb.head:
            return True
        if token.tag_ == "," or token.lower_ in ("and", "but") or token.pos_ in ("VERB", "AUX"):
            return False
    return False


def _says_otherwise(predication: Predication) -> bool:
    """ "insists otherwise", "begs to differ"."""
    after = predication.verb.doc[predication.verb.i + 1 : predication.verb.i + 2]
    return any(token.lower_ in ("otherwise", "differently") for token in after)


def _says_same(predication: Predication) -> bool:
    """ "said much the same", "made the same point", "takes the same view", unlike "the same as", "the same mistake"."""
    if predication.kind != "verb" or predication.lemma not in word_set("relations", "repeating"):
        return False
    themes = [t for t in predication.get("theme") if not grammar.children(t, "nmod", "acl", "acl:relcl")]
    same = [t for t in themes if t.lower_ == "same" or any(c.lower_ == "same" for c in t.children)]
    return any(t.lower_ == "same" or relational.lemma_of(t) in word_set("relations", "points_shared") for t in same)


def _says_so(predication: Predication) -> bool:
    """ "thinks so too", "I don't think so": "so" stands for what was said."""
    if predication.get("content", "theme", "with", "to", "about"):
        return False
    after = predication.verb.doc[predication.verb.i + 1 : predication.verb.i + 2]
    return any(token.lower_ == "so" for token in after)
