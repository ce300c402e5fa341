"""Memory: the actors that a reader of a document has met so far, one by one, in pairs and in threes.

In: mentions in text order, with the number of their sentence. Out: who was named last, which two or three belong
together. Which words take up whom is decided by references and descriptions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from kg.extraction.cast.mentions import Mention

Names = tuple[str, ...]
# Two states are those that a document is about if it names each of them this many times as often as any third one.
_DOMINANCE = 2
_FEWEST = 3
# Sentences back.
_JUST_NOW = 2


class Memory:
    """What was named in a document up to the sentence `time`."""

    def __init__(self) -> None:
        self.time = 0
        self.seen: list[tuple[int, Mention]] = []
        self.person: Mention | None = None
        self._by_name: dict[str, Mention] = {}
        self._pairs: Counter[Names] = Counter()
        self._together: dict[tuple[str, int], list[tuple[Names, int]]] = {}
        self._sets: dict[tuple[str, int], set[frozenset[str]]] = {}
        self._headline: Names = ()

    def note(self, mention: Mention) -> None:
        """Remember one mention."""
        self.seen.append((self.time, mention))
        self._by_name[mention.name] = mention
        if mention.type == "person":
            self.person = mention

    def note_together(self, names: Names, kind: str, *, weak: bool = False) -> None:
        """Remember actors that were named together; a weak pair ("X signed it with Y") is only a recent one."""
        group = "person" if kind == "person" else "state"
        self._together.setdefault((group, len(names)), []).append((names, self.time))
        if weak:
            return
        self._sets.setdefault((group, len(names)), set()).add(frozenset(names))
        if group == "state" and len(names) == 2:
            self._headline = self._headline or (names if self.time == 1 else ())
            self._pairs[(names[1], names[0]) if (names[1], names[0]) in self._pairs else names] += 1

    def mentions_of(self, names: Names) -> Sequence[Mention]:
        """The last mention of each name."""
        return [self._by_name[name] for name in names if name in self._by_name]

    def last(self, fits: Callable[[Mention], bool], reach: int) -> Names:
        """The only actor of the last sentences that fits, if there is one."""
        recent = {m.name for time, m in self.seen if time >= self.time - reach and fits(m)}
        return tuple(recent) if len(recent) == 1 else ()

    def latest(self, fits: Callable[[Mention], bool]) -> Names:
        """The actor that fits and was named last."""
        return next(((m.name,) for _, m in reversed(self.seen) if fits(m)), ())

    def only(self, fits: Callable[[Mention], bool]) -> Names:
        """The only actor of the document so far that fits, if there is one."""
        names = {m.name for _, m in self.seen if fits(m)}
        return tuple(names) if len(names) == 1 else ()

    def recent_set(self, kind: str = "state", reach: int = 60, size: int = 2, without: Names = ()) -> Names:
        """The actors that were named together last, none of whom is among those left out."""
        told = reversed(self._together.get((kind, size), []))
        names, time = next((pair for pair in told if set(pair[0]).isdisjoint(without)), ((), -1000))
        return names if names and self.time - time <= reach else ()

    def only_set(self, size: int) -> Names:
        """The states that were named together, where no others were in that number."""
        if len(self._sets.get(("state", size), ())) != 1:
            return ()
        return self._together["state", size][-1][0]

    def pair(self, kind: str, reach: int, without: Names = ()) -> Names:
        """The two whom "the two countries" means: those named together last, or those that the document is about."""
        recent = self.recent_set(kind, reach, without=without)
        if recent or kind == "person":
            return recent
        often = [pair for pair in self._pairs.most_common() if set(pair[0]).isdisjoint(without)]
        if often:
            names, count = often[0]
            if count > 1 or names == self._headline:
                return names
        main = self._two_main()
        return main if set(main).isdisjoint(without) else ()

    def newest_pair(self, without: Names = ()) -> Names:
        """The two people, or the two others, that were named together last, where that was just now."""
        told = [pair for kind in ("person", "state") for pair in self._together.get((kind, 2), [])]
        pairs = [pair for pair in told if set(pair[0]).isdisjoint(without)]
        names, time = max(pairs, key=lambda pair: pair[1], default=((), -1000))
        return names if self.time - time <= _JUST_NOW else ()

    def has_people_together(self) -> bool:
        """Whether two people were named together."""
        return ("person", 2) in self._together

    def _two_main(self) -> Names:
        counts = Counter(m.name for _, m in self.seen if m.type == "state" and m.acts)
        ranked = [*counts.most_common(3), ("", 0), ("", 0), ("", 0)][:3]
        if ranked[1][1] < max(_FEWEST, _DOMINANCE * ranked[2][1]):
            return ()
        return ranked[0][0], ranked[1][0]
