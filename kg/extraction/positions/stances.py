"""Stances that no frame of one predicate tells: refusals and their terms, preferences, phrases of purpose, ellipses.

In: a predication without an attitude of its own, with the drafts that the text gave so far. Out: drafts of positions:
"will not sign until the blockade is lifted", "would rather wait", "recalled its envoy in protest at the shelling",
"so does Mali". Attitudes by frames are read in `attitudes`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.contexts import in_condition
from kg.extraction.frames import find_frames
from kg.extraction.issues.issues import Issue
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.drafts import Draft, last_near, turned
from kg.extraction.positions.holders import read_holders
from kg.extraction.positions.prospects import is_vague
from kg.extraction.positions.slots import issue_at, issue_tokens
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.voices.quotations import is_first_person
from kg.records import STANCES, Stance

_CARRYING = {"in": "carried_in", "of": "carried_in", "on": "carried_on", "with": "carried_on"}
_BARE = frozenset({"do", "be", "have", "will", "would", "can", "could", "may", "might"})


def read_stances(predication: Predication, reading: Reading, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The stances that a clause shows without a frame of its own."""
    if not (predication.kind == "verb" or _is_carried(predication)):
        return
    if predication.mood.question or in_condition(predication):
        return
    yield from _purpose(predication, reading)
    yield from _elided(predication, reading, drafts)
    yield from _refused(predication, reading)
    yield from _preferred(predication, reading)


def _purpose(predication: Predication, reading: Reading) -> Iterator[Draft]:
    """ "In protest at the shelling", "on a promise to leave": what a deed is done for or against."""
    above = predication.parent if _is_carried(predication) else None
    if above is None or predication.get("agent"):
        return
    nouns = _CARRYING[_governor(predication)]
    agents = above.get("agent") or (above.get("theme") if grammar.is_passive(above.verb) else ())
    for frame in find_frames("frames", predication):
        own = bool(frame.fill(predication, "issue"))
        if not own and nouns == "carried_on":
            continue  # "with a telephone call"
        source = predication if own else above
        if frame.get("stance") not in ("support", "oppose") or not frame.fill(source, "issue"):
            continue
        holders = read_holders(agents, reading, above)
        for token in issue_tokens(source, frame, reading):
            issue, target = issue_at(token, frame, source, holders, reading)
            # "not out of sympathy for the rebels"
            stance = turned(frame.choice("stance", STANCES), 1, above.mood.negated)
            yield from _drafts(holders, stance, issue, predication, "positions.stances/purpose", target)
        return


def _is_carried(predication: Predication) -> bool:
    """Whether a noun tells what a deed is done for or against: "protest" after "in", "promise" after "on"."""
    phrase = predication.kind == "noun" and predication.verb == predication.head
    nouns = _CARRYING.get(_governor(predication), "") if phrase else ""
    return bool(nouns) and predication.head.lemma_ in word_set("frames", nouns)


def _governor(predication: Predication) -> str:
    """The last word of the preposition before a predicate."""
    return grammar.preposition(predication.head).split(" ")[-1]


def _elided(predication: Predication, reading: Reading, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """ "While Chad backs the force, Niger does not", "so does Mali", "nor does Togo"."""
    verb = predication.verb
    words = {t.lower_ for t in verb.children}
    after_verb = _compared_with(verb)
    agents = after_verb or predication.get("agent")
    objects = () if after_verb else predication.get("theme", "content", "to")
    if verb.lemma_ not in _BARE or objects or predication.kind != "verb":
        return
    told = [d for d in drafts if d.predication.block is predication.block]
    before = last_near(told, predication)
    taken = bool(words & {"so", "nor", "neither", "too", "likewise", "either"}) or predication.mood.negated
    taken = taken or bool(after_verb)
    finite = grammar.is_finite(verb) or bool(after_verb)
    if before is None or not taken or not finite or words & {"there", "it"}:
        return
    apart = before.predication.verb.sent.start
    if verb.sent.start - apart > 40:
        return
    alike = bool(words & {"nor", "neither", "either"}) or not predication.mood.negated
    for holder in read_holders(agents, reading, predication):
        stance = turned(before.stance, 1 if alike else -1)
        if holder != before.holder:
            after = before.predication
            yield Draft(
                holder, stance, before.issue, predication, "positions.stances/elided", before.target, after=after
            )


def _compared_with(verb: Token) -> tuple[Token, ...]:
    """Who does the same, as told in a clause turned round: "as does Mali", "and so did Chad and Niger"."""
    if verb.lemma_ != "do":
        return ()
    opens = any(c.lower_ in ("so", "nor", "neither") and c.i < verb.i for c in verb.children)
    if not opens and not (verb.dep_ == "advcl" and grammar.preposition(verb) == "as"):
        return ()
    after = next((c for c in verb.children if c.i > verb.i and c.dep_ in ("nsubj", "obj")), None)
    return tuple(grammar.conjuncts(after)) if after is not None else ()


def _refused(predication: Predication, reading: Reading) -> Iterator[Draft]:
    """ "Serbia will not sign", "would not pay": what somebody won't do, and what they wait for."""
    mood = predication.mood
    going = predication.parent is not None and predication.parent.lemma == "go" and predication.link == "content"
    if going and predication.parent is not None:
        mood = predication.parent.mood  # "isn't going to talk"
    meant = mood.has("will", "would", "wo") or (going and mood.progressive)
    if predication.kind != "verb" or not mood.negated or mood.perfect or not meant:
        return
    meeting = predication.lemma == "agree" and bool(predication.get("on"))  # "will not agree on much"
    if meeting or grammar.is_passive(predication.verb) or predication.lemma in word_set("frames", "unwilled"):
        return
    agents = predication.get("agent")
    chain = reading.voices.chain(predication)
    if not agents or any(is_first_person(t) or t.lower_ in ("it", "nobody", "none", "neither") for t in agents):
        return
    if any(c.lower_ in ("neither", "no") for t in agents for c in t.children) or _is_granted(predication):
        return
    if reading.voices.is_unclaimed(predication):
        return
    holders = read_holders(agents, reading, predication)
    said_by = chain[-1].sources if len(chain) > 1 else ()
    if not holders or (said_by and not _speaks_for_itself(said_by, holders, reading)):
        return
    issue = reading.issues.of_clause(predication, holders)
    issue = issue.flipped() if issue is not None and going else issue
    yield from _drafts(holders, "support", issue, predication, "positions.stances/refused")
    for condition in predication.conditions:
        head = next((t for t in condition.tokens if t.head not in condition.tokens), None)
        clause = reading.at(head, predication) if head is not None else None
        others = clause is not None and not set(reading.names(clause.get("agent"), clause)) & set(holders)
        if condition.type in ("until", "unless") and clause is not None and clause.get("agent") and others:
            yield from _drafts(holders, "support", reading.issues.of_clause(clause), clause, "positions.stances/terms")


def _is_granted(predication: Predication) -> bool:
    """Whether a clause is only conceded: "while they will not meet", "although it would not sign"."""
    marks = {c.lower_ for c in grammar.children(grammar.first_conjunct(predication.verb), "mark")}
    return predication.link == "adverbial" or bool(marks & {"while", "although", "though", "whereas"})


def _speaks_for_itself(sources: Sequence[str], holders: Sequence[str], reading: Reading) -> bool:
    """Whether those who report it are the holders, or speak for them."""
    return any(name in holders or reading.voices.state_of(name) in holders for name in sources)


def _preferred(predication: Predication, reading: Reading) -> Iterator[Draft]:
    """ "Japan would rather wait": what somebody would sooner do."""
    sooner = any(c.lower_ in ("rather", "sooner") for c in grammar.children(predication.verb, "advmod"))
    if predication.kind != "verb" or not sooner or not predication.mood.has("would", "'d", "’d"):
        return
    holders = read_holders(predication.get("agent"), reading, predication)
    issue = reading.issues.of_clause(predication, tuple(n for h in holders for n in h.split("; ")))
    yield from _drafts(holders, "support", issue, predication, "positions.stances/preferred")


def _drafts(
    holders: Sequence[str], stance: Stance, issue: Issue | None, predication: Predication, rule: str,
    target: str | None = None,
) -> Iterator[Draft]:  # fmt: skip
    if issue is None or is_vague(issue.wording):
        return
    for holder in holders:
        if holder != target:
            yield Draft(holder, turned(stance, issue.sign), issue.wording, predication, rule, target)
