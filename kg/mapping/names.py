"""The things that the names of one document stand for.

In: names as the records write them, and what linking decided about each. Out: IRIs. "Same" is the entry of the
registry, "new" an actor of its own under the slug of its name, one for all sources; "unsure", anonymous authors and
commenters are actors that only this document knows. A name without a decision counts as new. Names are resolved here,
never judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from pyoxigraph import NamedNode

from kg.codebook.normal import normal_form
from kg.iris import Minter, digest, slug
from kg.mapping.resolutions import find_short_label, find_symbol, normalise_symbol, resolution_slug
from kg.records import Actor, Author, Document, Resolution, SourcedRecord, split_names
from kg.registry import Decision, fold_name

# Slugs of three letters are the registry's: ISO 3166 alpha-3. A new actor called "Che" must not become Switzerland.
_RESERVED: Final = re.compile(r"[a-z]{3}")
_OPENING: Final = 5
_WITHIN: Final = str.maketrans({"“": "‘", "”": "’", '"': "'"})
_AUTHOR: Final = frozenset({"author", "authors", "the author", "the authors"})


class Names:
    """The names of one document, with the decisions about them."""

    def __init__(
        self,
        document: Document,
        node: NamedNode,
        records: Sequence[SourcedRecord],
        decisions: Mapping[str, Decision],
        minter: Minter,
    ) -> None:
        self.document, self.node, self.minter = document, node, minter
        self._decisions = decisions
        self._registered = {
            minter.thing("actor", d.entry) for d in decisions.values() if d.judgement == "same" and d.entry
        }
        self._canonical = _read_aliases(records)
        self._local = {slug(name) for name in _local_names(document, records, decisions)}
        self._resolutions = self._read_resolutions(records)

    def actor(self, name: str) -> NamedNode:
        """The actor of one name."""
        name = self._canonical.get(fold_name(name), name) if not self._is_decided(name) else name
        decision, key = self._decisions.get(name), slug(name)
        if key in self._local or (decision and decision.judgement == "unsure"):
            return self.local_actor(key)
        if decision and decision.judgement == "same" and decision.entry:
            return self.minter.thing("actor", decision.entry)
        return self.minter.thing("actor", f"{key}-{digest(name, 8)}" if _RESERVED.fullmatch(key) else key)

    def is_registered(self, actor: NamedNode) -> bool:
        """Whether the registry describes the actor."""
        return actor in self._registered

    def local_actor(self, key: str) -> NamedNode:
        """An actor that only this document knows."""
        return self.minter.local(self.node, "actor", key)

    def authors(self, part: str | None) -> tuple[Author, ...]:
        """The named authors of the document or of one of its parts."""
        return next((p.authors for p in self.document.parts if p.id == part), self.document.authors)

    def voice(self, part: str | None) -> dict[NamedNode, str]:
        """Who speaks in the document or part, with names: its authors, else an unnamed author of its own."""
        if authors := self.authors(part):
            return {self.actor(author.name): author.name for author in authors}
        title = self.document.title or _opening(self.document.text) or self.document.id
        if part is None:
            return {self.local_actor("author"): f"the author of {title}"}
        return {self.local_actor(f"author-of-{part}"): f"the author of {part} of {title}"}

    def actors(self, names: str) -> dict[NamedNode, str]:
        """The actors of a name field ("A; B"), with the name of each; "the author" is the document's, named or not."""
        found: dict[NamedNode, str] = {}
        for name in split_names(names):
            for actor, label in (self.voice(None) if name.casefold() in _AUTHOR else {self.actor(name): name}).items():
                found.setdefault(actor, label)
        return found

    def resolution(self, record: Resolution) -> NamedNode:
        """The formal decision that a record describes."""
        return self.minter.thing("resolution", resolution_slug(record.label, record.symbol))

    def find_resolution(self, name: str) -> NamedNode | None:
        """The formal decision of this label or symbol, if a record of the document describes it."""
        return self._resolutions.get(resolution_slug(name)) or self._resolutions.get(slug(normalise_symbol(name)))

    def issue(self, wording: str, code: str | None = None) -> NamedNode:
        """What a position is about: a resolution that the document describes, else an issue.

        An issue goes by its code in a codebook, else by the normal form of its wording, in which paraphrases are equal.
        """
        key = slug(code or normal_form(wording).key or wording)
        return self.find_resolution(wording) or self.minter.thing("issue", key)

    def place(self, name: str) -> NamedNode:
        """The place of a name."""
        return self.minter.thing("place", slug(name))

    def _is_decided(self, name: str) -> bool:
        decision = self._decisions.get(name)
        return decision is not None and decision.judgement != "new"

    def _read_resolutions(self, records: Iterable[SourcedRecord]) -> dict[str, NamedNode]:
        known: dict[str, NamedNode] = {}
        short: dict[str, set[NamedNode]] = {}
        for record in records:
            if isinstance(record, Resolution):
                node = self.resolution(record)
                for key in (record.label, record.symbol, find_symbol(record.label)):
                    if key:
                        known.setdefault(resolution_slug(key), node)
                if label := find_short_label(record.label, record.symbol):
                    short.setdefault(resolution_slug(label), set()).add(node)
        # Two bodies may have a resolution of one number: then it needs the body's name.
        return {key: next(iter(nodes)) for key, nodes in short.items() if len(nodes) == 1} | known


def _opening(text: str) -> str:
    """The first words of a text, by which people know one without a title; as many as its IRI has."""
    words = text.translate(_WITHIN).split()
    return f"“{' '.join(words[:_OPENING])} …”" if words else ""


def _read_aliases(records: Iterable[SourcedRecord]) -> dict[str, str]:
    """The name of the actor record that an alias belongs to, if it is one record's only and nobody's name."""
    owners: dict[str, set[str]] = {}
    actors = [record for record in records if isinstance(record, Actor)]
    for actor in actors:
        for alias in actor.aliases:
            owners.setdefault(fold_name(alias), set()).add(actor.name)
    names = {fold_name(actor.name) for actor in actors}
    return {alias: min(found) for alias, found in owners.items() if len(found) == 1 and alias not in names}


def _local_names(
    document: Document, records: Iterable[SourcedRecord], decisions: Mapping[str, Decision]
) -> Iterator[str]:
    """Those whom only this document knows: the anonymous, and whoever comments below it and is not in the registry."""
    yield from (author.name for author in document.authors if author.anonymous)
    for author in (author for part in document.parts for author in part.authors):
        decision = decisions.get(author.name)
        if author.anonymous or decision is None or decision.judgement != "same":
            yield author.name
    for record in records:
        if isinstance(record, Actor) and (record.anonymous or record.type == "commenter"):
            yield record.name
