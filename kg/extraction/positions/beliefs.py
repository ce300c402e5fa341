"""Beliefs: positions by what somebody is said to say, believe, fear, regard, deny, doubt or not to know.

In: a predication of a reading. Out: drafts of positions: what is believed is supported, what is feared or denied is
opposed. Plain reports of facts give none.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction import grammar
from kg.extraction.contexts import in_condition
from kg.extraction.frames import Frame, find_frame, find_frames
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.answers import answer_sign, claims_before, is_unsure
from kg.extraction.positions.claims import is_claim, is_forecast, is_granted, is_intention, is_view
from kg.extraction.positions.drafts import Draft, turned
from kg.extraction.positions.holders import is_somebodys, read_holders
from kg.extraction.positions.leanings import is_left_unsaid
from kg.extraction.positions.prospects import is_vague
from kg.extraction.positions.rejected import is_rejected_prospect
from kg.extraction.positions.suppositions import is_held
from kg.extraction.positions.theses import Thesis, judge, read_thesis
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.voices.quotations import is_first_person
from kg.records import Stance


def read_beliefs(predication: Predication, reading: Reading) -> Iterator[Draft]:
    """Positions by what somebody is said to say, believe, deny or doubt, and by what is quoted word for word."""
    frame = _frame(predication)
    if sign := answer_sign(predication):
        yield from _answered(predication, turned("support", sign), reading)
        return
    if is_unsure(predication):
        yield from _answered(predication, "uncertain", reading)
        return
    if frame is None:
        yield from _equated(predication, reading) or _quoted(predication, reading)
        return
    if not is_held(predication) or _is_yet_unsaid(predication):
        return
    attitude = frame.text("attitude")
    holders = read_holders(frame.fill(predication, "source"), reading, predication)
    told = list(_told(predication, frame, attitude, holders, reading)) if holders else []
    for stated, thesis in told:
        if thesis.rule == "plan" and is_vague(thesis.issue):
            continue
        rule = f"positions.beliefs/{attitude}"
        for holder in _meaning(stated, thesis, holders, reading):
            yield Draft(holder, thesis.stance, thesis.issue, stated, rule, thesis.target, frame=frame, via=thesis.name)


def _frame(predication: Predication) -> Frame | None:
    """The frame of a report; what governs no clause may call a thing something: "declared the treaty void"."""
    frames = find_frames("speech", predication)
    content = predication.get("content")
    judged = bool(content) and content[0].tag_ == "VBN" and judge(content[0]) is not None  # "unwarranted" is no verb
    if len(frames) < 2 or (content and not judged):
        return next(iter(frames), None)
    return next((frame for frame in frames if frame.get("attitude") == "regard"), frames[0])


def _is_yet_unsaid(predication: Predication) -> bool:
    """Whether words are put into somebody's mouth: "critics will say that", "it would be argued that"."""
    others = not any(is_first_person(t) for t in predication.get("agent"))
    return predication.kind == "verb" and others and predication.mood.has("will", "would")


def _meaning(stated: Predication, thesis: Thesis, holders: tuple[str, ...], reading: Reading) -> tuple[str, ...]:
    """Whose will is told: "the minister said that his country would never leave" is his country's."""
    told = [stated] if stated.mood.has("will", "would", "shall") else reading.voices.told(stated)
    if not told or thesis.rule not in ("plan", "intention", "proposition"):
        return holders
    inside = told[0]
    willed = inside.mood.has("will", "would", "shall") and not inside.mood.perfect
    agents = [t for t in inside.get("agent") if not is_first_person(t)]
    meant = tuple(name for token in agents for name in reading.names([token], inside))
    states = {reading.voices.state_of(holder) for holder in holders}
    return meant if willed and meant and set(meant) <= states else holders


def _told(
    predication: Predication, frame: Frame, attitude: str, holders: tuple[str, ...], reading: Reading
) -> Iterator[tuple[Predication, Thesis]]:
    """The theses that a report of speech or belief attributes, each with the predication that states it."""
    negated = predication.mood.negated
    if attitude == "regard":
        thesis = _regarded(predication, frame, reading)
    elif attitude == "know" or (attitude == "say" and negated and _is_unable(predication)):
        thesis = _unknown(predication, reading) if negated else None
    else:
        yield from _contents(predication, attitude, holders, reading)
        thesis = _so_called(predication, reading) if attitude == "deny" and not negated else None
    if thesis is not None:
        yield predication, thesis


def _is_unable(predication: Predication) -> bool:
    """Whether somebody cannot do something; parses lose "ca" in "can't"."""
    before = predication.verb.doc[max(predication.verb.i - 2, 0) : predication.verb.i]
    return predication.mood.has("can", "could") or any(token.lower_ in ("ca", "can", "could") for token in before)


def _contents(
    predication: Predication, attitude: str, holders: tuple[str, ...], reading: Reading
) -> Iterator[tuple[Predication, Thesis]]:
    """The theses of all clauses that a report governs; the first is quoted with the report."""
    for number, content in enumerate(reading.voices.told(predication)):
        if is_left_unsaid(predication, content.verb):
            continue
        thesis = _thesis_of_content(content, predication, attitude, holders, reading)
        if thesis is not None:
            yield (content if number else predication), thesis


def _thesis_of_content(
    content: Predication, predication: Predication, attitude: str, holders: tuple[str, ...], reading: Reading
) -> Thesis | None:
    negated = predication.mood.negated
    if find_frame("speech", content) is not None and content.get("content") and content.kind == "verb":
        return None
    if content.verb.tag_ == "VB" and not content.mood.modals and grammar.preposition(content.verb) == "to":
        return None  # "agreed to leave", "claims to know": a deed or a claim about oneself
    if content.lemma in word_set("modality", "copular_verbs") | {"stand"} and content.kind == "verb":
        adjective = reading.at(content.get("content")[0], content) if content.get("content") else None
        if adjective is not None and adjective.kind == "adjective" and find_frame("frames", adjective) is not None:
            return None  # "stood ready to pay": an attitude, which is read by itself
    judged = content.kind == "adjective" and judge(content.head)
    if predication.lemma in ("find", "hear") and not grammar.is_finite(content.verb) and not judged:
        return None  # "finds it draining"
    if attitude == "fear":
        return _feared(content, predication, reading)
    others = find_frame("frames", content) is not None and is_somebodys(content, reading)
    if attitude == "say" and not others:
        thesis = _said(content, predication, holders, reading)
    else:
        thesis = read_thesis(content, reading, evaluative=others or is_granted(content, predication))
    if thesis is None or (negated and _is_about_reason(content)):
        return None
    if thesis.rule in ("proposition", "intention") and is_rejected_prospect(content, predication, holders, reading):
        return None
    unsettled = attitude == "uncertain" or (negated and predication.lemma in ("sure", "certain"))
    if unsettled or in_condition(content):
        unsure = unsettled or attitude == "doubt" or negated
        return Thesis("uncertain", thesis.issue, thesis.rule, thesis.target) if unsure else None
    return thesis.turned() if (attitude in ("deny", "doubt")) != negated else thesis


def _is_about_reason(content: Predication) -> bool:
    """ "I do not believe that it goes on because nobody cares": it is the reason that is not believed."""
    clauses = grammar.children(content.verb, "advcl")
    return any(grammar.preposition(c) == "because" and c.i > content.verb.i for c in clauses)


def _said(content: Predication, speech: Predication, holders: tuple[str, ...], reading: Reading) -> Thesis | None:
    """What a plain "said" maintains: a judgement, a demand, a plan of the speaker's own, or another claim."""
    names = {name for holder in holders for name in holder.split("; ")}
    if is_intention(content, names, reading):
        issue = reading.issues.of_clause(content, tuple(names))
        return Thesis("support" if issue.sign > 0 else "oppose", issue.wording, "plan") if issue is not None else None
    if speech.lemma in word_set("speech", "giving_notice") and is_forecast(content):
        return None  # "announced that a meeting would be held": news, no view
    return read_thesis(content, reading, evaluative=not is_claim(content, speech, reading))


def _answered(predication: Predication, answer: Stance, reading: Reading) -> Iterator[Draft]:
    """What a short answer says of the claim before it."""
    chain = reading.voices.chain(predication)
    speaker = "; ".join(chain[-1].sources) if chain else ""
    for before in claims_before(predication, reading):
        claim = next((d for d in read_beliefs(before, reading) if not answer_sign(before)), None)
        if claim is not None and claim.holder != speaker and speaker:
            stance = answer if answer == "uncertain" else turned(claim.stance, 1 if answer == "support" else -1)
            rule = "positions.beliefs/answered"
            after = claim.predication
            yield Draft(speaker, stance, claim.issue, predication, rule, claim.target, after=after)
            return


def _equated(predication: Predication, reading: Reading) -> list[Draft]:
    """ "Mali's position is that the levy is legal": what somebody's view is said to be."""
    marks = [c for c in grammar.children(predication.verb, "mark") if c.lower_ == "that"]
    subjects = [c for c in grammar.children(predication.verb, "nsubj", "nsubj:outer") if marks and c.i < marks[0].i]
    if not subjects:
        return []
    view = reading.at(subjects[0], predication)
    if view is None or view.lemma not in word_set("speech", "own_views") or predication.mood.question:
        return []
    holders = read_holders(view.get("agent"), reading, view)
    thesis = read_thesis(predication, reading, evaluative=False) if holders else None
    thesis = thesis.turned() if thesis is not None and view.lemma in ("fear", "worry", "complaint") else thesis
    rule = "positions.beliefs/believe"
    return [
        Draft(holder, thesis.stance, thesis.issue, predication, rule, thesis.target, via=thesis.name)
        for holder in holders if thesis is not None
    ]  # fmt: skip


def _quoted(predication: Predication, reading: Reading) -> Iterator[Draft]:
    """What the main clause of a quoted sentence maintains, for its speaker."""
    if predication.head.dep_ not in ("ROOT", "parataxis", "ccomp") and predication.verb.dep_ != "ROOT":
        return
    if _is_judged(predication):
        return
    chain = reading.voices.chain(predication)
    quoted = bool(chain) and chain[-1].manner == "direct_quote"
    if quoted and not reading.voices.is_direct(predication):
        quoted = is_forecast(predication)  # much of an interview tells what happened
    if not quoted or predication.mood.question or in_condition(predication):
        return
    if not is_view(predication) and not _is_plaint(predication):
        return
    thesis = read_thesis(predication, reading, evaluative=True) or read_thesis(predication, reading, evaluative=False)
    if thesis is not None:
        speaker, rule = "; ".join(chain[-1].sources), "positions.beliefs/quoted"
        yield Draft(speaker, thesis.stance, thesis.issue, predication, rule, thesis.target, via=thesis.name)


def _is_plaint(predication: Predication) -> bool:
    """Whether quoted words tell what has been done: "They have broken their word", "We have been left alone"."""
    mood = predication.mood
    return predication.kind == "verb" and mood.perfect and mood.tense == "present" and not mood.modals


def _is_judged(predication: Predication) -> bool:
    """Whether quoted words are what others say, or what somebody fears or doubts: read with the verb that says so."""
    above = predication.parent if predication.link == "content" else None
    frame = find_frame("speech", above) if above is not None else None
    if frame is None or above is None:
        return False
    others = [t for t in frame.fill(above, "source") if not is_first_person(t)]
    return bool(others) or frame.get("attitude") in ("fear", "deny", "doubt", "uncertain")


def _feared(content: Predication, predication: Predication, reading: Reading) -> Thesis | None:
    """What somebody fears or warns of is opposed, unless it is a threat of their own."""
    holders = set(reading.names(predication.get("agent"), predication))
    if holders & set(reading.names(content.get("agent"), content)) or predication.mood.negated:
        return None
    if grammar.preposition(content.verb) in ("unless", "if", "until"):
        return None  # on what the danger hangs
    if content.mood.negated and predication.lemma in ("warn", "caution"):
        return read_thesis(content, reading, evaluative=False)
    if content.mood.has("should", "must"):
        return read_thesis(content, reading, evaluative=True)
    issue = reading.issues.of_clause(content)
    return Thesis("oppose" if issue.sign > 0 else "support", issue.wording, "feared") if issue is not None else None


def _regarded(predication: Predication, frame: Frame, reading: Reading) -> Thesis | None:
    """ "sees X as a threat", "calls X illegal", "dismissed X as biased"."""
    things, labels = predication.get("theme"), predication.get("as", "content")
    if things and not labels and things[0].tag_ == "NNS":
        labels, things = things, tuple(c for c in things[0].children if c.tag_ == "NNS" and c.dep_ == "compound")
    if not things and labels and judge(labels[0]) and len(labels) == 1:  # "called the raid barbaric", likewise
        things = tuple(c for c in grammar.children(labels[0], "compound") if c.tag_.startswith("NN"))
    if things and not labels and judge(things[0]):  # "declared the treaty null and void": one noun to the parse
        labels, things = things, tuple(grammar.children(things[0], "compound"))
    if not things or not labels or things[0] == labels[0]:
        return None
    subject = reading.issues.of_phrase(things[0], predication.block.start, without=labels[0])
    label = reading.issues.of_phrase(labels[0], predication.block.start)
    if subject is None or label is None or not subject.wording or not label.wording:
        return None
    names = reading.names(things[:1], predication)
    value = frame.number("value") or judge(labels[0]) or _blame(labels[0])
    if predication.mood.negated:
        value = -value if value else value
    if value and not names:
        return Thesis("support" if value * subject.sign > 0 else "oppose", subject.wording, "regarded")
    if not value and predication.lemma in word_set("speech", "describing"):
        return None  # "described the movement as a routine rotation": what it says of it is news
    wording = f"{subject.wording} as {label.wording}"
    return Thesis("oppose" if predication.mood.negated else "support", wording, "regarded", names[0] if names else None)


def _so_called(predication: Predication, reading: Reading) -> Thesis | None:
    """ "rejected what he called interference": what is so called is opposed."""
    things = predication.get("theme")
    if not things or things[0].tag_ != "WP":
        return None
    for node in (*grammar.children(things[0], "acl:relcl"), *things[0].ancestors):
        clause = reading.at(node, predication)
        if clause is not None and clause is not predication and find_frame("speech", clause) is not None:
            labels = [t for t in clause.get("content", "theme") if t != things[0]]
            issue = reading.issues.of(labels[-1], predication.block.start) if labels else None
            return Thesis("oppose", issue.wording, "so_called") if issue is not None else None
    return None


def _blame(label: Token) -> int:
    """-1 for names that nobody calls what they are for ("spies", "a betrayal")."""
    return -1 if label.lemma_.lower() in word_set("speech", "reproaches") else 0


def _unknown(predication: Predication, reading: Reading) -> Thesis | None:
    """ "We don't know whether", "I cannot say what": what it is about stays open."""
    tokens = predication.get("content", "theme")
    issue = reading.issues.of(tokens[0], predication.block.start) if tokens else None
    return Thesis("uncertain", issue.wording, "unknown") if issue is not None else None
