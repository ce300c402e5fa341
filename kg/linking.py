"""Linking: which thing each actor name of one document means.

In: the records of one document and the registry. Out: one decision a name, with its evidence. Deciding only: nothing is
merged or renamed here, and what stays "unsure" is never merged with an entry of the registry.

A name is decided by, in this order: its exact names, what it stands for (metonym), the noun for a people, the name
without its title, the person of that surname who is named in full in the same document, the other names that its own
record gives. Where several entries fit, the type that the document gives it and then the company it keeps decide, or
nobody does. A spelling that is only near is reported as a candidate, no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from kg.records import Actor, ActorType, Event, Position, Relation, Resolution, SourcedRecord
from kg.registry import Decision, Entry, Registry, fold_name

# Two spellings of one name are at least this alike (rapidfuzz ratio, 0 to 100, of the folded names).
_NEAR = 88.0
_MAX_NEAR = 3
# A record of one of these types can mean an entry of those.
_FITS: Mapping[ActorType, frozenset[str]] = {
    "state": frozenset({"state"}),
    "person": frozenset({"person"}),
    "igo": frozenset({"igo", "organisation", "government_body", "coalition"}),
    "government_body": frozenset({"government_body", "igo", "state", "organisation"}),
    "armed_group": frozenset({"armed_group", "organisation", "coalition"}),
    "coalition": frozenset({"coalition", "igo", "armed_group"}),
    "organisation": frozenset({"organisation", "igo", "government_body", "armed_group", "coalition"}),
    "population": frozenset({"population"}),
    "commenter": frozenset(),
}


@dataclass(frozen=True)
class _Naming:
    """What the records of the document say of one name."""

    name: str
    record: Actor | None


def decide_actors(
    records: Sequence[SourcedRecord], registry: Registry, also: Iterable[str] = ()
) -> dict[str, Decision]:
    """Decide every actor name that the records of one document use, joint holders ("A; B") one by one.

    `also` are names that stand in no record: the document's authors, its publisher.
    """
    actors = _actor_records(records)
    names = dict.fromkeys([*(name for record in records for name in find_names(record)), *also])
    linker = _Linker(registry, actors, tuple(names))
    return {name: linker.decide(_Naming(name, actors.get(fold_name(name)))) for name in names}


def find_names(record: SourcedRecord) -> Iterator[str]:
    """All actor names that a record uses, in the order of its fields."""
    for field in _name_fields(record):
        yield from (part.strip() for part in field.split(";") if part.strip())
    for link in record.attribution:
        yield from link.sources


def _name_fields(record: SourcedRecord) -> Iterator[str]:
    match record:
        case Actor():
            fields: Iterable[str | None] = (record.name, record.affiliation)
        case Event():
            fields = [participant.actor for participant in record.participants]
        case Resolution():
            fields = (record.body, *record.parties)
        case Position():
            fields = (record.holder, record.on_behalf_of, record.target, record.attributed_by)
        case Relation():
            fields = (record.a, record.b)
    yield from (field for field in fields if field)


def _actor_records(records: Sequence[SourcedRecord]) -> dict[str, Actor]:
    """The actor record of each name and alias; a name wins over another's alias, the first over the second."""
    actors = [record for record in records if isinstance(record, Actor)]
    known: dict[str, Actor] = {}
    for actor in actors:
        known.setdefault(fold_name(actor.name), actor)
    for actor in actors:
        for alias in actor.aliases:
            known.setdefault(fold_name(alias), actor)
    return known


class _Linker:
    """The steps of one document's decisions."""

    def __init__(self, registry: Registry, actors: Mapping[str, Actor], names: Sequence[str]) -> None:
        self.registry, self.actors, self.names = registry, actors, names

    def decide(self, naming: _Naming) -> Decision:
        if naming.record is not None and (naming.record.anonymous or naming.record.type == "commenter"):
            return Decision(naming.name, "new", None, (), "anonymous: nobody beyond this document")
        for found, evidence in self._steps(naming):
            fitting = [entry for entry in found if _fits(entry, naming.record)]
            if fitting:
                return self._choose(naming, fitting, evidence)
        for entry in self.registry.find(naming.name):
            evidence = f"the {entry.name} of the registry is of another type ({entry.type})"
            return Decision(naming.name, "new", None, (), evidence)
        return self._near(naming)

    def _steps(self, naming: _Naming) -> Iterator[tuple[Sequence[Entry], str]]:
        name, registry = naming.name, self.registry
        if naming.record is None:
            yield self._stands_for(name), "metonym"
        yield registry.find_by_name(name), "exact name"
        yield registry.find_by_metonym(name), "metonym"
        yield registry.find_by_people(name), "name of the people"
        bare = self._bare(name)
        if bare != name:
            yield registry.find_by_name(bare), f"name without its title: {bare}"
        yield self._full_names(bare), "surname of a person named in full in the document"
        yield self._by_role(naming), "surname, with the office or the country of the registry"
        yield registry.find_by_surname(bare), "surname only"
        for alias in naming.record.aliases if naming.record else ():
            if len(fold_name(alias)) > 3:
                yield registry.find_by_name(alias), f"its other name in the document: {alias}"

    def _stands_for(self, name: str) -> list[Entry]:
        """The states whose government the name of a body stands for, where no record says that it means the body."""
        wholes = {whole for entry in self.registry.find_by_name(name) for whole in entry.part_of}
        return [entry for entry in self.registry.find_by_metonym(name) if entry.id in wholes]

    def _full_names(self, bare: str) -> list[Entry]:
        key = fold_name(bare)
        return [] if " " in key else [entry for entry in self._people_in_full if fold_name(entry.surname or "") == key]

    @cached_property
    def _people_in_full(self) -> tuple[Entry, ...]:
        """The people of the registry whom the document names in full somewhere, once each."""
        said = (*self.names, *(alias for actor in self.actors.values() for alias in actor.aliases))
        found = (entry for name in said for entry in self.registry.find_by_name(self._bare(name)))
        full = {entry.id: entry for entry in found if entry.type == "person"}
        return tuple(entry for entry in full.values() if self._is_full(entry, said))

    def _bare(self, name: str) -> str:
        return self.registry.split_title(name)[1]

    def _is_full(self, entry: Entry, said: Iterable[str]) -> bool:
        keys = {fold_name(name) for name in entry.names if " " in name}
        return any(fold_name(self._bare(name)) in keys for name in said)

    def _by_role(self, naming: _Naming) -> list[Entry]:
        record = naming.record
        if record is None or not record.affiliation:
            return []
        homes = {entry.id for entry in self.registry.find(record.affiliation)}
        namesakes = self.registry.find_by_surname(self._bare(naming.name))
        return [entry for entry in namesakes if entry.affiliation in homes]

    def _choose(self, naming: _Naming, found: Sequence[Entry], evidence: str) -> Decision:
        if evidence == "surname only":
            return _unsure(naming.name, found, "surname only, and nobody of that name is named in full")
        if len(found) == 1 and fold_name(naming.name) not in map(fold_name, found[0].shared):
            return Decision(naming.name, "same", found[0].id, (found[0].id,), evidence)
        kept = [(entry, company) for entry in found if (company := self._company(entry))]
        if len(kept) == 1:
            [(entry, company)] = kept
            why = f"{evidence}; the document also names {', '.join(sorted(company))}"
            return Decision(naming.name, "same", entry.id, _ids(found), why)
        return _unsure(naming.name, found, f"{_count(found)}: {', '.join(entry.name for entry in found)}")

    def _company(self, entry: Entry) -> set[str]:
        """Names in the document that speak for this entry: other names of its own, its seat, its people, its state.

        The state of a body speaks for it only where the document names no other state.
        """
        own = {fold_name(name) for name in (*entry.aliases, *entry.metonyms, entry.capital or "", entry.name) if name}
        own -= {fold_name(name) for name in entry.shared}
        own = {key for key in own if len(self.registry.find_by_name(key)) < 2}
        own |= {fold_name(member.name) for member in self.registry.members(entry.id)}
        wholes = {*entry.part_of, entry.affiliation or ""} & self._entries_named
        if self._states_named <= wholes | {entry.id}:
            own |= {fold_name(self.registry.get(id).name) for id in wholes}
        return {name for name in self._context if fold_name(self._bare(name)) in own}

    @cached_property
    def _entries_named(self) -> frozenset[str]:
        """The entries that names in the document mean beyond doubt."""
        found = (self.registry.find_by_name(name) for name in self._context)
        return frozenset(entries[0].id for entries in found if len(entries) == 1)

    @cached_property
    def _states_named(self) -> frozenset[str]:
        return frozenset(id for id in self._entries_named if self.registry.get(id).type == "state")

    @cached_property
    def _context(self) -> tuple[str, ...]:
        return (*self.names, *dict.fromkeys(alias for actor in self.actors.values() for alias in actor.aliases))

    def _near(self, naming: _Naming) -> Decision:
        key = fold_name(self._bare(naming.name))
        if len(key) < 5:
            return Decision(naming.name, "new", None, (), "no such name in the registry")
        near = process.extract(key, self._spellings, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=_MAX_NEAR)
        entries = (entry for spelling, _, _ in near for entry in self.registry.by_name[spelling])
        found = {entry.id: entry for entry in entries if _fits(entry, naming.record)}
        if found:
            return _unsure(naming.name, list(found.values()), "spelt nearly like one in the registry")
        return Decision(naming.name, "new", None, (), "no such name in the registry")

    @cached_property
    def _spellings(self) -> tuple[str, ...]:
        return tuple(self.registry.by_name)


def _fits(entry: Entry, record: Actor | None) -> bool:
    return record is None or entry.type in _FITS[record.type]


def _unsure(name: str, found: Sequence[Entry], evidence: str) -> Decision:
    return Decision(name, "unsure", None, _ids(found), evidence)


def _ids(found: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(entry.id for entry in found)


def _count(found: Sequence[Entry]) -> str:
    return {1: "one candidate, of a name that others share", 2: "two candidates"}.get(
        len(found), f"{len(found)} candidates"
    )
