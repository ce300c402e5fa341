"""Agreement: pairs of actors whom one clause says to agree or to disagree, and on what.

In: a predication of a reading. Out: agree and disagree relations by the frames ("differ over", "consensus on"), by
attitudes that two actors are said in one breath to hold, and by nouns of disagreement that name its field
("ideological differences"). Comparisons are read in `comparisons`, answers to what somebody else said in `replies`.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from kg.extraction import grammar
from kg.extraction.contexts import embedding, in_condition
from kg.extraction.frames import Frame, find_frame, find_frames
from kg.extraction.issues.wording import capitalised
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.attitudes import issue_tokens
from kg.extraction.positions.theses import read_thesis
from kg.extraction.reading import Reading
from kg.extraction.relations import relational
from kg.extraction.relations.accords import is_missed, is_reached, is_signed
from kg.extraction.relations.writers import addressed, named_writer
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.traces import Traced, trace_clause
from kg.records import RELATION_TYPES, Relation, RelationType

TURNED: dict[str, RelationType] = {"agree": "disagree", "disagree": "agree"}
_MOST = 3
_EMPTY = ("hand", "part", "side", "way", "time")
_UNSURE = ("should", "must", "can", "could", "would")


def read_agreement(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """Read the agreements and disagreements that a clause states."""
    yield from _framed(predication, reading)
    yield from _shared_attitude(predication, reading)


def worded_issue(token: Token, predication: Predication, reading: Reading) -> str | None:
    """The wording of the issue that a phrase or clause speaks of; None where it is vague, a date or just an actor."""
    if (
        token.lower_ in _EMPTY
        or token.tag_.startswith(("RB", "PRP", "UH", "DT"))
        or _is_adverb(token)
        or reading.is_date(token, predication.block)
    ):
        return None
    if token.tag_ in ("WRB", "WP"):  # "disagree on how to deal with them"
        clause = grammar.first(grammar.children(token, "acl", "acl:relcl"))
        return worded_issue(clause, predication, reading) if clause is not None else None
    if reading.names([token], predication) and not grammar.children(token, "nmod", "acl", "nmod:poss"):
        return None
    issue = reading.issues.of(token, predication.block.start)
    if issue is None or issue.wording.lower() in word_set("issues", "vague"):
        return None
    return capitalised(issue.wording)


def _is_adverb(token: Token) -> bool:
    """Whether a word that was tagged as a noun is an adverb in -ly ("vowed solemnly that")."""
    return token.lower_.endswith("ly") and token.dep_ in ("obj", "obl") and not list(token.children)


def _framed(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    frame = next((f for f in find_frames("relations", predication) if f.get("type") in TURNED), None)
    if frame is None or predication.mood.question:
        return
    kind = _type(frame, predication)
    issue = _issue(frame, predication, reading)
    if kind is None or issue is None:
        return
    for a, b in _pairs(frame, predication, reading):
        fields = reading.common(predication)
        yield Traced(
            Relation(**fields, type=kind, a=a, b=b, issue=issue),
            trace_clause("relations.agreement/framed", predication, frame),
        )


def _type(frame: Frame, predication: Predication) -> RelationType | None:
    """The relation that is stated, None where it is only wished for or is an agreement reached, which is an event."""
    kind = frame.choice("type", RELATION_TYPES)
    mood = predication.mood
    if is_missed(predication):
        return "disagree"
    if predication.lemma == "agree" and is_reached(predication) and not predication.get("with"):
        return None
    if is_signed(predication) or _is_undone(predication):
        return None
    if embedding(predication) in ("desired", "possible", "prevented", "planned") or mood.has(*_UNSURE):
        return None
    return TURNED[kind] if mood.negated else kind


def _is_undone(predication: Predication) -> bool:
    """Whether an agreement is over: "ended its accord with Mali"."""
    above = predication.parent
    if above is None or predication.kind != "noun" or predication.head not in above.get("theme", "from"):
        return False
    lemma = above.lemma.replace(" ", "_")
    undone = lemma in word_set("issues", "flip_verbs") or lemma in word_set("relations", "undoing")
    return undone and not above.mood.negated


def _issue(frame: Frame, predication: Predication, reading: Reading) -> str | None:
    for role in frame.roles("issue"):
        for token in predication.get(role):
            if (wording := worded_issue(token, predication, reading)) is not None:
                return wording
            if (open_question := _whether(token, predication, reading)) is not None:
                return open_question
    for token in (c for p in predication.get("with", "from") for c in grammar.children(p, "acl", "ccomp", "acl:relcl")):
        if grammar.opening(token) == "that":  # "agreed with her colleague that", hung on the colleague
            return worded_issue(token, predication, reading) or _whether(token, predication, reading, "that")
    for token in grammar.children(predication.verb, "advcl"):
        opening = {word.lower_ for word in list(token.subtree)[:2]}
        if opening & {"how", "whether", "what"}:  # "disagree on how exactly to do it"
            return worded_issue(token, predication, reading)
    return _field(predication, reading) if predication.kind == "noun" else None


def _whether(token: Token, predication: Predication, reading: Reading, *words: str) -> str | None:
    """What a clause with "whether" or "how" leaves open, as far as its words tell: "whether it must be binding"."""
    clause = reading.at(token, predication)
    asks = grammar.opening(token) in (words or ("whether", "how", "if", "about"))
    return capitalised(reading.issues.describe(clause)) if asks and clause is not None else None


def _field(predication: Predication, reading: Reading) -> str | None:
    """The field that an adjective gives to a disagreement: "ideological differences", "a trade dispute"."""
    noun = predication.head
    plain = word_set("relations", "plain_modifiers")
    fields = [
        c for c in grammar.children(noun, "amod", "compound")
        if c.lower_ not in plain and not c.text[:1].isupper() and not reading.names([c], predication)
    ]  # fmt: skip
    return capitalised(" ".join([*(c.lower_ for c in fields), noun.lower_])) if fields else None


def _pairs(frame: Frame, predication: Predication, reading: Reading) -> list[tuple[str, str]]:
    """The pairs between whom it holds: each party with each partner, or those coordinated as parties."""
    role = next((r for r in frame.roles("parties") if predication.get(r)), "")
    parties = reading.names(predication.get(role), predication)
    partner_role = frame.preposition or next((r for r in frame.roles("partner") if predication.get(r)), "")
    given = told(predication.get(partner_role), predication, reading) if partner_role else ()
    partners = [name for name in given if name not in parties]
    if parties and partners:
        return list(product(parties[:_MOST], partners[:_MOST]))
    return list(combinations(parties[:_MOST], 2))


def told(tokens: tuple[Token, ...], predication: Predication, reading: Reading) -> tuple[str, ...]:
    """The actors of phrases; "you" in a comment or letter are the authors whom it answers."""
    if names := reading.names(tokens, predication):
        return names
    if names := tuple(n for t in tokens for n in _counterparts(t, predication, reading)):
        return names
    said = [
        t for t in tokens if relational.lemma_of(t) in word_set("relations", "claims") | word_set("relations", "acts")
    ]
    if names := tuple(n for t in said for n in relational.owners(t, reading, "of", "by", "from")):
        return names  # "distanced itself from the Swedish statement"
    writers = (named_writer(t, predication, reading) or addressed(t, predication, reading) for t in tokens)
    return tuple(name for found in writers for name in found)


def _counterparts(token: Token, predication: Predication, reading: Reading) -> tuple[str, ...]:
    """For whom a nameless counterpart speaks: "with her Russian counterpart"."""
    if relational.lemma_of(token) not in ("counterpart", "colleague", "side"):
        return ()
    whose = [c for c in grammar.children(token, "amod", "compound") if c.text[:1].isupper()]
    return reading.names(whose, predication)


def _shared_attitude(predication: Predication, reading: Reading) -> Iterator[Traced[Relation]]:
    """ "Both A and B want X": two actors who are said in one breath to hold the same attitude agree."""
    frame = find_frame("frames", predication)
    if frame is None or predication.kind == "noun" or not is_held(predication):
        return
    if any(f.get("type") == "disagree" for f in find_frames("relations", predication)):
        return  # "are divided over it"
    names = reading.names(predication.get("agent"), predication)
    content = issue_tokens(predication, frame, reading)
    if (predication.lemma == "agree" and is_reached(predication)) or _is_done(predication, frame, content):
        return
    if len(names) != 2 or not content or set(names) == set(reading.cast.voice_of(predication.block)):
        return
    if _is_own(content[0], names, predication, reading):
        return
    if {"each", "other", "another"} & {t.lower_ for t in predication.get("theme")}:
        return  # "accused each other of"
    issue = worded_issue(content[0], predication, reading)
    if issue is not None:
        fields = reading.common(predication)
        yield Traced(
            Relation(**fields, type="agree", a=names[0], b=names[1], issue=issue),
            trace_clause("relations.agreement/shared_attitude", predication, frame),
        )


def _is_done(predication: Predication, frame: Frame, content: tuple[Token, ...]) -> bool:
    """Whether two did something together ("both renounced the use of force") or merely like or fear the same thing."""
    if frame.name == "revise" or frame.get("act") or predication.lemma in word_set("relations", "joint_acts"):
        return True
    return predication.lemma in word_set("relations", "feeling") and content[:1] != () and grammar.is_noun(content[0])


def is_held(predication: Predication) -> bool:
    """Whether an attitude is held, not wished for, asked or conditional; "would prefer" is polite for "prefer"."""
    mood = predication.mood
    if embedding(predication) != "fact" or mood.question or in_condition(predication) or _is_doubted(predication):
        return False
    polite = predication.lemma in ("prefer", "like", "welcome", "love")
    return not mood.has("should", "must", "can", "could", "may", "might", *(() if polite else ("would", "will")))


def _is_doubted(predication: Predication) -> bool:
    """Whether somebody else says that it isn't so: "analysts doubt either side wants a fight"."""
    before = predication.verb.doc[predication.verb.sent.start : predication.verb.i]
    return any(token.lower_ in ("doubt", "doubts", "doubted") for token in before)


def _is_own(token: Token, names: tuple[str, ...], predication: Predication, reading: Reading) -> bool:
    """Whether the issue is each one's own ("their interests") or is itself compared ("the same groups")."""
    if {c.lemma_.lower() for c in grammar.children(token, "amod")} & word_set("relations", "alike"):
        return True
    possessors = [c for c in grammar.children(token, "nmod:poss") if c.tag_.startswith("PRP")]
    return bool(possessors) and set(reading.names(possessors, predication)) == set(names)


def held_issue(predication: Predication, reading: Reading) -> str | None:
    """The issue of the attitude or belief that a predication states, or of what it maintains itself."""
    frame = find_frame("frames", predication)
    tokens = issue_tokens(predication, frame, reading) if frame is not None else predication.get("content")
    for token in tokens:
        clause = reading.at(token, predication)
        thesis = None if clause is None or clause.kind == "noun" else read_thesis(clause, reading, evaluative=True)
        if thesis is not None:
            return capitalised(thesis.issue)
        if (wording := worded_issue(token, predication, reading)) is not None:
            return wording
    if frame is not None or tokens:
        return None
    own = read_thesis(predication, reading, evaluative=True)
    return capitalised(own.issue) if own is not None else None
