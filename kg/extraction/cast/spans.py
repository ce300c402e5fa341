"""Spans: which stretches of a block stay mentions where several overlap, and which capitalised words none covers.

In: mentions of one block, its tokens. Out: mentions that do not overlap, and places of single words. What the words
mean is decided by those who ask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.extraction.cast.mentions import Mention
from kg.extraction.tokens import Doc, Token


def lone_words(doc: Doc, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Capitalised words that stand alone and in no mention, "al-Assad" as one."""
    for token in doc:
        if token.i in covered or not token.text[:1].isupper() or token.tag_ not in ("NNP", "NNPS", "NN", "NNS"):
            continue
        if is_name_beside(doc[token.i + 1] if token.i + 1 < len(doc) else None):
            continue
        before = doc[token.i - 1] if token.i else None
        if (
            is_name_beside(before)
            and before is not None
            and not (before.is_sent_start and before.ent_type_ != "PERSON")
            and before.i not in covered
            and before.lower_ != "al"
        ):
            continue
        joined = token.i >= 2 and doc[token.i - 1].text == "-" and doc[token.i - 2].lower_ in ("al", "el")
        yield (token.i - 2 if joined else token.i), token.i + 1


def is_name_beside(token: Token | None) -> bool:
    """Whether a word next to another is a capitalised name."""
    return token is not None and token.tag_ in ("NNP", "NNPS") and token.text[:1].isupper()


def keep_longest(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that do not overlap: the longer first, a person with a role before the bare name."""
    kept: list[Mention] = []
    taken: set[int] = set()
    order = sorted(
        mentions,
        key=lambda m: (
            m.start - m.end,
            m.role is None,
            m.type == "person" and m.affiliation is None,
            m.how == "organisation",
            m.start,
        ),
    )
    for mention in order:
        places = set(range(mention.start, mention.end))
        if not places & taken or (len(places) == 1 and mention.how == "name" and _two_in_one(mention, kept)):
            kept.append(mention)
            taken |= places
    return sorted(kept, key=lambda m: m.start)


def _two_in_one(mention: Mention, kept: Sequence[Mention]) -> bool:
    """Whether another name shares the one token ("U.S.-Russia")."""
    here = [other for other in kept if other.start == mention.start and other.end == mention.end]
    return bool(here) and all(other.name != mention.name and other.how == "name" for other in here)
