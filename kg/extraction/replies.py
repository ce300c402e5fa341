"""Replies: agreement and disagreement with what somebody else has just said or wanted.

In: the predications of a block, in order. Out: agree and disagree relations between whoever replies and whoever spoke:
"France agreed", "so does X", "does not share that view", "a charge Paris denies", "rejects Y's claim", "but X opposes
it", "Y is right to", and readers' comments and letters that take up the authors or one another. Whether two positions
that stand far apart agree is not judged here: that is derived, by queries, from the positions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction import grammar, relational
from kg.extraction.agreement import TURNED, addressed, held_issue, worded_issue
from kg.extraction.attitudes import issue_tokens
from kg.extraction.contexts import in_condition
from kg.extraction.frames import find_frame, word_set
from kg.extraction.quotations import is_first_person
from kg.extraction.theses import read_thesis
from kg.extraction.wording import capitalised
from kg.records import Relation, RelationType

if TYPE_CHECKING:
    from spacy.tokens import Token

    from kg.extraction.predications import Predication
    from kg.extraction.reading import Reading

_UNSURE = ("should", "must", "could", "might", "may", "would")
_POINTING = frozenset({"it", "this", "that", "them", "these", "those", "which", "so"})
_FURTHEST = 45


@dataclass(frozen=True)
class Said:
    """What somebody said or wanted: who, about what, and for or against it (None where it is only said)."""

    names: tuple[str, ...]
    issue: str
    stance: str | None
    predication: Predication


def read_replies(read: Sequence[Predication], reading: Reading) -> Iterator[Relation]:
    """Read the replies of a block to what was said in it before."""
    for place, predication in enumerate(read):
        if predication.mood.question or in_condition(predication) or predication.mood.has(*_UNSURE):
            continue
        before = read[:place]
        yield from _claim_answered(predication, before, reading)
        yield from _same_again(predication, before, reading)
        yield from _taken_up(predication, before, reading)
        yield from _judged(predication, reading)
        yield from _refuted(predication, reading)
        yield from _comment(predication, reading)


def _relation(
    kind: RelationType, a: str, b: str, issue: str, predication: Predication, reading: Reading, confidence: float = 0.55
) -> Iterator[Relation]:
    if a != b:
        yield Relation(**reading.common(predication), type=kind, a=a, b=b, issue=issue, confidence=confidence)


def _repliers(predication: Predication, reading: Reading) -> tuple[str, ...]:
    return reading.names(predication.get("agent"), predication)


def _said_before(
    predication: Predication, before: Sequence[Predication], repliers: Sequence[str], reading: Reading
) -> Said | None:
    """What somebody else said last, in the same or the sentence before."""
    for other in reversed(before):
        if predication.verb.i - other.verb.i > _FURTHEST:
            return None
        if other.verb != predication.verb and (said := _said(other, reading)) is not None:
            return said if not set(said.names) & set(repliers) else None
    return None


def _said(predication: Predication, reading: Reading) -> Said | None:
    """What a predication reports that somebody says, believes, wants or blames somebody for."""
    attitude, speech = find_frame("frames", predication), find_frame("speech", predication)
    frame = attitude or speech
    if frame is None or predication.mood.question or (predication.kind == "noun" and attitude is None):
        return _charge(predication, reading)
    role = "holder" if attitude is not None else "source"
    names = reading.names(frame.fill(predication, role), predication)
    issue = held_issue(predication, reading) if names else None
    if issue is None and attitude is not None and names:
        tokens = issue_tokens(predication, attitude, reading)
        issue = next((w for t in tokens if (w := worded_issue(t, predication, reading))), None)
    if not names or issue is None:
        return _charge(predication, reading)
    stance = attitude.get("stance") if attitude is not None else None
    if stance in ("support", "oppose") and predication.mood.negated:
        stance = "oppose" if stance == "support" else "support"
    return Said(names, issue, stance, predication)


def _charge(predication: Predication, reading: Reading) -> Said | None:
    """ "accuses X of arming rebels"."""
    if predication.kind != "verb" or predication.lemma not in word_set("relations", "charging"):
        return None
    names = reading.names(predication.get("agent"), predication)
    about = predication.get("of", "for", "content") or tuple(
        c for t in predication.get("theme") for c in grammar.children(t, "acl", "advcl")
    )
    issue = worded_issue(about[0], predication, reading) if about and names else None
    return Said(names, issue, None, predication) if issue is not None else None


def _claim_answered(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Relation]:
    """ "rejects Y's claim that …", "shares Y's concern", "a charge Paris denies", "does not share that view"."""
    kind = _answer(predication)
    claim = _claim(predication, kind) if kind is not None else None
    repliers = _repliers(predication, reading)
    if kind is None or claim is None or not repliers:
        return
    owners = [n for n in relational.owners(claim, reading, "by", "from", "of") if n not in repliers]
    own = [c for c in grammar.children(claim, "nmod:poss", "amod", "compound") if reading.names([c], predication)]
    if owners and own:
        inner = reading.at(claim, predication)
        issue = _claimed(claim, inner or predication, reading)
        yield from _relation(kind, repliers[0], owners[0], issue, predication, reading, 0.65)
    elif not own and (said := _said_before(predication, before, repliers, reading)) is not None:
        for name in repliers[:2]:
            yield from _relation(kind, name, said.names[0], said.issue, predication, reading, 0.6)


def _answer(predication: Predication) -> RelationType | None:
    """How a verb answers a claim."""
    for kind, words in (("agree", "seconding"), ("disagree", "denying")):
        if predication.lemma in word_set("relations", words):
            relation: RelationType = "agree" if kind == "agree" else "disagree"
            return TURNED[relation] if predication.mood.negated else relation
    return None


def _claim(predication: Predication, kind: RelationType | None) -> Token | None:
    """The noun for what was said that a verb answers; parsers take "a charge Paris denies" for one phrase."""
    nouns = word_set("relations", "claims") | (word_set("relations", "views") if kind else frozenset())
    tokens = [*predication.get("theme", "to", "with"), *grammar.children(predication.head, "compound")]
    return next((t for t in tokens if relational.lemma_of(t) in nouns), None)


def _claimed(claim: Token, inner: Predication, reading: Reading) -> str:
    """What a claim is about, or the claim itself."""
    for token in inner.get("content", "of", "about", "on", "over", "for"):
        if (wording := worded_issue(token, inner, reading)) is not None:
            return wording
    issue = reading.issues.of(claim, inner.block.start)
    return capitalised(issue.wording if issue is not None else claim.lower_)


def _same_again(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Relation]:
    """ "France agreed", "Uganda disagrees", "so does X", "neither does X"."""
    kind = _bare(predication)
    tokens = predication.get("agent") or (predication.get("theme") if predication.lemma == "do" else ())
    names = reading.names(tokens, predication) if kind is not None else ()
    said = _said_before(predication, before, names, reading) if kind is not None and names else None
    if kind is not None and said is not None:
        for name in names[:2]:
            yield from _relation(kind, name, said.names[0], said.issue, predication, reading, 0.6)


def _bare(predication: Predication) -> RelationType | None:
    """How a verb without an object of its own answers what was said."""
    lemma, mood = predication.lemma, predication.mood
    opening = {c.lower_ for c in grammar.children(predication.verb, "advmod", "cc") if c.i < predication.verb.i}
    if lemma in ("do", "be") and opening & {"so", "neither", "nor"} and not predication.get("content"):
        return "agree"
    if predication.kind != "verb" or predication.get("with", "content", "on", "over", "about"):
        return None
    if lemma in ("agree", "concur"):
        return "disagree" if mood.negated else "agree"
    return "disagree" if lemma in ("disagree", "dissent", "demur") and not mood.negated else None


def _taken_up(predication: Predication, before: Sequence[Predication], reading: Reading) -> Iterator[Relation]:
    """ "Kenya supports the plan, but Uganda opposes it": two attitudes to one thing, the second by a pronoun."""
    frame = find_frame("frames", predication)
    if frame is None or predication.kind == "noun" or frame.get("stance") not in ("support", "oppose"):
        return
    names = reading.names(frame.fill(predication, "holder"), predication)
    themes = predication.get("theme") or frame.fill(predication, "issue")
    pointing = [t for t in themes if _points_back(t) and not reading.names([t], predication)]
    said = _said_before(predication, before, names, reading) if names and pointing else None
    if said is None or said.stance not in ("support", "oppose"):
        return
    stance = frame.get("stance") == "support"
    same = (stance != predication.mood.negated) == (said.stance == "support")
    kind: RelationType = "agree" if same else "disagree"
    yield from _relation(kind, names[0], said.names[0], said.issue, predication, reading)


def _points_back(token: Token) -> bool:
    """Whether a phrase takes up what was said: "it", "that", "such a deal", "any ban"."""
    if token.lower_ in _POINTING:
        return True
    return any(
        c.lower_ in ("such", "that", "this", "any") for c in grammar.children(token, "det", "amod", "det:predet")
    )


def _refuted(predication: Predication, reading: Reading) -> Iterator[Relation]:
    """ "Y's claim is baseless", "has no basis in fact": whoever says so disagrees with Y."""
    claims = word_set("relations", "claims")
    claim = next((t for t in predication.get("agent") if relational.lemma_of(t) in claims), None)
    verdict = _verdict(predication)
    chain = reading.voices.chain(predication)
    owners = relational.owners(claim, reading, "by", "from", "of") if claim is not None else ()
    if claim is None or verdict is None or not owners or not chain or chain[-1].sources[0] in owners:
        return
    issue = _claimed(claim, reading.at(claim, predication) or predication, reading)
    yield from _relation(verdict, chain[-1].sources[0], owners[0], issue, predication, reading)


def _verdict(predication: Predication) -> RelationType | None:
    """Whether a predicate says of a claim that it is so."""
    words = {predication.lemma, predication.head.lower_}
    for kind, name in (("agree", "sound"), ("disagree", "unsound")):
        if words & word_set("relations", name):
            relation: RelationType = "agree" if kind == "agree" else "disagree"
            return TURNED[relation] if predication.mood.negated else relation
    grounds = predication.lemma in ("basis", "foundation", "merit", "substance", "ground", "truth")
    return "disagree" if grounds and predication.mood.negated else None


def _judged(predication: Predication, reading: Reading) -> Iterator[Relation]:
    """ "Y is right to demand a vote": whoever says so agrees with Y."""
    right = predication.lemma in ("right", "correct")
    if predication.kind != "adjective" or not (right or predication.lemma in ("wrong", "mistaken")):
        return
    content = predication.get("content", "in") or tuple(grammar.children(predication.head, "acl", "advcl", "xcomp"))
    names = reading.names(predication.get("agent"), predication)
    chain = reading.voices.chain(predication)
    if len(names) != 1 or not content or not chain:
        return
    issue = worded_issue(content[0], predication, reading)
    speaker = chain[-1].sources[0]
    if issue is not None and speaker not in names:
        kind: RelationType = "agree" if right != predication.mood.negated else "disagree"
        yield from _relation(kind, speaker, names[0], issue, predication, reading)


def _comment(predication: Predication, reading: Reading) -> Iterator[Relation]:
    """ "I agree" in a reader's comment or letter: with the authors above it, where nobody else is named."""
    part, authors = predication.block.part, reading.cast.authors
    who = reading.cast.voice_of(predication.block)
    if part is None or predication.lemma not in TURNED or not who or who == authors:
        return
    partners = predication.get("with")
    told = tuple(n for t in partners for n in addressed(t, predication, reading)) if partners else authors
    content = predication.get("content") or tuple(grammar.children(predication.head, "parataxis"))
    if not told or not content or not any(is_first_person(t) for t in predication.get("agent")):
        return
    clauses = [c for t in content if (c := reading.at(t, predication)) is not None]
    thesis = next((t for c in clauses if (t := read_thesis(c, reading, evaluative=False)) is not None), None)
    if thesis is not None:
        turned = predication.mood.negated != (predication.lemma == "disagree")
        issue = capitalised(thesis.issue)
        yield from _relation("disagree" if turned else "agree", who[0], told[0], issue, predication, reading)
