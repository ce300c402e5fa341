"""Positions: what actors want, hold, favour or reject, and what the authors themselves maintain.

In: a reading. Out: Position records in text order. Three sources: attitude frames ("X wants, opposes, is ready
to"), reported beliefs ("X believes that") and theses of whoever speaks (`theses`). A wish of somebody is no event,
and a fact that somebody reports is no position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction import grammar
from kg.extraction.issues.wording import capitalised
from kg.extraction.positions.assents import read_assents
from kg.extraction.positions.attitudes import Draft, read_attitudes
from kg.extraction.positions.ballots import BallotReader
from kg.extraction.positions.beliefs import read_beliefs
from kg.extraction.positions.drafts import turned
from kg.extraction.positions.leanings import read_leanings
from kg.extraction.positions.prospects import Thesis
from kg.extraction.positions.receptions import read_receptions
from kg.extraction.positions.stances import read_stances
from kg.extraction.positions.theses import read_thesis
from kg.extraction.positions.verdicts import read_appeal, verdict_by_adverb
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.traces import Part, Trace, Traced, trace_clause
from kg.records import Position, Stance

_WHATEVER = ("whatever", "whoever", "wherever", "whichever")


def read_positions(reading: Reading) -> list[Position]:
    """Read the positions of a document, in text order; the same position in the same words is told once."""
    return [traced.record for traced in trace_positions(reading)]


def trace_positions(reading: Reading) -> list[Traced[Position]]:
    """Read the positions of a document, each with the rule that made it."""
    drafts: list[Draft] = []
    ballots = BallotReader(reading)
    for predication in reading.predications():
        found = [*read_assents(predication, reading, drafts)] or [*read_leanings(predication, reading, drafts)]
        found = found or [*read_attitudes(predication, reading, drafts)]
        found = found or [*read_beliefs(predication, reading)]
        found = found or [*read_stances(predication, reading, drafts)]
        found = found or [*read_receptions(predication, reading)]
        drafts.extend(found)
        if all(draft.frame is not None and draft.frame.name == "verdict" for draft in found):
            drafts.extend(_theses(predication, reading))
        else:
            drafts.extend(_judged_stances(found, predication, reading))
        drafts.extend(ballots.read(predication))
    kept = _distinct(_without_headlines(_torn(drafts)))
    records = _with_revisions([(draft, _record(draft, reading)) for draft in kept])
    return [Traced(record, _trace(draft, reading)) for draft, record in zip(kept, records, strict=True)]


def _with_revisions(found: Sequence[tuple[Draft, Position]]) -> list[Position]:
    """The positions, those that replace a former one of the same holder in the same sentence with its id.

    The ids are provisional: the extractor numbers the records of the whole document.
    """
    records = [position.model_copy(update={"id": f"position {number}"}) for number, (_, position) in enumerate(found)]
    number_of = {id(draft): number for number, (draft, _) in enumerate(found)}
    given_up = [(number, draft) for number, (draft, _) in enumerate(found) if draft.is_former]
    for number, (draft, _) in enumerate(found):
        former = {other for other, earlier in given_up if _is_replaced(earlier, draft)}
        former |= {number_of[id(draft.revises)]} if id(draft.revises) in number_of else set()
        if former:
            ids = tuple(records[other].id or "" for other in sorted(former))
            records[number] = records[number].model_copy(update={"revises": ids})
    return records


def _is_replaced(earlier: Draft, later: Draft) -> bool:
    """Whether a former position gives way to another one of the same holder in the same sentence."""
    same = earlier.holder == later.holder and earlier.predication.verb.sent == later.predication.verb.sent
    return same and not later.is_former


def _theses(predication: Predication, reading: Reading) -> Iterator[Draft]:
    """What the one who speaks maintains in their own voice."""
    thesis = read_appeal(predication, reading)
    if thesis is None and _is_asserted(predication, reading):
        thesis = read_thesis(predication, reading, evaluative=True)
    yield from _spoken(thesis, predication, reading)


def _judged_stances(found: Sequence[Draft], predication: Predication, reading: Reading) -> Iterator[Draft]:
    """What the one who speaks says of a stance that somebody else takes: "Chad rightly rejects the plan"."""
    verdict = verdict_by_adverb(predication)
    if not verdict or not found or not _is_asserted(predication, reading):
        return
    for draft in found[:1]:
        thesis = Thesis(turned(draft.stance, verdict), draft.issue, "deed", draft.target)
        yield from (one for one in _spoken(thesis, predication, reading) if one.holder != draft.holder)


def _spoken(thesis: Thesis | None, predication: Predication, reading: Reading) -> Iterator[Draft]:
    """A thesis as the position of whoever speaks."""
    chain = reading.voices.chain(predication) if thesis is not None else ()
    if thesis is None or not chain or reading.voices.is_unclaimed(predication):
        return
    told = reading.voices.floor(predication) if len(chain) == 1 else ()
    speaker = "; ".join(told or chain[-1].sources)
    yield Draft(speaker, thesis.stance, thesis.issue, predication, thesis.name, thesis.target)


def _is_asserted(predication: Predication, reading: Reading) -> bool:
    """Whether a clause stands for itself: not the content of a belief, not a condition, not a question."""
    if not (grammar.is_finite(predication.verb) or predication.block.heading) or predication.mood.question:
        return False
    marks = {grammar.preposition(verb) for verb in (predication.verb, grammar.first_conjunct(predication.verb))}
    if marks & {"if", "unless", "whether", "until", "than"} or grammar.opening(predication.verb) in _WHATEVER:
        return False
    subordinate = predication.link in ("relative", "adverbial") or predication.verb.dep_ in ("acl:relcl", "advcl:relcl")
    reason = predication.link == "adverbial" and grammar.preposition(predication.verb) == "because"
    if subordinate and not reason and not predication.mood.has("should", "must", "ought"):
        return False
    loose = predication.link in ("parataxis", "other") or predication.parent is None
    if loose and _is_that_clause(predication):
        return False  # "decided in May, by its motion, that the port should close": told of whoever decided
    if predication.parent is None or predication.link in ("parataxis", "other", "relative", "adverbial"):
        return True
    quote = reading.voices.chain(predication)
    return predication.link == "content" and bool(quote) and quote[-1].manner == "direct_quote"


def _is_that_clause(predication: Predication) -> bool:
    """Whether a clause begins with "that": what somebody says, decides or knows, wherever the parse hangs it."""
    return any(c.lower_ == "that" for c in grammar.children(grammar.first_conjunct(predication.verb), "mark"))


def _without_headlines(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without what headlines tell of others, which the text below tells in full; theses stay."""
    if all(draft.predication.block.heading for draft in drafts):
        return list(drafts)
    return [d for d in drafts if not d.predication.block.heading or d.rule.startswith("positions.theses")]


def _torn(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with one mixed stance for "neither accepted nor rejected it" instead of two that deny each other."""
    sides: dict[tuple[str, str, int, int], set[Stance]] = {}
    for draft in drafts:
        if draft.predication.mood.negated:
            sides.setdefault(_place(draft), set()).add(draft.stance)
    torn = {place for place, stances in sides.items() if {"support", "oppose"} <= stances}
    return [replace(d, stance="mixed") if d.predication.mood.negated and _place(d) in torn else d for d in drafts]


def _place(draft: Draft) -> tuple[str, str, int, int]:
    """Whose draft on what it is, and in which sentence."""
    predication = draft.predication
    return draft.holder, draft.issue.casefold(), predication.block.start, predication.verb.sent.start


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that say the same of the same words."""
    best: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        key = (
            draft.holder,
            draft.issue.casefold(),
            draft.stance,
            draft.predication.block.start,
            draft.predication.verb.sent.start,
        )
        best.setdefault(key, draft)
    alike: dict[tuple[object, ...], list[Draft]] = {}
    for draft in best.values():
        alike.setdefault(_side(draft), []).append(draft)
    return [draft for draft in best.values() if not any(_says_more(other, draft) for other in alike[_side(draft)])]


def _side(draft: Draft) -> tuple[object, ...]:
    """Whose draft it is, in which sentence, and for or against."""
    return draft.holder, draft.stance, draft.predication.block.start, draft.predication.verb.sent.start


def _says_more(other: Draft, draft: Draft) -> bool:
    """Whether another draft of the same side says the same of more, around or inside the same clause.

    "Will go on seeking talks" says more than "seeking talks".
    """
    if other is draft:
        return False
    less, more = (set(d.issue.casefold().split()) for d in (draft, other))
    near = other.predication in draft.predication.above() or draft.predication in other.predication.above()
    near = near or other.predication.verb == draft.predication.verb
    return near and less < more


def _record(draft: Draft, reading: Reading) -> Position:
    common = reading.common(draft.predication, draft.quote)
    own = set(draft.holder.split("; "))
    outside = [level for level in common["attribution"] if not set(level.sources) <= own]
    # What nobody knows depends on nothing: there "if" asks.
    conditions = reading.conditions(draft.predication) if draft.stance != "uncertain" else ()
    holder = _without_own_state(draft.holder, reading)
    return Position(
        **common, **reading.date(draft.predication), holder=holder, stance=draft.stance,
        issue=capitalised(draft.issue),
        statement=" ".join(common["quote"].split()), target=draft.target,
        on_behalf_of=_state_of(holder, reading),
        attributed_by="; ".join(outside[-1].sources) if outside else None,
        condition=conditions[0].text if conditions else None, conditions=conditions,
    )  # fmt: skip


def _trace(draft: Draft, reading: Reading) -> Trace:
    trace = trace_clause(draft.rule, draft.predication, draft.frame, via=draft.via)
    if draft.after is None:
        return trace
    before = reading.clause(draft.after)
    return trace.seen(Part("answered", before.start, before.end))


def _without_own_state(holder: str, reading: Reading) -> str:
    """The holder alone where a minister's "we" is the minister's and the state's, for whom the minister speaks."""
    first, *others = holder.split("; ")
    return first if others and others == [_state_of(first, reading)] else holder


def _state_of(holder: str, reading: Reading) -> str | None:
    """The state or body that an office-holder speaks for."""
    actor = next((a for a in reading.cast.actors if a.name == holder and a.type == "person"), None)
    if actor is None or actor.role is None or actor.affiliation is None:
        return None
    offices = (
        "president",
        "minister",
        "secretary",
        "spokes",
        "ambassador",
        "envoy",
        "chancellor",
        "premier",
        "representative",
    )
    return actor.affiliation if any(word in actor.role.lower() for word in offices) else None
