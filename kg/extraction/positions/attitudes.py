"""Attitudes: positions by the frames of wanting, supporting, demanding and rejecting.

In: a predication of a reading, with the drafts that the text gave so far. Out: drafts of positions: one holder, a
stance, an issue, whom it is directed at. An attitude that is itself only wished for, asked about or conditional is
none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.frames import Frame, find_frame, find_frames
from kg.extraction.issues.issues import Issue
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.drafts import PRONOUNS, last_near, last_text, taken_up, turned
from kg.extraction.positions.drafts import Draft as Draft
from kg.extraction.positions.holders import is_body, read_holders
from kg.extraction.positions.prospects import is_vague
from kg.extraction.positions.revisions import read_revisions
from kg.extraction.positions.slots import issue_at
from kg.extraction.positions.slots import issue_tokens as issue_tokens
from kg.extraction.positions.suppositions import has_ended, is_beyond, is_held
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.voices.quotations import is_first_person
from kg.records import STANCES, Stance


def read_attitudes(predication: Predication, reading: Reading, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Positions by the attitude frames; `drafts` are those read before, which "it" and "agreed" may take up."""
    found = _equated(predication, reading) or _plain(predication, reading)
    if found is None or not is_held(predication) or _is_left_unasked(*found):
        return
    frame, source = found
    holders = read_holders(frame.fill(source, "holder"), reading, predication)
    if frame.get("body"):
        holders = tuple(name for name in holders if is_body(name))
    if frame.name in ("revise", "echo"):
        yield from read_revisions(predication, frame, holders, drafts, reading)
    else:
        yield from _held(predication, frame, source, holders, drafts, reading)


def _is_left_unasked(frame: Frame, source: Predication) -> bool:
    """Whether somebody didn't ask for a thing, which is not to be against it, or is said not to need it."""
    others = source.lemma == "need" and not any(is_first_person(t) for t in source.get("agent"))
    if others and source.kind == "verb":
        return True  # what others need is the view of whoever says so
    return source.mood.negated and frame.name == "demand" and not source.mood.modals


def _plain(predication: Predication, reading: Reading) -> tuple[Frame, Predication] | None:
    """The first frame of a predicate whose holder and issue are there."""
    left_out: tuple[Frame, Predication] | None = None
    frames = find_frames("frames", predication)
    for frame in [f for f in frames if f.name == "revise" and _is_of_stance(predication)] or frames:
        if _says_elsewhere(frame, predication, reading):
            continue
        if frame.name == "undertake" and not _is_undertaken(predication, reading):
            continue
        wordless = frame.name in ("revise", "echo") or frame.get("elliptic")
        if predication.lemma == "interest" and predication.head.tag_ == "NNS":
            continue  # what somebody has at stake
        if (frame.name == "echo" and _is_told_there(predication)) or _is_only_done(frame, predication):
            continue
        with_whom = frame.fill(predication, "issue") if frame.name in ("concur", "dissent") else ()
        if with_whom and (reading.names(with_whom, predication) or predication.get("content")):
            continue  # with somebody: what they said is taken up
        if frame.name == "concur" and frame.preposition != "with" and _is_reached(predication):
            continue
        if not frame.fill(predication, "holder") or _is_from_country(frame, predication, reading):
            continue
        if frame.get("elliptic") and not frame.fill(predication, "issue"):
            left_out = left_out or (frame, predication)  # unless another frame finds it: "vote against the plan"
        elif wordless or frame.fill(predication, "issue") or "self" in frame.roles("issue"):
            return frame, predication
    return left_out


def _is_of_stance(predication: Predication) -> bool:
    """Whether it is done to a stance that is somebody's: "renounced its backing for the plan"."""
    stances = [t for t in predication.get("theme") if t.lemma_.lower() in word_set("modality", "stances")]
    return any(grammar.children(t, "nmod:poss") for t in stances)


def _is_from_country(frame: Frame, predication: Predication, reading: Reading) -> bool:
    """Whether somebody leaves or keeps out of a country, which is no view of it: "pulled out of Mali"."""
    moving = (
        predication.kind == "verb" and frame.preposition == "of" and predication.head.i + 2 < len(predication.head.doc)
    )
    return (
        moving and predication.head.nbor().lower_ == "out" and bool(reading.names(predication.get("of"), predication))
    )


def _is_undertaken(predication: Predication, reading: Reading) -> bool:
    """Whether somebody takes something upon them: "agreed to leave", unlike "agreed that it is late".

    What "the two countries" agreed or decided is an agreement, which is told as an event.
    """
    content = predication.get("content", "purpose")
    if not content or grammar.is_finite(content[0]) or not any(c.tag_ == "TO" for c in content[0].children):
        return False
    each = [t for t in predication.get("agent") if len(reading.names([t], predication)) < 2]
    return bool(each) or predication.lemma not in ("agree", "decide")


def _says_elsewhere(frame: Frame, predication: Predication, reading: Reading) -> bool:
    """Whether the object of a verb says the attitude itself, or the verb tells of no attitude with such an object.

    "Reaffirmed its support for the plan"; "blocked the road"; "commands the force", "ordered the troops out".
    """
    objects = predication.get("theme") if predication.kind == "verb" else ()
    if predication.lemma in word_set("frames", "restating"):
        inner = [p for t in objects if (p := reading.at(t, predication)) is not None and p.kind == "noun"]
        told = ((other, p) for p in inner for other in find_frames("frames", p))
        return any(other.fill(p, "issue") and other.fill(p, "holder") for other, p in told)  # "underlined the need for"
    if predication.lemma in word_set("frames", "obstructing"):
        return bool(objects) and all(t.lemma_.lower() in word_set("frames", "ways") for t in objects)
    commands = frame.name == "demand" and predication.lemma in word_set("frames", "commanding")
    return commands and bool(objects) and not predication.get("content", "purpose")


def _is_only_done(frame: Frame, predication: Predication) -> bool:
    """Whether a deed is told rather than a view of it.

    "Chad was right to leave" tells what Chad did; "adopting resolution 9, the Council called for" and "are leaving,
    accusing it of" tell how or why something else was done.
    """
    if frame.name == "verdict":
        return predication.mood.tense == "past"
    if predication.lemma == "exclude" and predication.mood.has("can", "could", "must", "may"):
        return True  # "may not exclude their ships": what is allowed
    if predication.lemma in ("recognise", "recognize") and any(map(grammar.is_finite, predication.get("content"))):
        return True
    aside = predication.verb.tag_ == "VBG" and predication.link == "adverbial"
    return aside and (frame.name == "accuse" or predication.lemma in word_set("frames", "voting"))


def _is_told_there(predication: Predication) -> bool:
    """Whether what is agreed or shared stands in the clause itself, or is nobody's view: "as agreed", "I agree"."""
    told = any(grammar.children(t, "acl", "acl:relcl", "ccomp", "nmod") for t in predication.get("theme"))
    if told or predication.get("content", "to", "on", "about", "over"):
        return True
    single = any(t.lower_ == "i" for t in predication.get("agent"))  # one of many things that were said
    return single or grammar.preposition(predication.verb) == "as"


def _is_reached(predication: Predication) -> bool:
    """Whether an agreement came about, which is an event: "they agreed on a truce", unlike "agree on the need"."""
    return predication.mood.tense == "past" or predication.mood.perfect


def _held(
    predication: Predication, frame: Frame, source: Predication, holders: tuple[str, ...],
    drafts: Sequence[Draft], reading: Reading,
) -> Iterator[Draft]:  # fmt: skip
    own = source is predication
    named = tuple(part for holder in holders for part in holder.split("; "))
    for issue, target in _issues(predication, frame, source, named, drafts, reading):
        if is_vague(issue.wording):
            continue
        for holder in holders:
            if holder != target:
                stance = _stance(frame, source, issue, own and (source.mood.negated or is_beyond(source)))
                yield Draft(
                    holder, stance, issue.wording, predication, _rule(frame), target, frame=frame,
                    after=_taken_from(issue, predication, drafts),
                )  # fmt: skip


def _rule(frame: Frame) -> str:
    return f"positions.attitudes/{frame.name}"


def _taken_from(issue: Issue, predication: Predication, drafts: Sequence[Draft]) -> Predication | None:
    """The predication whose issue is taken up, where it is no other than that of the position told last."""
    before = last_near(drafts, predication)
    return before.predication if before is not None and before.issue == issue.wording else None


def _stance(frame: Frame, source: Predication, issue: Issue, negated: bool) -> Stance:
    if negated and frame.get("negated"):
        return frame.choice("negated", STANCES)
    stance = frame.choice("stance", STANCES)
    if stance == "oppose" and has_ended(source):
        return "mixed"  # who opposes a thing no more is not for it yet; who supports it no more is against it
    return turned(stance, issue.sign, negated and "self" not in frame.roles("issue"))


def _issues(
    predication: Predication, frame: Frame, source: Predication, named: tuple[str, ...],
    drafts: Sequence[Draft], reading: Reading,
) -> Iterator[tuple[Issue, str | None]]:  # fmt: skip
    """What the attitude is about, with the actor that it is directed at."""
    fillers = issue_tokens(source, frame, reading) if source is predication else (predication.head,)
    fillers = tuple(t for t in fillers if not _is_discretion(t, predication, named, reading))
    for token in fillers:
        issue: Issue | None
        target: str | None
        before = last_near(drafts, predication) if frame.name in ("concur", "dissent") else None
        if token.lower_ in PRONOUNS and token.tag_ != "WDT" and before is not None:
            issue, target = Issue(before.issue, -1 if before.stance == "oppose" else 1), None
        elif token.lower_ in PRONOUNS and token.tag_ != "WDT":
            issue, target = taken_up(token, predication, drafts, reading), None
        elif _is_so(token) and (told := last_near(drafts, predication)) is not None:
            issue, target = Issue(told.issue, -1 if told.stance == "oppose" else 1), None
        else:
            issue, target = issue_at(token, frame, predication, named, reading)
        if issue is not None:
            few = frame.name == "oppose" and _are_too_few(token, predication, reading)
            yield (issue.flipped() if few else issue), target
    if fillers or not frame.get("elliptic") or predication.mood.progressive:
        return
    before = last_near(drafts, predication)
    if frame.get("wording"):
        yield Issue(frame.text("wording")), None
    elif _is_vote(predication) and (text := last_text(predication, reading)) is not None:
        yield text, None
    elif before is not None:
        # "Egypt wants it lifted. Kenya resisted": against what Egypt wants; a vote is on the thing itself.
        against = frame.get("stance") == "oppose" and predication.lemma not in ("say", "vote")
        yield Issue(before.issue, -1 if against and before.stance == "oppose" else 1), None
    elif (text := last_text(predication, reading)) is not None:
        yield text, None


def _are_too_few(token: Token, near: Predication, reading: Reading) -> bool:
    """Whether what is regretted is that no more did it: "regretted that only five States had ratified it"."""
    clause = reading.at(token, near)
    subject = clause.get("agent")[:1] if clause is not None and clause.kind == "verb" else ()
    return any(
        c.lower_ in ("only", "few") for t in subject for word in (t, *t.children) for c in (word, *word.children)
    )


def _is_vote(predication: Predication) -> bool:
    """Whether a vote is told, which is on a text: "abstained", "having voted in favour"."""
    in_favour = predication.lemma in ("favour", "favor") and predication.verb.lemma_ == "vote"
    return predication.lemma == "abstain" or in_favour


def _is_so(token: Token) -> bool:
    """Whether a clause is "to do so": what was spoken of before."""
    return token.lemma_ == "do" and any(c.lower_ in ("so", "it", "that") for c in token.children)


def _is_discretion(token: Token, near: Predication, holders: Sequence[str], reading: Reading) -> bool:
    """Whether people only ask not to be named, decline to comment, or want to be kept informed."""
    clause = reading.at(token, near)
    if clause is None or clause.kind != "verb":
        return False
    papers = {t.lemma_.lower() for t in clause.get("theme")} & word_set("frames", "papers")
    if clause.lemma == "report" or (papers and clause.lemma in word_set("frames", "handing_in")):
        return bool(clause.get("theme", "agent", "to", "on")) and any(is_body(name) for name in holders)
    if clause.lemma not in word_set("frames", "discretion"):
        return False
    return set(reading.names(clause.get("theme"), clause)) <= set(holders)


def _equated(predication: Predication, reading: Reading) -> tuple[Frame, Predication] | None:
    """ "Their goal is to end the war": the frame of the noun that the clause is equated with."""
    if not grammar.children(predication.verb, "cop"):
        return None
    for token in predication.verb.children:
        if token.dep_ in ("nsubj", "nsubj:outer") and (noun := reading.at(token, predication)) is not None:
            frame = find_frame("frames", noun)
            aim = predication.kind == "verb" or noun.lemma in word_set("modality", "aims")
            if frame is not None and noun.get("agent") and aim:
                return frame, noun
    return None
