"""Drafts of positions, and what a later sentence takes up from an earlier one.

In: drafts in text order, a pronoun or a clause that leaves its issue out. Out: the draft or the issue spoken of
last. It looks a few sentences back and no further.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.frames import Frame, find_frames
from kg.extraction.issues.issues import Issue
from kg.extraction.issues.referring import is_denied
from kg.extraction.lexicons.reading import word_set
from kg.extraction.reading import Reading, Stretch
from kg.extraction.sentences.predications import Predication
from kg.extraction.text.prose import LONGEST
from kg.extraction.tokens import Token
from kg.records import Stance

PRONOUNS = frozenset({"it", "this", "that", "them", "these", "those", "so"})
_REACH = 320  # code points back to what a pronoun takes up: two sentences of a newspaper


@dataclass(frozen=True)
class Draft:
    """A position before it is a record: one holder string, the issue, and the predication that states it.

    `rule` read it, by a `frame` or on top of the rule `via`; `after` is the predication that it answers or takes up.
    """

    holder: str
    stance: Stance
    issue: str
    predication: Predication
    rule: str
    target: str | None = None
    quote: Stretch | None = None
    revises: Draft | None = None
    frame: Frame | None = None
    via: str | None = None
    after: Predication | None = None

    @property
    def offset(self) -> int:
        """Where in the document its predicate stands."""
        return _offset(self.predication)

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


def turned(stance: Stance, sign: int, negated: bool = False) -> Stance:
    """The stance towards the issue itself of whoever has `stance` towards something of that sign."""
    if (sign < 0) == negated or stance not in ("support", "oppose"):
        return stance
    return "oppose" if stance == "support" else "support"


def last_near(drafts: Sequence[Draft], predication: Predication, other_than: Sequence[str] = ()) -> Draft | None:
    """The position told last before a predication and near it, of another holder than those given."""
    here = _offset(predication)
    for draft in reversed(drafts):
        if here - draft.offset > _REACH + LONGEST:  # no block is longer, and blocks stand in text order
            return None
        if 0 <= here - draft.offset <= _REACH and draft.holder not in other_than:
            return draft
    return None


def taken_up(token: Token, predication: Predication, drafts: Sequence[Draft], reading: Reading) -> Issue | None:
    """The issue that a pronoun stands for: that of the position told last, else the last thing that was spoken of."""
    before = last_near(drafts, predication)
    told = before is not None and _follows(before.predication, predication)
    if is_denied(token) and not told and (claim := _claim_before(predication, reading)) is not None:
        return claim
    if token.lower_ == "them" and before is not None and not _are_many(before.issue):
        noun = reading.issues.antecedent(token) or _asked_about(predication, reading)
        return reading.issues.of_phrase(noun, predication.block.start) if noun is not None else None
    if before is not None and _same_voice(before.predication, predication, reading):
        against = (
            before.stance == "oppose" and is_of_words(token, predication) and _follows(before.predication, predication)
        )
        return Issue(before.issue, -1 if against else 1)
    noun = reading.issues.antecedent(token)
    return reading.issues.of_phrase(noun, predication.block.start) if noun is not None else None


def _claim_before(predication: Predication, reading: Reading) -> Issue | None:
    """What the sentence before tells or reports somebody to claim: "Chad says that Mali fired. Mali denies this"."""
    before = predication.verb.sent.start - 1
    root = predication.verb.doc[before].sent.root if before >= 0 else None
    main = reading.at(root, predication) if root is not None else None
    if main is None or main.kind != "verb":
        return None
    contents = reading.voices.told(main) if find_frames("speech", main) else ()
    claim = contents[0] if contents else main
    return None if claim.mood.question else reading.issues.of_clause(claim)


def is_of_words(token: Token, predication: Predication) -> bool:
    """Whether a pronoun stands for what was said, not for a thing: "Chad opposes the ban. Mali regrets that".

    What somebody wants is a thing.
    """
    frames = find_frames("frames", predication)
    wanted = bool(frames) and all(frame.name in ("want", "demand") for frame in frames)
    return token.lower_ in ("that", "this") and not wanted


def _follows(before: Predication, after: Predication) -> bool:
    """Whether a clause stands in the sentence of another or in the next one."""
    return before.block is after.block and before.block.doc.count_starts(before.verb.i + 1, after.verb.i + 1) <= 1


def _are_many(issue: str) -> bool:
    """Whether an issue names several things, which "them" may be."""
    return " and " in issue or any(
        word.endswith("s") and not word.endswith(("ss", "’s", "'s")) for word in issue.split()
    )


def _asked_about(predication: Predication, reading: Reading) -> Token | None:
    """The plural object of the question right before: "Would you accept trainers?" – "We would welcome them"."""
    blocks = [block for block in reading.block_list if block.start < predication.block.start]
    asked = [t for t in (blocks[-1].doc if blocks else ()) if t.dep_ == "obj" and t.tag_ == "NNS"]
    return asked[-1] if asked and "?" in blocks[-1].doc.text else None


def _same_voice(before: Predication, after: Predication, reading: Reading) -> bool:
    """Whether two clauses are the words of one writer; a letter takes up nothing from the article above it."""
    return reading.voices.voice_of(before.block) == reading.voices.voice_of(after.block)


def last_text(predication: Predication, reading: Reading) -> Issue | None:
    """The draft, motion or treaty spoken of last, which a bare "voted against" or "abstained" is about."""
    blocks = [block for block in reading.block_list if block.start <= predication.block.start]
    for name in ("votable", "texts"):
        for block in reversed(blocks[-6:]):
            end = predication.head.i if block is predication.block else len(block.doc)
            for token in reversed(block.doc[:end]):
                if token.tag_ in ("NN", "NNP") and token.lemma_.lower() in word_set("frames", name):
                    return reading.issues.of_phrase(token, block.start)
    return None


def _offset(predication: Predication) -> int:
    return int(predication.block.start + predication.head.idx)
