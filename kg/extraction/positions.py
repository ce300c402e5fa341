"""Positions: what actors want, hold, favour or reject, and what the authors themselves maintain.

In: a reading. Out: Position records in text order. Three sources: attitude frames ("X wants, opposes, is ready
to"), reported beliefs ("X believes that") and theses of whoever speaks (`theses`). A wish of somebody is no event,
and a fact that somebody reports is no position.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction import grammar
from kg.extraction.contexts import embedding, in_condition
from kg.extraction.frames import Frame, find_frame, word_set
from kg.extraction.issues import Issue, capitalised
from kg.extraction.theses import Thesis, judge, read_thesis
from kg.extraction.voices import is_first_person
from kg.records import Position, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.predications import Predication
    from kg.extraction.reading import Reading, Stretch

_BY_BELIEF = {
    "say": 0.5,
    "fear": 0.55,
    "believe": 0.65,
    "regard": 0.65,
    "deny": 0.6,
    "doubt": 0.6,
    "uncertain": 0.65,
    "know": 0.55,
}


@dataclass(frozen=True)
class Draft:
    """A position before it is a record: one holder string, the issue, and the predication that states it."""

    holder: str
    stance: Stance
    issue: str
    predication: Predication
    confidence: float
    target: str | None = None
    quote: Stretch | None = None

    @property
    def is_former(self) -> bool:
        """Whether it was held once and is no longer: "once", "used to", "initially"."""
        verb = self.predication.verb
        words = {
            c.lower_
            for head in (verb, self.predication.head)
            for c in head.children
            if c.dep_ in ("advmod", "amod", "mark")
        }
        used = verb.dep_ == "xcomp" and verb.head.lemma_ == "use"
        return used or bool(words & word_set("modality", "former"))


def read_positions(reading: Reading) -> list[Position]:
    """Read the positions of a document, in text order; the same position in the same words is told once."""
    drafts: list[Draft] = []
    for predication in reading.predications():
        found = [*_attitudes(predication, reading, drafts[-1] if drafts else None)] or [*_beliefs(predication, reading)]
        drafts.extend(found or _theses(predication, reading))
    return _with_revisions([(draft, _record(draft, reading)) for draft in _distinct(drafts)])


def _with_revisions(found: Sequence[tuple[Draft, Position]]) -> list[Position]:
    """The positions, those that replace a former one of the same holder in the same sentence with its id.

    The ids are provisional: the extractor numbers the records of the whole document.
    """
    records = [position.model_copy(update={"id": f"position {number}"}) for number, (_, position) in enumerate(found)]
    for number, (draft, position) in enumerate(found):
        former = [
            records[other].id or "" for other, (earlier, before) in enumerate(found)
            if earlier.is_former and not draft.is_former and before.holder == position.holder
            and earlier.predication.verb.sent == draft.predication.verb.sent
        ]  # fmt: skip
        if former:
            records[number] = records[number].model_copy(update={"revises": tuple(former)})
    return records


def _attitudes(predication: Predication, reading: Reading, before: Draft | None) -> Iterator[Draft]:
    """Positions by the attitude frames; `before` is the one read last, which "it" may take up."""
    found = _equated(predication, reading)
    if found is None and (plain := find_frame("frames", predication)) is not None:
        found = plain, predication
    if found is None:
        return
    frame, source = found
    if not _holds(predication) or (source is predication and not _is_complete(source, frame)):
        return
    own = source is predication
    holders = _holders(frame.fill(source, "holder"), reading, predication)
    fillers = issue_tokens(source, frame, reading) if own else (predication.head,)
    for token in fillers:
        named = tuple(part for holder in holders for part in holder.split("; "))
        issue, target = _issue(token, frame, predication, named, reading)
        if token.lower_ in ("it", "this", "them") and _is_near(before, predication):
            issue = Issue(before.issue) if before is not None else None
        if issue is None or issue.wording.lower() in word_set("issues", "vague"):
            continue
        for holder in holders:
            if holder != target:
                negated = own and source.mood.negated
                stance = (
                    frame.get("negated")
                    if negated and frame.get("negated")
                    else _stance(frame.get("stance"), issue.sign, negated)
                )
                yield Draft(holder, stance, issue.wording, predication, frame.get("confidence", 0.5), target)


def _is_near(before: Draft | None, predication: Predication) -> bool:
    """Whether a position stands in the same sentence."""
    if before is None or before.predication.block is not predication.block:
        return False
    return bool(predication.verb.sent == before.predication.verb.sent)


def _equated(predication: Predication, reading: Reading) -> tuple[Frame, Predication] | None:
    """ "Their goal is to end the war": the frame of the noun that the clause is equated with."""
    if not grammar.children(predication.verb, "cop"):
        return None
    for token in predication.verb.children:
        if token.dep_ in ("nsubj", "nsubj:outer") and (noun := reading.at(token, predication)) is not None:
            frame = find_frame("frames", noun)
            if frame is not None and noun.get("agent"):
                return frame, noun
    return None


def _is_complete(predication: Predication, frame: Frame) -> bool:
    """Whether holder and issue are there; adjectives count only as predicates."""
    return bool(frame.fill(predication, "holder")) and bool(frame.fill(predication, "issue"))


def _holds(predication: Predication) -> bool:
    """Whether the attitude itself is said to be held, not wished for, denied as possible or asked about."""
    mood = predication.mood
    if mood.question or mood.has("should", "must", "ought", "shall") or in_condition(predication):
        return False
    if mood.has("can", "could") and not mood.negated:
        return False
    where = embedding(predication)
    if where in ("planned", "attempted") and predication.parent is not None:
        return find_frame("frames", predication.parent) is None
    return where not in ("desired", "possible", "prevented")


def _holders(tokens: Sequence[Token], reading: Reading, near: Predication) -> tuple[str, ...]:
    """Holder strings: each actor by itself, but those who speak together as "A; B"."""
    found: list[str] = []
    for token in tokens:
        names = reading.voices.who(token, near)
        found.extend(["; ".join(names)] if is_first_person(token) and names else names)
    return tuple(dict.fromkeys(found))


def issue_tokens(predication: Predication, frame: Frame, reading: Reading) -> tuple[Token, ...]:
    """What the attitude is about: the first slot that holds a clause or no actor, else the actor."""
    actors: tuple[Token, ...] = ()
    if frame.name == "demand" and (asked := _asked(predication, frame, reading)):
        return asked
    place = [t for t in predication.get("theme") if reading.issues.in_place(t, predication) is not None]
    if place:
        return (place[0],)
    for role in (*frame.roles("issue"), "purpose"):
        fillers = tuple(t for t in predication.get(role) if _may_be_issue(t, frame, reading, predication))
        if role == "purpose" and (frame.name != "demand" or not (actors or predication.get("on", "to", "theme"))):
            continue
        if fillers and (reading.at(fillers[0], predication) is not None or not reading.names(fillers, predication)):
            return fillers[:1] if role in ("content", "purpose") else fillers[:2]
        actors = actors or fillers
    if (
        not actors
        and predication.link == "adverbial"
        and grammar.preposition(predication.verb) == "as"
        and predication.parent
    ):
        return (
            predication.parent.get("agent")[:1]
            if reading.at(grammar.first(predication.parent.get("agent")) or predication.head, predication)
            else ()
        )
    return actors


def _asked(predication: Predication, frame: Frame, reading: Reading) -> tuple[Token, ...]:
    """What somebody is called on to do, where the demand names who is to do it."""
    addressed = frame.fill(predication, "target") or predication.get(*frame.roles("issue"))
    clause = [t for t in predication.get("content", "purpose") if not grammar.is_finite(t)]
    direct = frame.preposition in ("on", "upon", "to") or reading.names(addressed, predication)
    return tuple(clause[:1]) if clause and addressed and direct else ()


def _may_be_issue(token: Token, frame: Frame, reading: Reading, near: Predication) -> bool:
    """Whether a filler can be what the attitude is about: a demand's clause isn't a plain statement."""
    if (
        token.tag_.startswith("RB")
        or token.lower_ in ("part", "sake", "example", "instance", "reason")
        or reading.is_date(token, near.block)
    ):
        return False
    clause = reading.at(token, near)
    if frame.name != "demand" or clause is None or clause.kind == "noun" or not grammar.is_finite(clause.verb):
        return True
    return clause.mood.has("should", "must", "shall", "would", "will") and not clause.mood.has("may", "might", "can")


def _issue(
    token: Token, frame: Frame, predication: Predication, holders: tuple[str, ...], reading: Reading
) -> tuple[Issue | None, str | None]:
    """The issue that a filler speaks of, and the actor that the attitude is directed at."""
    names = reading.names([token], predication)
    clause = reading.at(token, predication)
    aimed = reading.names(frame.fill(predication, "target"), predication) if frame.get("target") else ()
    target = next((name for name in (*names, *aimed) if name not in holders), None)
    place = reading.issues.in_place(token, predication)
    if place is not None:
        return place, target
    if names and (clause is None or clause.kind == "noun") and not _is_about(token):
        if frame.name not in ("support", "oppose") or target is None:
            return None, None
        return Issue(f"Support for {' and '.join(names)}"), target
    return reading.issues.of(token, predication.block.start, holders), target


def _is_about(noun: Token) -> bool:
    """Whether a noun phrase is about more than the actor in it ("Russia's intervention")."""
    return any(child.dep_ in ("nmod", "acl", "nmod:poss") for child in noun.children) and noun.tag_ in ("NN", "NNS")


def _stance(base: Stance, sign: int, negated: bool) -> Stance:
    turned = (sign < 0) != negated
    if not turned or base not in ("support", "oppose"):
        return base
    return "oppose" if base == "support" else "support"


def _beliefs(predication: Predication, reading: Reading) -> Iterator[Draft]:
    """Positions by what somebody is said to say, believe, deny or doubt."""
    frame = find_frame("speech", predication)
    if frame is None or not _holds(predication):
        return
    attitude = frame.get("attitude")
    holders = _holders(frame.fill(predication, "source"), reading, predication)
    thesis = _thesis_of_content(predication, frame, attitude, reading) if holders else None
    if thesis is None:
        return
    for holder in holders:
        yield Draft(
            holder,
            thesis.stance,
            thesis.issue,
            predication,
            min(_BY_BELIEF[attitude], thesis.confidence),
            thesis.target,
        )


def _thesis_of_content(predication: Predication, frame: Frame, attitude: str, reading: Reading) -> Thesis | None:
    if attitude == "regard":
        return _regarded(predication, reading)
    content = next((c for t in predication.get("content") if (c := reading.at(t, predication)) is not None), None)
    negated = predication.mood.negated
    if attitude == "know" or (attitude == "say" and negated and predication.mood.has("can", "could")):
        return _unknown(predication, reading) if negated else None
    if content is None:
        return None
    if find_frame("speech", content) is not None and content.get("content") and content.kind == "verb":
        return None
    if content.verb.tag_ == "VB" and not content.mood.modals and grammar.preposition(content.verb) == "to":
        return None  # "agreed to leave", "claims to know": a deed or a claim about oneself
    if attitude == "fear":
        return _feared(content, predication, reading)
    others = find_frame("frames", content) is not None and reading.names(content.get("agent"), content)
    thesis = read_thesis(content, reading, evaluative=attitude == "say" or bool(others))
    if thesis is None:
        return None
    if attitude == "uncertain" or in_condition(content):
        unsure = attitude in ("uncertain", "doubt") or negated
        return Thesis("uncertain", thesis.issue, thesis.confidence, thesis.target) if unsure else None
    return thesis.turned() if (attitude in ("deny", "doubt")) != negated else thesis


def _feared(content: Predication, predication: Predication, reading: Reading) -> Thesis | None:
    """What somebody fears or warns of is opposed, unless it is a threat of their own."""
    holders = set(reading.names(predication.get("agent"), predication))
    if holders & set(reading.names(content.get("agent"), content)) or predication.mood.negated:
        return None
    if content.mood.has("should", "must"):
        return read_thesis(content, reading, evaluative=True)
    issue = reading.issues.of_clause(content)
    return Thesis("oppose" if issue.sign > 0 else "support", issue.wording, 0.55) if issue is not None else None


def _regarded(predication: Predication, reading: Reading) -> Thesis | None:
    """ "sees X as a threat", "calls X illegal"."""
    things, labels = predication.get("theme"), predication.get("as", "content")
    if not things or not labels or things[0] == labels[0]:
        return None
    subject = reading.issues.of_phrase(things[0], predication.block.start, without=labels[0])
    label = reading.issues.of_phrase(labels[0], predication.block.start)
    if subject is None or label is None or not subject.wording or not label.wording:
        return None
    names = reading.names(things[:1], predication)
    value = judge(labels[0])
    if value and not names:
        return Thesis(
            "support" if value * subject.sign * (-1 if predication.mood.negated else 1) > 0 else "oppose",
            subject.wording,
            0.6,
        )
    wording = f"{subject.wording} as {label.wording}"
    return Thesis("oppose" if predication.mood.negated else "support", wording, 0.6, names[0] if names else None)


def _unknown(predication: Predication, reading: Reading) -> Thesis | None:
    """ "We don't know whether", "I cannot say what": what it is about stays open."""
    tokens = predication.get("content", "theme")
    issue = reading.issues.of(tokens[0], predication.block.start) if tokens else None
    return Thesis("uncertain", issue.wording, 0.6) if issue is not None else None


def _theses(predication: Predication, reading: Reading) -> Iterator[Draft]:
    """What the one who speaks maintains in their own voice."""
    if not _is_asserted(predication, reading):
        return
    thesis = read_thesis(predication, reading, evaluative=True)
    chain = reading.voices.chain(predication)
    if thesis is None or not chain:
        return
    yield Draft(
        "; ".join(chain[-1].sources), thesis.stance, thesis.issue, predication, thesis.confidence, thesis.target
    )


def _is_asserted(predication: Predication, reading: Reading) -> bool:
    """Whether a clause stands for itself: not the content of a belief, not a condition, not a question."""
    if predication.mood.question or not (grammar.is_finite(predication.verb) or predication.block.heading):
        return False
    if grammar.preposition(grammar.first_conjunct(predication.verb)) in ("if", "unless", "whether", "until", "than"):
        return False
    subordinate = predication.link in ("relative", "adverbial") or grammar.antecedent(predication.verb) is not None
    if subordinate and not predication.mood.has("should", "must", "ought"):
        return False
    if predication.parent is None or predication.link in ("parataxis", "other", "relative", "adverbial"):
        return True
    quote = reading.voices.chain(predication)
    return predication.link == "content" and bool(quote) and quote[-1].manner == "direct_quote"


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without those that say the same of the same words: the surest is kept."""
    best: dict[tuple[object, ...], Draft] = {}
    for draft in drafts:
        key = (
            draft.holder,
            draft.issue.casefold(),
            draft.stance,
            draft.predication.block.start,
            draft.predication.verb.sent.start,
        )
        if key not in best or draft.confidence > best[key].confidence:
            best[key] = draft
    return list(best.values())


def _record(draft: Draft, reading: Reading) -> Position:
    common = reading.common(draft.predication, draft.quote)
    outside = [level for level in common["attribution"] if "; ".join(level.sources) != draft.holder]
    conditions = reading.conditions(draft.predication)
    return Position(
        **common, **reading.date(draft.predication), holder=draft.holder, stance=draft.stance,
        issue=capitalised(draft.issue),
        statement=" ".join(common["quote"].split()), target=draft.target, confidence=draft.confidence,
        on_behalf_of=_state_of(draft.holder, reading),
        attributed_by="; ".join(outside[-1].sources) if outside else None,
        condition=conditions[0].text if conditions else None, conditions=conditions,
    )  # fmt: skip


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
