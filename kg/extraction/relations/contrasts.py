"""Contrasts: what two actors hold that the text itself sets against each other.

In: a predication of a reading, with those before it. Out: disagree relations: "X maintains that it is free, whereas Y
insists", "X saw a base where Y saw a port", "X says A; Y says B of it", "X argues that, but Y replies". Two actors who
merely do different things are not contrasted, nor are positions that stand far apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.frames import find_frame
from kg.extraction.issues.wording import capitalised
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.relations import relational
from kg.extraction.relations.agreement import held_issue, is_held
from kg.extraction.relations.said import Said, near_before, said_of, words_of_both
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.traces import Part, Traced, trace_clause
from kg.records import Relation

_MOST = 2
_POINTING = frozenset({"it", "its", "this", "that", "they", "them", "he", "his", "she", "her", "so"})


def read_contrasts(
    predication: Predication, before: Sequence[Predication], reading: Reading
) -> Iterator[Traced[Relation]]:
    """Read whose view a clause sets against the view that the text told just before."""
    if predication.kind == "noun" or predication.mood.question or not is_held(predication) or not _is_view(predication):
        return
    names = relational.actors_of(predication, reading)
    other = _opposite(predication, before, reading) if names else None
    if other is None or set(other.names) & set(names) or _is_wished(other, predication, reading):
        return
    quote = words_of_both(other, predication, reading)
    first = reading.clause(other.predication)
    for name in names[:_MOST]:
        fields = reading.common(predication, quote)
        relation = Relation(**fields, type="disagree", a=name, b=other.names[0], issue=other.issue)
        trace = trace_clause("relations.contrasts/contrasts", predication)
        yield Traced(relation, trace.seen(Part("answered", first.start, first.end)))


def _is_view(predication: Predication) -> bool:
    """Whether a predicate says what somebody thinks, claims, sees something as or wants."""
    where = predication.link == "relative" and grammar.opening(predication.verb) == "where"
    if predication.link == "content" or (predication.link == "relative" and not where):
        return False
    attitude = find_frame("frames", predication)
    if predication.lemma in ("hold", "maintain") and not predication.get("content", "that"):
        return False  # "holds the chair"
    if find_frame("speech", predication) is not None or predication.lemma in word_set("relations", "viewing"):
        return True
    return attitude is not None and attitude.get("stance") in ("support", "oppose") and not attitude.get("act")


def _opposite(predication: Predication, before: Sequence[Predication], reading: Reading) -> Said | None:
    """The view of somebody else that the clause is set against: in its sentence by a contrast, or answered after it."""
    answers = predication.lemma in word_set("relations", "countering") and bool(predication.get("content"))
    for other in near_before(predication, before):
        if other.kind == "noun" or not _is_view(other) or other.mood.question or _is_reason(other):
            continue
        same = other.verb.sent == predication.verb.sent
        contrasted = (same and _is_contrast(other, predication)) or (answers and other.block is predication.block)
        said = _view(other, reading) if contrasted else None
        if said is None or not said.names:
            continue
        return said if answers or _is_common(other, predication) else None
    return None


def _is_wished(other: Said, predication: Predication, reading: Reading) -> bool:
    """Whether somebody wishes the other well, whatever sets the clauses apart: "but I hope that they win"."""
    frame = find_frame("frames", predication)
    if frame is None or frame.get("stance") != "support" or predication.mood.negated:
        return False
    clauses = [clause for t in predication.get("content") if (clause := reading.at(t, predication)) is not None]
    return any(set(reading.names(clause.get("agent"), clause)) & set(other.names) for clause in clauses)


def _is_reason(predication: Predication) -> bool:
    """Whether a clause only says why or when something else is so: "because they like it, but I hope that"."""
    verb = grammar.first_conjunct(predication.verb)
    return verb.dep_ == "advcl" and grammar.opening(verb) in ("because", "since", "as", "when", "after", "if")


def _view(predication: Predication, reading: Reading) -> Said | None:
    """What somebody holds, by their words, or by what they see in a thing."""
    if (said := said_of(predication, reading)) is not None:
        return said
    names = relational.actors_of(predication, reading)
    wording = held_issue(predication, reading) if names else None
    if wording is None and names:
        issue = reading.issues.of(predication.verb, predication.block.start)
        wording = capitalised(issue.wording) if issue is not None else None
    return Said(names, wording, None, predication) if wording is not None else None


def _is_contrast(first: Predication, second: Predication) -> bool:
    """Whether the words between two clauses of a sentence set the second against the first."""
    doc = second.block.doc
    between = doc[first.verb.i + 1 : second.verb.i]
    words = {token.lower_ for token in between}
    if words & word_set("relations", "contrasting") or ("by" in words and "contrast" in words):
        return True
    opens = doc[first.verb.sent.start].lower_
    if opens in word_set("relations", "contrasting") and first.verb.dep_ == "advcl":
        return True
    where = [t for t in between if t.lower_ == "where"] or (opens == "where" and first.verb.dep_ == "advcl")
    if where and first.lemma == second.lemma:
        return True
    return any(token.text == ";" for token in between) and _is_claim(first) and _is_claim(second)


def _is_claim(predication: Predication) -> bool:
    """Whether a predicate says what somebody holds against others, not only what they say or want."""
    speech = find_frame("speech", predication)
    claims = speech is not None and speech.get("attitude") in ("believe", "regard", "deny", "doubt")
    claims = claims and bool(predication.get("content", "as", "that"))  # "hold a strip of desert"
    return claims or predication.lemma in word_set("relations", "viewing")


def _is_common(first: Predication, second: Predication) -> bool:
    """Whether both speak of one matter: a pronoun takes it up, a noun comes again, or both view something."""
    if first.lemma == second.lemma and first.lemma in word_set("relations", "viewing"):
        return True
    inner = {token.i for token in second.verb.subtree} - {token.i for token in first.verb.ancestors} - {first.verb.i}
    told = [t for t in _words(first) if t.i not in inner or first.verb.is_ancestor(second.verb) is False]
    telling = _words(second)
    if any(token.lower_ in _POINTING and token.tag_ in ("PRP", "DT", "RB") for token in telling):
        return True
    nouns = {token.lemma_.lower() for token in told if token.tag_.startswith("NN")}
    return bool(nouns & {token.lemma_.lower() for token in telling if token.tag_.startswith("NN")})


def _words(predication: Predication) -> list[Token]:
    """The words of what somebody holds, without those of who holds it and of clauses set against it."""
    apart = {t.i for child in grammar.children(predication.verb, *grammar.SUBJECTS) for t in child.subtree}
    for child in grammar.children(predication.verb, "advcl", "conj", "parataxis"):
        apart |= {t.i for t in child.subtree}
    return [t for t in predication.verb.subtree if t.i not in apart and t != predication.verb]
