"""Prospects: theses on what will, can or cannot be, and on which of two things is the better.

In: a clause. Out: a stance on an issue with the rule that found it, or nothing. What somebody will do by their
own word is what they mean to do; what others "never" or "only" will do is a judgement. What should be, and what is
called good or bad, is read in `theses`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kg.codebook.normal import ARTICLES
from kg.extraction import grammar
from kg.extraction.frames import find_frame
from kg.extraction.issues.issues import Issue
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.drafts import turned
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.extraction.voices.quotations import is_first_person
from kg.records import Stance

ThesisRule = Literal[
    "necessity", "consequence", "existence", "evaluation", "due", "reach", "judgement", "proposition", "intention",
    "ability", "prediction", "comparison", "claimed_away", "uncertain", "plan", "feared", "regarded", "so_called",
    "unknown", "deed", "duty", "need", "equation", "name", "absence", "too_early", "better", "appeal",
]  # fmt: skip

_ABLE = ("can", "could", "may", "might")
_POINTING = frozenset("it this that them him her us me these those so".split())
_NOBODY = frozenset("nothing nobody everything everybody anything anybody nowhere".split())
_LOOSE = (["doing", "everything"], ["doing", "all"], ["doing", "nothing"], ["having", "such"], ["having", "no"])
_COMPARING = frozenset("same other such similar different another certain".split())
_ANNOUNCED = frozenset("announce announced announces announcing vowed vows pledged declared decided".split())


@dataclass(frozen=True)
class Thesis:
    """A stance on an issue, with the rule that found it."""

    stance: Stance
    issue: str
    rule: ThesisRule
    target: str | None = None

    @property
    def name(self) -> str:
        """The rule's name as traces give it."""
        return f"positions.theses/{self.rule}"

    def turned(self) -> Thesis:
        """The thesis of whoever denies it."""
        return replace(self, stance=turned(self.stance, -1))


def thesis_on(issue: Issue | None, sign: int, rule: ThesisRule, clause: Predication, reading: Reading) -> Thesis | None:
    """The thesis that an issue is so (`sign` 1) or not; None where the issue says nothing."""
    if issue is None or is_vague(issue.wording) or _is_incomplete(issue.wording, reading):
        return None
    names = [name for token in clause.get("agent", "theme") for name in reading.voices.who(token, clause)]
    target = names[0] if len(names) == 1 else None
    return Thesis(turned("support", sign * issue.sign), issue.wording, rule, target)


def _is_incomplete(wording: str, reading: Reading) -> bool:
    """Whether a wording only names an actor, or says what is done and not to whom: "being put right"."""
    return wording.lower().startswith("being ") or any(actor.name == wording for actor in reading.cast.actors)


def is_vague(wording: str) -> bool:
    """Whether a wording says nothing by itself: a lone filler, "same groups", "responding to them"."""
    words = [word for word in wording.lower().removeprefix("feasibility of ").split() if word not in ARTICLES]
    if " ".join(words) in word_set("issues", "vague") or not words:
        return True
    if words[:2] == ["having", "to"] and len(words) < 4:
        return True
    bare = len(words) < 5 and words[-1] in word_set("issues", "empty_gerunds")
    if words[0] in _NOBODY or words[:2] in _LOOSE:
        return True  # of what, is left out
    return bare or words[-1] in _POINTING or (len(words) < 3 and words[0] in _COMPARING)


def read_prospect(clause: Predication, reading: Reading) -> Thesis | None:
    """What a clause says will, can or cannot be, or is better than something else."""
    return (
        _intention(clause, reading)
        or _ability(clause, reading)
        or _prediction(clause, reading)
        or _comparison(clause, reading)
        or _claimed_away(clause, reading)
    )


def feasible(issue: Issue) -> Issue:
    """Whether it can be, as an issue of its own."""
    if issue.turned:  # "can help end the war": it is the end that is feasible
        return Issue(f"feasibility of {issue.turned} {issue.wording}", -issue.sign)
    return Issue(f"feasibility of {issue.wording}", issue.sign)


def _intention(clause: Predication, reading: Reading) -> Thesis | None:
    """ "We will not return", "announced that it would leave": what speakers mean to do themselves."""
    chain = reading.voices.chain(clause)
    if clause.kind != "verb" or not chain or clause.lemma.replace(" ", "_") in word_set("issues", "formulas"):
        return None
    if find_frame("frames", clause) is not None:
        return None
    speakers = set(chain[-1].sources)
    agents = clause.get("theme" if grammar.is_passive(clause.verb) else "agent")
    selves = speakers | _states_behind(speakers, reading)
    own = any(is_first_person(t) or selves & set(reading.names([t], clause)) for t in agents)
    announced = chain[-1].cue in _ANNOUNCED
    meant = clause.mood.has("will", "shall", "wo") or (len(chain) > 1 and clause.mood.has("would"))
    if (
        not own
        or clause.lemma in ("be", "see", "know", "find", "hear", "miss")
        or clause.mood.has("can", "may", "might")
    ):
        return None
    if not meant and not (announced and clause.mood.progressive):
        return None
    if any(is_first_person(t) for t in agents) and clause.mood.has("would") and not announced:
        return None
    return thesis_on(reading.issues.of_clause(clause, tuple(speakers)), 1, "intention", clause, reading)


def _states_behind(speakers: set[str], reading: Reading) -> set[str]:
    """The states that ministries speak for, by what they are known to belong to or by their names."""
    bodies = [actor for actor in reading.cast.actors if actor.name in speakers and actor.type == "government_body"]
    if not bodies:
        return set()
    states = {actor.name for actor in reading.cast.actors if actor.type == "state"}
    return {name for name in states for body in bodies if body.affiliation == name or body.name.endswith(f" of {name}")}


def _ability(clause: Predication, reading: Reading) -> Thesis | None:
    """ "can work together", "cannot defeat", "could get in the way": whether something is feasible."""
    if not clause.mood.has(*_ABLE) or clause.kind != "verb" or clause.mood.perfect:
        return None
    if clause.lemma in word_set("issues", "formulas") or set(clause.arguments) <= {"agent"}:
        return None
    agents = clause.get("agent")
    if _is_guess(clause) or _is_standstill(clause):
        return None
    reason = grammar.preposition(clause.verb) in ("because", "since", "as", "so")
    if reason and clause.mood.has("could"):
        return None  # "because they could save no more": what was able to be
    if find_frame("frames", clause) is not None and reading.names(agents, clause):
        return None  # an attitude of somebody
    issue = reading.issues.of_clause(clause)
    parties = [token for tokens in clause.arguments.values() for token in tokens]
    denied = clause.mood.negated and clause.mood.has("can") and agents and not agents[0].tag_.startswith("PRP")
    if issue is None or not (denied or reading.names(parties, clause)):
        return None
    return thesis_on(feasible(issue), 1, "ability", clause, reading)


def _is_guess(clause: Predication) -> bool:
    """Whether it says what may be going on or happen, not what can be done.

    "They might be sending arms too"; "if they were attacked, they might declare war".
    """
    going_on = clause.mood.has("may", "might", "could") and clause.mood.progressive
    return going_on or (clause.mood.has("may", "might") and bool(clause.conditions))


def _is_standstill(clause: Predication) -> bool:
    """Whether it tells what somebody has been unable to do so far: "traders still cannot cross"."""
    return clause.mood.negated and any(c.lower_ in ("still", "yet") for c in clause.verb.children)


def _prediction(clause: Predication, reading: Reading) -> Thesis | None:
    """ "will never restrain it", "no agreement will last", "only a vote will settle it"."""
    agents = clause.get("agent", "theme")
    if clause.kind != "verb" or not clause.mood.has("will") or not agents or clause.mood.question:
        return None
    judges = word_set("issues", "good_verbs") | word_set("issues", "bad_verbs") | word_set("modality", "copular_verbs")
    if agents[0].tag_.startswith(("PRP", "W", "DT", "EX")) or clause.mood.perfect or clause.lemma in judges:
        return None
    words = {c.lower_ for c in (*clause.verb.children, *agents[0].children)}
    strong = words & {"never", "ever", "no", "only", "hardly", "neither", "inevitably", "surely"}
    if clause.conditions or clause.get("without"):
        return None  # what follows from something else: whether it is wanted is not said
    if not strong and not (clause.mood.negated and not reading.names(agents, clause)):
        return None
    return thesis_on(reading.issues.of_clause(clause), 1, "prediction", clause, reading)


def _comparison(clause: Predication, reading: Reading) -> Thesis | None:
    """ "Deterrence is cheaper than rescue", "is less a question of water than of power"."""
    agents = clause.get("agent")
    if not agents or agents[0].tag_.startswith(("PRP", "W", "DT")) or clause.kind == "verb":
        return None
    compared = {c.lower_ for c in clause.head.children if c.tag_ in ("RBR", "JJR")}
    graded = clause.head.tag_ == "JJR" or bool(compared & {"more", "less"})
    than = [t for t in clause.head.subtree if t.lower_ == "than"]
    if any(t.i + 1 < len(t.doc) and t.nbor().lower_ in ("at", "in", "ever", "before") for t in than):
        return None  # "weaker than at any time": how things are
    judged = clause.head.lemma_.lower() in word_set("issues", "comparable") or clause.kind == "noun"
    if not graded or not than or not judged or not grammar.children(clause.head, "cop"):
        return None
    return thesis_on(reading.issues.of_clause(clause), 1, "comparison", clause, reading)


def _claimed_away(clause: Predication, reading: Reading) -> Thesis | None:
    """ "has no business picking presidents", "have no choice but to arm": what somebody may not or has to do."""
    nouns = [t for t in clause.get("theme") if t.lemma_ in word_set("issues", "entitlements")]
    direct = clause.lemma in word_set("issues", "entitlements")
    if clause.verb.lemma_ != "have" or not (nouns or direct):
        return None
    noun = nouns[0] if nouns else clause.head
    inner = _inside(noun, clause.verb)
    if inner is None or not any(c.lower_ in ("no", "every", "any") for c in noun.children):
        return None
    allowed = noun.lemma_ in ("choice", "alternative", "option") or not clause.mood.negated
    return thesis_on(
        reading.issues.of(inner, clause.block.start), 1 if allowed else -1, "claimed_away", clause, reading
    )


def _inside(noun: Token, verb: Token) -> Token | None:
    """The clause that tells what somebody has no business, right or choice to do."""
    for word in (*noun.children, *verb.children):
        if word.i > noun.i and word.dep_ in ("acl", "advcl", "xcomp", "ccomp") and grammar.is_verb(word):
            return word
    return None
