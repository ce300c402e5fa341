"""Words that judge: whether a predicate word says that something is good or bad.

In: a word with what hangs on it. Out: 1 good, -1 bad, 0 a judgement without a sign of its own, None no judgement.
"""

from __future__ import annotations

from kg.extraction import grammar
from kg.extraction.lexicons.reading import word_set
from kg.extraction.tokens import Token


def judge(head: Token) -> int | None:
    """Judge a predicate word: 1 good, -1 bad, 0 a judgement without a sign of its own, None no judgement."""
    words = [head, *grammar.children(head, "amod")]
    lemmas = {form for word in words for form in (word.lemma_.lower(), word.lower_)}
    if head.lemma_.lower() not in word_set("issues", "bad_nouns"):
        if lemmas & word_set("issues", "good"):
            return 1
        if lemmas & word_set("issues", "bad"):
            return -1
    for name, value in (("good_nouns", 1), ("bad_nouns", -1), ("evaluative_nouns", 0)):
        if head.lemma_.lower() in word_set("issues", name):
            return value
    return _judge_by_kind(head)


def _judge_by_kind(head: Token) -> int | None:
    """The judgement in what something is a case of: "an act of war", "a form of blackmail"; None where it is none."""
    if head.lemma_.lower() not in word_set("issues", "cases"):
        return None
    kinds = [c.lemma_.lower() for c in grammar.children(head, "nmod") if grammar.preposition(c) == "of"]
    bad = word_set("issues", "bad_nouns") | word_set("issues", "bad_cases")
    return -1 if bad & set(kinds) else 1 if word_set("issues", "good_cases") & set(kinds) else None
