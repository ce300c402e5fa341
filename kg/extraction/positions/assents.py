"""Assents: "She is right", "They were wrong about the base": whoever speaks takes up or turns down what others hold.

In: a predication that calls somebody right or wrong, with the drafts that the text gave so far. Out: drafts of
positions of whoever speaks, on the issue of the position told last of those who are right or wrong. "Right to close
the port" names its issue itself and is a verdict (`verdicts`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction import grammar
from kg.extraction.contexts import in_condition
from kg.extraction.lexicons.reading import word_set
from kg.extraction.positions.drafts import Draft, last_near, turned
from kg.extraction.reading import Reading
from kg.extraction.sentences.predications import Predication
from kg.extraction.tokens import Token
from kg.records import Stance


def read_assents(predication: Predication, reading: Reading, drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Whose view whoever speaks calls right, wrong, or half right."""
    if not drafts or not (sign := _sign(predication)):
        return
    chain = reading.voices.chain(predication)
    speaker = "; ".join(chain[-1].sources) if chain else ""
    agents = predication.get("agent")
    who = set(reading.names(agents, predication))
    before = last_near([d for d in drafts if who & set(d.holder.split("; "))], predication, other_than=(speaker,))
    if before is None or not speaker or speaker in who:
        return
    stance: Stance = "mixed" if _is_partly(predication) else turned(before.stance, sign)
    rule, after = "positions.assents/right", before.predication
    yield Draft(speaker, stance, before.issue, predication, rule, before.target, after=after)


def _sign(predication: Predication) -> int:
    """1 for "is right", -1 for "was wrong", 0 where nobody is called so, or what it is about stands there itself."""
    if predication.kind == "verb" or not grammar.children(predication.head, "cop"):
        return 0
    word = _verdict_word(predication.head)
    if word is None or predication.mood.question or predication.mood.modals or in_condition(predication):
        return 0
    if any(map(_says_itself, grammar.children(word, "xcomp", "ccomp", "advcl", "acl"))):
        return 0
    right = word.lower_ in word_set("issues", "assenting")
    return 1 if right != predication.mood.negated else -1


def _verdict_word(head: Token) -> Token | None:
    """The "right" or "wrong" of a clause; parses make what it is about the predicate: "is right about the maps"."""
    words = word_set("issues", "assenting") | word_set("issues", "dissenting")
    if head.lower_ in words:
        return head
    return next((c for c in head.children if c.dep_ == "advmod" and c.i < head.i and c.lower_ in words), None)


def _says_itself(clause: Token) -> bool:
    """Whether a clause tells by itself what is right: "to close the port", unlike "to ask", "to say so"."""
    verb = clause.lower_ in word_set("issues", "saying_so") or grammar.verb_lemma(clause) in word_set(
        "issues", "saying_so"
    )
    told = [c for c in clause.children if c.dep_ in ("obj", "ccomp", "xcomp", "obl", "advcl")]
    told = [c for c in told if not any(t.text in (";", ":") for t in clause.doc[clause.i : c.i])]
    return not verb or any(c.lower_ not in ("so", "no", "yes") for c in told)


def _is_partly(predication: Predication) -> bool:
    """Whether somebody is right only in part: "half right", "partly wrong"."""
    beside = grammar.children(predication.head, "advmod", "amod", "det", "nmod:unmarked", "obl:unmarked")
    return any(c.lower_ in word_set("issues", "in_part") for c in beside)
