"""Replies: agreement and disagreement with what somebody else has just said or wanted.

In: a predication with those before it. Out: agree and disagree relations between whoever replies and whoever spoke:
"France agreed", "so does X", "does not share that view", "a charge Paris denies", "rejects Y's claim", "but X opposes
it", "Y's claim is baseless". They quote both. Whether two positions that stand far apart agree is not judged here: that
is derived, by queries, from the positions. Readers' comments are read in `comments`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.contexts import embedding, in_condition
from kg.extraction.frames import find_frame
from kg.extraction.issues.wording import capitalised
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.drafts import is_of_words
from kg.extraction.reading import Reading
from kg.extraction.relations import relational
from kg.extraction.relations.agreement import TURNED, worded_issue
from kg.extraction.relations.echoes import quote_both, read_echo
from kg.extraction.relations.said import Said, said_before
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.traces import Traced, trace_clause
from kg.records import Relation, RelationType

_UNSURE = ("should", "must", "could", "might", "may", "would")
# Words of replies: those of the lexicon, by its lists, and plain ones ("think so", "so do they", "has no basis").
_REPLYING = ("seconding", "denying", "sound", "unsound")
_PLAIN = frozenset({"think", "believe", "say", "feel", "do", "be", "have", "lack"})
_POINTING = frozenset({"it", "this", "that", "them", "these", "those", "which"})
_NOBODY = frozenset({"nobody", "none", "no-one", "one"})


def read_replies(
    predication: Predication, before: Sequence[Predication], reading: Reading
) -> Iterator[Traced[Relation]]:
    """Read the reply that a clause gives to what was said before."""
    if predication.kind == "noun" and not _may_reply(predication):
        return
    if predication.mood.question or in_condition(predication) or predication.mood.has(*_UNSURE):
        return
    yield from _claim_answered(predication, before, reading)
    yield from read_echo(predication, before, reading)
    yield from _taken_up(predication, before, reading)
    yield from _refuted(predication, reading)


def _may_reply(noun: Predication) -> bool:
    """Whether a noun says or judges anything: "share of the view", "is no answer", "is nonsense"."""
    words = {noun.lemma, noun.head.lower_}
    if words & _PLAIN or any(words & word_set("relations", name) for name in _REPLYING):
        return True
    return find_frame("speech", noun) is not None


def is_reported(predication: Predication, reading: Reading) -> bool:
    """Whether somebody whom the text doesn't name as an actor says it, so that it isn't the writer's own view."""
    above = predication.parent
    if above is None or predication.link not in ("content", "parataxis") or find_frame("speech", above) is None:
        return False
    return bool(above.get("agent")) and not reading.names(above.get("agent"), above)


def _repliers(predication: Predication, reading: Reading) -> tuple[str, ...]:
    """Who replies; "nobody in Accra" speaks for Ghana."""
    tokens = predication.get("agent")
    named = reading.names(tokens, predication)
    nobody = [c for t in tokens if t.lower_ in _NOBODY for c in grammar.children(t, "nmod", "obl")]
    return named or reading.names(nobody, predication)


def _claim_answered(
    predication: Predication, before: Sequence[Predication], reading: Reading
) -> Iterator[Traced[Relation]]:
    """ "rejects Y's claim that …", "shares Y's concern", "a charge Paris denies", "does not share that view"."""
    kind = _answer(predication)
    claim = _claim(predication) if kind is not None else None
    repliers = _repliers(predication, reading)
    if kind is None or claim is None or not repliers:
        return
    owners = [n for n in relational.owners(claim, reading, "by", "from", "of") if n not in repliers]
    named = grammar.children(claim, "nmod:poss", "amod", "compound", "nmod")
    own = [c for c in named if grammar.preposition(c) in ("", "by", "from", "of") and reading.names([c], predication)]
    if owners and own:
        issue = _claimed(claim, reading.at(claim, predication) or predication, predication, reading)
        fields = reading.common(predication)
        trace = trace_clause("relations.replies/claim_of", predication)
        for replier in repliers[:3]:
            yield Traced(Relation(**fields, type=kind, a=replier, b=owners[0], issue=issue), trace)
    elif (
        not own
        and not _has_content(claim, predication)
        and not _by_pronoun(predication)
        and (said := said_before(predication, before, repliers, reading, claim))
        and not _is_other(claim, said)
    ):
        for name in repliers[:2]:
            yield from quote_both("relations.replies/claim_answered", kind, name, said, predication, reading)


def _by_pronoun(predication: Predication) -> bool:
    """Whether the claim is taken up by "it", so that it must be somebody's: "the German concern"."""
    return any(t.lower_ == "it" for t in predication.get("theme"))


def _has_content(claim: Token, answer: Predication) -> bool:
    """Whether a claim is told where it is answered: "the view that mining must stop" takes up nothing."""
    told = [c for c in grammar.children(claim, "acl", "ccomp", "acl:relcl") if c not in (answer.verb, answer.head)]
    return any(grammar.opening(c) == "that" for c in told)


def _is_other(claim: Token, said: Said) -> bool:
    """Whether a claim is about what wasn't spoken of: "shared the concern over the fighting" after an embargo."""
    about = [c for c in grammar.children(claim, "nmod") if grammar.preposition(c) in ("over", "about", "on", "at")]
    return any(not said.mentions(token.lemma_) for token in about)


def _answer(predication: Predication) -> RelationType | None:
    """How a verb answers a claim."""
    kinds: tuple[tuple[RelationType, str], ...] = (("agree", "seconding"), ("disagree", "denying"))
    for kind, words in kinds:
        if predication.lemma in word_set("relations", words):
            return TURNED[kind] if predication.mood.negated else kind
    return None


def _claim(predication: Predication) -> Token | None:
    """The noun for what was said that a verb answers; parsers take "a charge Paris denies" for one phrase."""
    nouns = word_set("relations", "claims") | word_set("relations", "views")
    if _by_pronoun(predication):  # "understood the German concern but did not share it"
        start = predication.verb.sent.start
        earlier = reversed(predication.block.doc[start : predication.verb.i])
        return next((t for t in earlier if relational.lemma_of(t) in nouns and t.tag_.startswith("NN")), None)
    tokens = [
        *predication.get("theme", "to", "with"),
        *predication.get("content"),
        *grammar.children(predication.head, "compound"),
    ]
    if predication.kind == "noun":
        tokens.append(predication.head.head)
    return next((t for t in tokens if relational.lemma_of(t) in nouns), None)


def _claimed(claim: Token, inner: Predication, answer: Predication, reading: Reading) -> str:
    """What a claim is about, or the claim itself; the clause may hang on the verb that answers it."""
    for found, roles in (
        (inner, ("content",)),
        (answer, ("content",)),
        (inner, ("about", "on", "over", "for", "to", "of")),
    ):
        for token in (t for role in roles for t in found.get(role)):
            whose = grammar.preposition(token) in ("of", "by", "from") and reading.names([token], inner)
            if not whose and (wording := worded_issue(token, found, reading)) is not None:
                return wording
    issue = reading.issues.of(claim, inner.block.start)
    return capitalised(issue.wording if issue is not None else claim.lower_)


def _taken_up(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Traced[Relation]]:
    """ "Kenya supports the plan, but Uganda opposes it": two attitudes to one thing, the second by a pronoun."""
    if predication.kind == "noun" or predication.get("content"):
        return
    frame, answer = find_frame("frames", predication), _answer(predication)
    stance = frame.get("stance") if frame is not None and frame.name != "revise" else None
    if stance not in ("support", "oppose") and answer is None:
        return
    names = _repliers(predication, reading)
    themes = predication.get("theme", "to") or (frame.fill(predication, "issue") if frame is not None else ())
    pointing = [t for t in themes if not reading.names([t], predication)]
    said = said_before(predication, before, names, reading) if names and pointing else None
    if said is None or said.predication.block is not predication.block or embedding(predication) != "fact":
        return
    if _is_told_of(said, names, reading):
        return
    if not any(_points_back(t, said) for t in pointing):
        return
    named = any(t.lemma_ == said.predication.lemma for t in pointing)
    if named or stance is None or said.stance not in ("support", "oppose"):
        kind = answer  # what was said itself is answered: "China rejected the protest", "Chad contradicted that"
    else:
        kind = "agree" if (stance == "support") != predication.mood.negated else "disagree"
        if said.stance == "oppose" and not any(is_of_words(t, predication) for t in pointing):
            kind = TURNED[kind]  # "Kenya opposes the dam. Uganda rejects it", unlike "Uganda disputes that"
    if kind is not None:
        for name in names[:2]:
            yield from quote_both("relations.replies/taken_up", kind, name, said, predication, reading)


def _is_told_of(said: Said, names: Sequence[str], reading: Reading) -> bool:
    """Whether it is a description of who replies: "the front, backed by Chad, rejected the accords"."""
    aside = said.predication.verb.dep_ in ("acl", "acl:relcl", "appos", "amod")
    return aside and bool(set(reading.names(said.predication.get("theme"), said.predication)) & set(names))


def _points_back(token: Token, said: Said) -> bool:
    """Whether a phrase takes up what was said: "it", "that", or a noun of the same sentence ("any ban")."""
    if token.lower_ in _POINTING:
        return True
    pointers = {c.lower_ for c in grammar.children(token, "det", "amod", "det:predet")}
    return bool(pointers & {"such", "that", "this", "any", "the"}) and said.mentions(token.lemma_, besides=token)


def _refuted(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "Y's claim is baseless", "has no basis in fact": whoever says so disagrees with Y."""
    claim, verdict = _claim_judged(predication), _verdict(predication)
    if claim is None or verdict is None or is_reported(predication, reading):
        return
    chain = reading.voices.chain(predication)
    owners = relational.owners(claim, reading, "by", "from")
    if owners and chain and chain[-1].sources[0] not in owners:
        issue = _claimed(claim, reading.at(claim, predication) or predication, predication, reading)
        fields, speaker = reading.common(predication), chain[-1].sources[0]
        trace = trace_clause("relations.replies/refuted", predication)
        yield Traced(Relation(**fields, type=verdict, a=speaker, b=owners[0], issue=issue), trace)


def _claim_judged(predication: Predication) -> Token | None:
    """The claim that is the subject of a verdict; parsers may coordinate the two."""
    head = predication.head
    tokens = [*predication.get("agent"), *([head.head] if head.dep_ == "conj" and head != head.head else [])]
    return next((t for t in tokens if relational.lemma_of(t) in word_set("relations", "claims")), None)


def _verdict(predication: Predication) -> RelationType | None:
    """Whether a predicate says of a claim that it is so."""
    words = {predication.lemma, predication.head.lower_}
    kinds: tuple[tuple[RelationType, str], ...] = (("agree", "sound"), ("disagree", "unsound"))
    for kind, name in kinds:
        if words & word_set("relations", name):
            return TURNED[kind] if predication.mood.negated else kind
    things = {relational.lemma_of(t) for t in (*predication.get("theme"), predication.head)}
    grounds = predication.mood.negated and predication.lemma in ("have", "lack", "be")
    return "disagree" if grounds and things & word_set("relations", "grounds") else None
