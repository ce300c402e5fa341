"""Rebukes: what one actor does, plans or says and another condemns.

In: a predication of a reading, with those before it. Out: disagree relations: "condemns Y's remarks", "denounced the
decision" after Y decided, "Y opened its bases, which X condemned", "Y's plan drew a rebuke from X", "Y wants it. X
resisted". Violence is condemned, not disagreed with, and isn't read here; answers to claims are read in `replies`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from kg.extraction import grammar
from kg.extraction.contexts import embedding, in_condition
from kg.extraction.issues.wording import capitalised
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading
from kg.extraction.relations import relational
from kg.extraction.relations.said import Said, deed_before, is_meant, is_overtaken, said_before, words_of_both
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.traces import Part, Traced, trace_clause
from kg.records import Relation

_UNSURE = ("should", "must", "could", "might", "may", "would", "can")
_POINTING = frozenset({"it", "this", "that", "which", "these"})
_DEFINITE = frozenset({"the", "this", "that", "these", "such"})
_MOST = 2


def read_rebukes(
    predication: Predication, before: Sequence[Predication], reading: Reading
) -> Iterator[Traced[Relation]]:
    """Read whom a clause says to condemn what somebody else did, said or plans."""
    if not any(predication.lemma in word_set("relations", name) for name in ("earning", "rebuking", "branding")):
        return
    if predication.mood.question or predication.mood.has(*_UNSURE) or in_condition(predication):
        return
    if _drawn(predication):
        yield from _reproved(predication, reading)
    elif _rebukes(predication) and (embedding(predication) == "fact" or _is_sentence_relative(predication)):
        yield from _condemned(predication, before, reading)
        yield from _regretted(predication, reading)
    elif predication.lemma in word_set("relations", "branding") and embedding(predication) == "fact":
        yield from _branded(predication, reading)


def _rebukes(predication: Predication) -> bool:
    rebuked = predication.lemma in word_set("relations", "rebuking")
    return rebuked and predication.kind == "verb" and not predication.mood.negated


def _condemned(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Traced[Relation]]:
    names = () if predication.get("content") else relational.actors_of(predication, reading)
    themes = predication.get("theme", "to", "against", "at")
    act = next((t for t in themes if relational.lemma_of(t) in word_set("relations", "acts")), None)
    owners = [n for n in doers(act, predication, reading) if n not in names] if act is not None else []
    if act is not None and owners:
        issue = reading.issues.of(act, predication.block.start)
        wording = capitalised(issue.wording if issue is not None else act.lower_)
        for a, b in product(names[:_MOST], owners[:1]):
            fields = reading.common(predication)
            trace = trace_clause("relations.rebukes/condemned", predication)
            yield Traced(Relation(**fields, type="disagree", a=a, b=b, issue=wording), trace)
    elif names and _points_back(themes, predication, reading):
        yield from _answered(names, act, predication, before, reading)


def doers(act: Token, predication: Predication, reading: Reading) -> list[str]:
    """Whose act, plan or remark it is: "Y's plan", "the remarks of Y", "the proposals made by Y"."""
    made = [t for c in grammar.children(act, "acl") for t in grammar.children(c, "obl:agent", "obl")]
    by = [t for t in made if grammar.preposition(t) == "by"]
    named = relational.owners(act, reading, "of", "by", "from")
    apposed = [name for t in by for name in _apposed(t, predication, reading)]
    return list(dict.fromkeys((*apposed, *named, *reading.names(by, predication))))


def _apposed(token: Token, predication: Predication, reading: Reading) -> tuple[str, ...]:
    """The person whom an office goes before: "by the President of Peru, Ana Ruiz"."""
    nouns = (token, *grammar.children(token, "nmod"))
    return reading.names([c for noun in nouns for c in grammar.children(noun, "appos")], predication)


def _regretted(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "regretted that Nauru had broken ranks": what somebody is sorry that another did."""
    names = relational.actors_of(predication, reading)
    for token in predication.get("content"):
        clause = reading.at(token, predication)
        if clause is None or clause.kind != "verb" or predication.lemma not in word_set("relations", "regretting"):
            continue
        others = [n for n in reading.names(clause.get("agent"), clause) if n not in names]
        issue = reading.issues.of(clause.verb, clause.block.start)
        wording = capitalised(issue.wording) if issue is not None else ""
        for a, b in product(names[:_MOST], others[:1]) if wording else ():
            relation = Relation(**reading.common(predication), type="disagree", a=a, b=b, issue=wording)
            yield Traced(relation, trace_clause("relations.rebukes/regretted", predication))


def _branded(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "called Y's offer a trick": a bad name for what is somebody's."""
    names = relational.actors_of(predication, reading)
    bad = word_set("relations", "unsound") | word_set("speech", "reproaches")
    said = {relational.lemma_of(t) for t in predication.get("content", "as")}
    said |= {relational.lemma_of(c) for c in grammar.children(predication.verb, "xcomp", "obj", "ccomp")}
    if not said & bad or predication.mood.negated:
        return
    for act in predication.get("theme"):
        owners = [n for n in doers(act, predication, reading) if n not in names]
        issue = reading.issues.of(act, predication.block.start) if owners else None
        wording = capitalised(issue.wording) if issue is not None else ""
        for a, b in product(names[:_MOST], owners[:1]) if wording else ():
            relation = Relation(**reading.common(predication), type="disagree", a=a, b=b, issue=wording)
            yield Traced(relation, trace_clause("relations.rebukes/branded", predication))


def _points_back(themes: Sequence[Token], predication: Predication, reading: Reading) -> bool:
    """Whether what is condemned was told before: "it", "which", "the decision", or nothing said ("X resisted")."""
    if not themes:
        return predication.lemma in word_set("relations", "bare_refusals") and not predication.get("content", "on")
    if _is_sentence_relative(predication):
        return True
    if predication.link == "relative" and any(_is_apart(token) for token in themes):
        return True  # "a step that his predecessor criticised"
    return any(_takes_up(token) and not reading.names([token], predication) for token in themes)


def _is_apart(token: Token) -> bool:
    """Whether a noun for an act stands as an aside to the clause before it."""
    aside = token.i > 0 and any(t.text == "," for t in token.doc[max(token.i - 3, 0) : token.i])
    return aside and relational.lemma_of(token) in word_set("relations", "acts")


def _is_sentence_relative(predication: Predication) -> bool:
    """Whether the clause says "which" of the whole clause before it: "opened its bases, which Beijing condemned"."""
    which = [c for c in grammar.children(predication.verb, "obj", "nsubj:pass") if c.lower_ == "which"]
    return any(word.i and word.nbor(-1).text == "," for word in which)


def _takes_up(token: Token) -> bool:
    if token.lower_ in _POINTING:
        return True
    definite = _DEFINITE & {c.lower_ for c in grammar.children(token, "det", "det:predet")}
    said_more = grammar.children(token, "nmod", "acl", "acl:relcl", "nmod:poss")
    plain = all(grammar.preposition(child) == "as" or grammar.opening(child) == "as" for child in said_more)
    return bool(definite) and plain and relational.lemma_of(token) in word_set("relations", "acts")


def _answered(
    names: Sequence[str], act: Token | None, predication: Predication, before: Sequence[Predication], reading: Reading
) -> Iterator[Traced[Relation]]:
    """A rebuke of what somebody said or did last."""
    told = said_before(predication, before, names, reading, act)
    done = deed_before(predication, before, names, reading)
    found = [s for s in (told, done) if s is not None and (act is None or is_meant(act, s))]
    found = [s for s in found if act is not None or s.predication.block is predication.block]
    found = [s for s in found if not is_overtaken(s, predication, before)]
    refuses = predication.lemma in word_set("relations", "bare_refusals")
    if told is not None and told in found and refuses and not _is_shut_off(told, done, predication):
        found = [told]
    latest = max(found, key=lambda s: (s.predication.block.start, s.predication.verb.i), default=None)
    if latest is None or _is_told_of(predication, latest):
        return
    if len(names) == 2:
        together = Relation(**reading.common(predication), type="agree", a=names[0], b=names[1], issue=latest.issue)
        yield Traced(together, trace_clause("relations.rebukes/together", predication))
    quote = words_of_both(latest, predication, reading)
    for a, b in product(names[:_MOST], latest.names[:1]):
        fields = reading.common(predication, quote)
        before_it = reading.clause(latest.predication)
        trace = trace_clause("relations.rebukes/answered", predication)
        trace = trace.seen(Part("answered", before_it.start, before_it.end))
        yield Traced(Relation(**fields, type="disagree", a=a, b=b, issue=latest.issue), trace)


def _is_told_of(predication: Predication, said: Said) -> bool:
    """Whether a clause only tells who it was at whom the deed was done: "thanks Togo, which rejected that decision"."""
    verb = grammar.first_conjunct(predication.verb)
    whose = any(c.tag_ in ("WDT", "WP") for c in grammar.children(verb, "nsubj"))
    return verb.dep_ == "acl:relcl" and whose and said.predication.verb in verb.ancestors


def _is_shut_off(told: Said, done: Said | None, predication: Predication) -> bool:
    """Whether a deed of the same sentence stands between what was said and its refusal."""
    here = done is not None and done.predication.verb.sent == predication.verb.sent
    return here and told.predication.verb.sent != predication.verb.sent


def _drawn(predication: Predication) -> list[Token]:
    """ "drew a rebuke", "met with criticism": the reproof that something earns."""
    if predication.lemma not in word_set("relations", "earning"):
        return []
    tokens = (*predication.get("theme"), *predication.get("with"))
    return [t for t in tokens if relational.lemma_of(t) in word_set("relations", "reproofs")]


def _reproved(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    reproof = _drawn(predication)[0]
    nouns = predication.get("agent")
    phrases = [c for c in grammar.children(reproof, "nmod") if grammar.preposition(c) in ("from", "by", "of")]
    critics = reading.names([*phrases, *predication.get("from")], predication)
    owners = [n for t in nouns for n in (*relational.owners(t, reading, "of", "by"), *reading.names([t], predication))]
    issue = next((i for t in nouns if (i := reading.issues.of(t, predication.block.start)) is not None), None)
    if issue is None or predication.mood.negated:
        return
    for a, b in product(critics[:_MOST], [n for n in owners if n not in critics][:1]):
        fields = reading.common(predication)
        trace = trace_clause("relations.rebukes/reproved", predication)
        yield Traced(Relation(**fields, type="disagree", a=a, b=b, issue=capitalised(issue.wording)), trace)
