"""The mentions of a whole document, in text order, each under the common name of its actor.

In: a document, its blocks, the registry. Out: mentions: names of the registry read where they stand, people,
organisations, described groups. An ambiguous name goes to the entry that the document speaks of, where it does. Who
"they" are, and who is listed, is not decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction import grammar
from kg.extraction.cast.employers import owner_before
from kg.extraction.cast.first_names import FirstNames
from kg.extraction.cast.groups import find_groups
from kg.extraction.cast.homes import Homes
from kg.extraction.cast.mentions import (
    ActorWords,
    How,
    Mention,
    Reader,
    actor_words,
    governs,
    phrase_head,
    singular,
    takes_part,
)
from kg.extraction.cast.names import Hit, find_hits, tokens_of
from kg.extraction.cast.organisations import find_organisations
from kg.extraction.cast.people import find_people
from kg.extraction.cast.phrases import PhraseReader
from kg.extraction.cast.service import Service
from kg.extraction.cast.spans import is_name_beside, keep_longest
from kg.extraction.cast.unifying import Unifier
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.records import Document
from kg.registry import Entry, Registry, fold_name

# "Some Gambians" are not the Gambia.
_SOME = frozenset("some many most few several other all no".split())
Key = tuple[int, int]
Names = tuple[str, ...]


class Finder:
    """Finds the mentions of one document, block by block, then what only the whole document can tell."""

    def __init__(self, document: Document, blocks: Sequence[Block], registry: Registry) -> None:
        self.document, self.blocks, self.registry = document, blocks, registry
        self.words: ActorWords = actor_words()
        self.shared_tokens: dict[Key, Names] = {}
        self._hits = [list(find_hits(block.doc.text, registry)) for block in blocks]
        self.homes = Homes(blocks, self._hits, registry)
        self.first_names = FirstNames(document.text, registry)
        sure = (hit.entries[0] for hits in self._hits for hit in hits if len(hit.entries) == 1)
        self._named = Counter(home for entry in sure for home in {entry.id, *entry.part_of, entry.affiliation or ""})

    def find(self) -> list[Mention]:
        """Every mention, by block and place."""
        unifier = Unifier(self.document, self.blocks, self.registry, frozenset(self._named))
        names = [self._block_names(number, block, self._hits[number]) for number, block in enumerate(self.blocks)]
        names = unifier.unify(names)
        service = Service(self.blocks, self.homes, unifier.holders, self._named, self.registry)
        names = [[service.at_home(mention) for mention in found] for found in names]
        found: list[Mention] = []
        for number, block in enumerate(self.blocks):
            named = {at: m for m in names[number] for at in range(m.start, m.end)}
            groups = list(find_groups(PhraseReader(number, block.doc, named, self.registry, self.words, self.homes)))
            found += [*_behind_governments(names[number], groups), *groups]
        return sorted(unifier.same_groups(found), key=lambda m: (m.block, m.start, m.end))

    def _block_names(self, number: int, block: Block, hits: Sequence[Hit]) -> list[Mention]:
        reader = Reader(number, block.doc, self.registry, self.words)
        organisations = list(find_organisations(reader))
        known = [mention for hit in hits if (mention := self._read_hit(number, block, hit)) is not None]
        chosen = keep_longest([*known, *organisations])
        taken = {
            at for m in chosen for at in range(m.start, m.end) if m.how not in ("adjective",) and m.type != "person"
        }
        people = [person for person in find_people(reader, taken) if not self._is_namesake(person)]
        return keep_longest([*chosen, *people])

    def _is_namesake(self, person: Mention) -> bool:
        """Whether a surname would mean a person of the registry, but the document speaks of another of the name."""
        return person.entry is not None and " " not in person.text and self.first_names.rule_out(person.entry)

    def _read_hit(self, number: int, block: Block, hit: Hit) -> Mention | None:
        place = tokens_of(block.doc, hit.start, hit.end)
        if place is None:
            return None
        start, end = place
        tokens = block.doc[start:end]
        text = block.doc.text[hit.start : hit.end]
        head = phrase_head(tokens)
        if hit.words == 1 and self._in_longer_name(block, start, end, hit, text):
            return None
        entries = self.registry.find_by_metonym(text) if hit.kind == "metonym" else hit.entries
        entry, text = self._meant(number, head, entries, text)
        if text.isupper() and hit.kind == "metonym" and len(text) > 3:
            return None
        if entry is not None and (other := self._other_owner(block, start, end, entry)) is not None:
            entry, text = None, f"{other.adjectives[0]} {text}"
            entries = self.registry.find_by_name(text) or entries
            entry = entries[0] if fold_name(text) == fold_name(entries[0].name) else None
        if entry is None and hit.kind in ("adjective", "metonym", "people"):
            return None
        if entry is not None and hit.words == 1 and self.first_names.rule_out(entry):
            return None
        kind = entry.type if entry is not None else entries[0].type
        crew = (
            kind == "government_body" and text.split()[-1] != "government" and _is_crew(block.doc[end - 1], self.words)
        )
        if entry is not None and text.split()[-1].islower() and _modifies(block.doc[end - 1]) and not crew:
            return self._owner_only(number, start, end, head, entry)
        how, acts = self._judge(hit, head, text, kind)
        if how is None:
            return None
        self._note_shared(number, start, end, entry)
        if how == "people" and entry is not None and _is_counted(head):
            return self._some_of(number, start, end, head, text) if head.dep_.startswith("nsubj") else None
        name = entry.name if entry is not None else text
        return Mention(number, start, end, head, name, kind, how, acts, entry,
                       affiliation=self._affiliation(entry), role=None)  # fmt: skip

    def _some_of(self, number: int, start: int, end: int, head: Token, text: str) -> Mention:
        """Some of a people ("eight million Venezuelans"): a population, not the state."""
        return Mention(number, start, end, head, text, "population", "people", takes_part(head, self.words))

    def _other_owner(self, block: Block, start: int, end: int, entry: Entry) -> Entry | None:
        """Another state whose body it is: "South Korea's Joint Chiefs of Staff"."""
        if entry.type not in ("government_body", "organisation") or not entry.part_of:
            return None
        owner = owner_before(Reader(0, block.doc, self.registry, self.words), start)
        owner = owner or self.homes.seat_after(block.doc[end - 1])
        foreign = owner is not None and owner.type == "state" and owner.id not in self._wholes(entry)
        return owner if foreign and owner is not None and owner.adjectives else None

    def _wholes(self, entry: Entry) -> set[str]:
        """What the entry is part of, and what that is part of."""
        above = {whole for part in entry.part_of for whole in self.registry.get(part).part_of}
        return {*entry.part_of, *above}

    def _owner_only(self, number: int, start: int, end: int, head: Token, entry: Entry) -> Mention | None:
        """A body's name that only qualifies ("American military power") stands for the state that it belongs to."""
        owner = next((self.registry.get(whole) for whole in entry.part_of), None)
        if owner is None:
            return None
        return Mention(number, start, end, head, owner.name, owner.type, "adjective", False, owner)

    def _affiliation(self, entry: Entry | None) -> str | None:
        home = next(iter(entry.part_of), None) if entry is not None and entry.type == "government_body" else None
        return self.registry.get(home).name if home is not None else None

    def _note_shared(self, number: int, start: int, end: int, entry: Entry | None) -> None:
        """One token that holds two names ("U.S.-Russia") stands for both."""
        if end - start == 1 and entry is not None:
            before = self.shared_tokens.get((number, start), ())
            self.shared_tokens[number, start] = tuple(dict.fromkeys((*before, entry.name)))

    def _in_longer_name(self, block: Block, start: int, end: int, hit: Hit, text: str) -> bool:
        """Whether a capital beside it makes the word part of another name ("Michael Jordan", "Moscow Times")."""
        lists = self.words.lists
        if text in lists["seats"] or not (hit.kind == "metonym" or text in lists["given_names"]):
            return False
        before = block.doc[start - 1] if start else None
        after = block.doc[end] if end < len(block.doc) else None
        if before is None or not is_name_beside(before):
            return is_name_beside(after)
        return not before.is_sent_start or text in lists["given_names"]

    def _meant(self, number: int, head: Token, entries: Sequence[Entry], text: str) -> tuple[Entry | None, str]:
        """The entry that a name means, and the name; a body of no known state is that of the state in the context."""
        entry = self._one_entry(entries, text)
        if entry is not None or entries[0].type != "government_body":
            return entry, text
        home = self.homes.near(number, head)
        if home is None or not home.adjectives:
            return None, text
        own = [entry for entry in entries if home.id in self._wholes(entry)]
        name = f"{home.adjectives[0]} {text.lower()}"
        own = own or [entry for entry in self.registry.find_by_name(name) if entry.type == "government_body"]
        return (own[0], text) if len(own) == 1 else (None, name)

    def _one_entry(self, entries: Sequence[Entry], text: str) -> Entry | None:
        key = fold_name(text)
        if len(entries) == 1 and key not in map(fold_name, entries[0].shared):
            return entries[0]
        own = [entry for entry in entries if key not in map(fold_name, entry.shared)]
        kept = [entry for entry in entries if self._is_meant(entry)]
        if len(own) == 1 and (own[0] in kept or len(kept) != 1):
            return own[0]
        if len(kept) == 1:
            return kept[0]
        return next((e for e in kept if e.type == "state" and self.homes.outweighs(e, kept)), None)

    def _is_meant(self, entry: Entry) -> bool:
        """Whether the document speaks of the entry, or (for a body) of its state at least as much as of any other."""
        if entry.type == "state":
            return bool(self._named[entry.id])
        wholes = self._wholes(entry)
        states = [id for id in self._named if id in self.registry and self.registry.get(id).type == "state"]
        most = max((self._named[id] for id in states), default=0)
        return any(self._named[id] >= max(most, 1) for id in wholes)

    def _judge(self, hit: Hit, head: Token, text: str, kind: str) -> tuple[How | None, bool]:
        """How a hit names its actor, and whether the actor takes part; (None, False) if it names none."""
        modifies = head.dep_ in ("amod", "compound") and head.head.i > head.i
        if hit.kind == "adjective" or (hit.kind == "people" and (modifies or head.tag_ == "JJ")):
            return "adjective", modifies and head.head.lemma_.lower() in self.words.lists["agentive"]
        if hit.kind == "people":
            if head.tag_ in ("NN", "NNP") and text.endswith("n"):
                return None, False
            return "people", takes_part(head, self.words)
        if hit.kind == "metonym":
            seat = text in self.words.lists["seats"]
            return "metonym", takes_part(head, self.words) if seat else governs(head, self.words)
        inside = kind in ("coalition", "igo") and grammar.preposition(head) in ("in", "into", "from", "of")
        member = inside and (kind == "coalition" or head.head.lemma_.lower() in self.words.lists["belonging"])
        return "name", kind == "person" or member or takes_part(head, self.words, is_place=kind == "state")


def _behind_governments(names: Sequence[Mention], groups: Sequence[Mention]) -> Iterator[Mention]:
    """Those whose name only says whose government or group is meant ("the Assad regime") do not take part there."""
    places = {at for group in groups if group.entry is None for at in range(group.start, group.end)}
    for mention in names:
        inside = any(at in places for at in range(mention.start, mention.end))
        inside = inside or (mention.type == "person" and _leads(mention, places))
        yield replace(mention, acts=False) if inside else mention


def _leads(mention: Mention, places: set[int]) -> bool:
    """Whether the name only qualifies a government with "led" ("the Assad led government")."""
    doc = mention.head.doc
    led = next((at for at in range(mention.end, min(mention.end + 2, len(doc))) if doc[at].lower_ == "led"), None)
    return led is not None and bool(places & {led + 1, led + 2})


def _is_counted(head: Token) -> bool:
    """Whether the noun for a people means only some of it."""
    return any(c.dep_ in ("nummod", "amod") or c.lower_ in _SOME for c in head.children)


def _is_crew(token: Token, words: ActorWords) -> bool:
    """Whether the noun after a body's name is what it acts with: "coast guard cutters"."""
    if token.i + 1 == len(token.doc) or token.lower_ == "government":
        return False
    return singular(token.nbor(), words) in words.lists["crews"]


def _modifies(token: Token) -> bool:
    """Whether a noun only qualifies the one after it."""
    return token.dep_ in ("compound", "amod") and token.head.i > token.i and token.head.tag_.startswith("NN")
