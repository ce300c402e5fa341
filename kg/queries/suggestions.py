"""The nearest of the known names to one that nothing has.

In: what was typed, and the names that there are. Out: a few of these, best first, or none where none is near. A slip of
the finger ("Rusia") is told by its letters, a name in other words ("air strikes") by the words that both have: the
fewer names have a word, the more it tells. Every face asks here, so that all suggest the same.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from math import log

# Likeness of rapidfuzz, 0 to 100. A slip changes much of a short name: rsu, rus.
_SLIP, _SLIP_IN_SHORT, _SURE_SLIP = 75, 66, 84
_SHORT = 4
_SAME_WORD = 82
_BEGINNING = 4  # letters of a word that are enough to tell it by: progra, programme
# What a name must share of what was typed, and of what the best one shares.
_SHARE, _SHARE_OF_BEST = 0.25, 0.6
_EMPTY_WORDS = frozenset("a an and at by for from in is of on or s the to with".split())


def suggest(name: str, known: Sequence[str], count: int = 3) -> list[str]:
    """The nearest of the known names, best first: a slip of one of them, else those that have some of its words."""
    slips = _find_slips(name, known)
    if any(likeness >= _SURE_SLIP for likeness in slips.values()):
        return list(slips)[:count]
    return list(dict.fromkeys((*slips, *_find_alike(name, known))))[:count]


def _find_slips(name: str, known: Sequence[str]) -> Mapping[str, float]:
    """The names that differ by a slip, with their likeness, none much less like than the best."""
    from rapidfuzz import fuzz, process, utils

    least = _SLIP if len(name) > _SHORT else _SLIP_IN_SHORT
    found = process.extract(
        name, known, scorer=fuzz.ratio, processor=utils.default_process, limit=10, score_cutoff=least
    )
    return {match: likeness for match, likeness, _ in found if likeness > found[0][1] - 8}


def _find_alike(name: str, known: Sequence[str]) -> list[str]:
    """The names that share words with it, those first that share what few have, and have little else."""
    holders: defaultdict[str, set[int]] = defaultdict(set)
    sizes = []
    for place, each in enumerate(known):
        words = _split(each)
        sizes.append(len(words) or 1)
        for word in words:
            holders[word].add(place)
    shares: defaultdict[int, float] = defaultdict(float)
    shared: defaultdict[int, int] = defaultdict(int)
    whole = 0.0
    for word in _split(name):
        places = {place for near in _find_word(word, holders) for place in holders[near]}
        weight = log(1 + len(known) / (len(places) or 1))
        whole += weight
        for place in places:
            shares[place] += weight
            shared[place] += 1
    # Of names that share as much, the one that says less besides is nearer.
    scores = {place: share / whole * (0.8 + 0.2 * shared[place] / sizes[place]) for place, share in shares.items()}
    least = max(_SHARE, _SHARE_OF_BEST * max(scores.values(), default=0))
    return [known[place] for place in sorted(scores, key=lambda p: (-scores[p], known[p])) if scores[place] >= least]


def _find_word(word: str, words: Mapping[str, object]) -> set[str]:
    """The words that are this one, or it in another form."""
    from rapidfuzz import fuzz, process

    found = {word} & words.keys()
    if len(word) >= _BEGINNING:
        found |= {each for each in words if len(each) >= _BEGINNING and _begins(word, each)}
        alike = process.extract(word, words.keys(), scorer=fuzz.ratio, limit=20, score_cutoff=_SAME_WORD)
        # A slip is seldom in the first letter: zone is not one.
        found |= {match for match, _, _ in alike if match[0] == word[0]}
    return found


def _begins(one: str, other: str) -> bool:
    """Whether the shorter of two words is most of the beginning of the longer."""
    shorter, longer = sorted((one, other), key=len)
    return longer.startswith(shorter) and 2 * len(shorter) > len(longer)


def _split(name: str) -> set[str]:
    """The words of a name that tell something; all, where none does."""
    whole = re.sub(r"\b(\w)\.(?=\w\b)", r"\1", name.casefold())  # N.A.T.O. is a word
    words = set(re.findall(r"[^\W_]+", whole))
    return words - _EMPTY_WORDS or words
