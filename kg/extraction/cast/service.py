"""Service: the state or body of officials with a title, where no word beside the name says whose they are.

In: the mentions of people, the states that a document names, its blocks. Out: "President X" serves the state that the
document is about, that the paragraph has been telling of, or whose body or city stands at its head; "Secretary of
State X" the United States, "Special Representative X" the one organisation that sends such. What the words around a
name say of the office is read in `offices`, who holds an office in `holders`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kg.extraction.cast.holders import Holders
from kg.extraction.cast.homes import Homes
from kg.extraction.cast.mastheads import read_masthead
from kg.extraction.cast.mentions import Mention, actor_words
from kg.extraction.text.english import Block
from kg.registry import Entry, Registry

_DATELINE = re.compile(r"\s*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’ ]{2,30})(?:,[^-–—\n]{0,40})?(?:\([^()]{1,40}\))?\s*[-–—]+\s")
_FIRST_BLOCKS = 4
# How much more a document names the sender of a representative than any other organisation that sends such.
_DOMINANCE = 2
# Who sends special representatives, special envoys and rapporteurs.
_SENDERS = ("United Nations", "European Union", "African Union", "Organization of American States")


class Service:
    """Whom the officials of one document serve."""

    def __init__(
        self, blocks: Sequence[Block], homes: Homes, holders: Holders, named: Counter[str], registry: Registry
    ) -> None:
        self._homes, self._holders, self._named, self.registry = homes, holders, named, registry
        self._lists = actor_words().lists
        masthead = read_masthead("\n".join(block.doc.text for block in blocks[:_FIRST_BLOCKS]), registry)
        self._own = masthead.state if masthead is not None else None
        self._dateline = _dateline_state(blocks, registry)

    def at_home(self, mention: Mention) -> Mention:
        """A person with a title and whom they serve, where the words beside the name don't say it."""
        if mention.type != "person" or mention.role is None or mention.affiliation is not None:
            return mention
        home = self._holders.home(mention, self._own or self._homes.main()) or self._by_context(mention)
        return mention if home is None else replace(mention, affiliation=home)

    def _by_context(self, person: Mention) -> str | None:
        words = (person.role or "").lower().split()
        if not words or words[0] in self._lists["once"]:
            return None
        title = " ".join(words)
        found: Entry | None = None
        if title.removeprefix("deputy ") in self._lists["sent"]:
            found = self._sender()
        elif person.entry is not None:
            return None  # the registry knows no such office of theirs
        elif title.endswith("secretary of state"):
            found = self._one("United States")
        elif words[-1] in self._lists["state_offices"] or title in self._lists["state_offices"]:
            found = self._own or self._homes.told_of(person.block, person.head) or self._dateline
        return found.name if found is not None else None

    def _one(self, name: str) -> Entry | None:
        found = self.registry.find_by_name(name)
        return found[0] if len(found) == 1 else None

    def _sender(self) -> Entry | None:
        """The organisation that the document names far more often than any other that sends people."""
        counts = {s: self._named[s.id] for name in _SENDERS if (s := self._one(name)) is not None}
        ranked = sorted(counts, key=lambda sender: counts[sender], reverse=True)
        first, *others = ranked
        most = max((counts[other] for other in others), default=0)
        return first if counts[first] > 0 and counts[first] >= _DOMINANCE * most else None


def _dateline_state(blocks: Sequence[Block], registry: Registry) -> Entry | None:
    """The state of the city in a report's dateline: "LIMA, May 3 - "."""
    for block in blocks[:_FIRST_BLOCKS]:
        if (match := _DATELINE.match(block.doc.text)) is not None:
            found = registry.find_by_metonym(match["place"].strip().title())
            states = [entry for entry in found if entry.type == "state"]
            return states[0] if len(states) == 1 else None
    return None
