"""The mentions of a whole document: every block's names and groups, and what only the whole document can tell.

In: a document, its blocks, the registry. Out: mentions in text order, each under the common name of its actor: surnames
and acronyms under the full name that the document gives, short names of organisations under the long one, ambiguous
names under the one that the document speaks of, where it does. Who "they" are, and who is listed, is not decided here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.groups import GroupReader, find_groups
from kg.extraction.mentions import ActorWords, How, Mention, actor_words, governs, phrase_head, takes_part
from kg.extraction.names import Hit, find_hits, tokens_of
from kg.extraction.people import Reader, find_organisations, find_people
from kg.records import Document
from kg.registry import Entry, Registry, fold_name

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.extraction.english import Block

Key = tuple[int, int]
Names = tuple[str, ...]

_ACRONYM = re.compile(r"^[A-Z][A-Za-z0-9&-]*[A-Z0-9]$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# People stay in the news for some years after they leave office.
_AFTERLIFE = 3


class Finder:
    """Finds the mentions of one document, block by block, then what only the whole document can tell."""

    def __init__(self, document: Document, blocks: Sequence[Block], registry: Registry) -> None:
        self.document, self.blocks, self.registry = document, blocks, registry
        self.words: ActorWords = actor_words()
        self.shared_tokens: dict[Key, Names] = {}
        self._year = _reference_year(document)

    def find(self) -> list[Mention]:
        hits = [list(find_hits(block.doc.text, self.registry)) for block in self.blocks]
        self._named_ids = {
            entry.id for block in hits for hit in block if len(hit.entries) == 1 for entry in hit.entries
        }
        names = [self._block_names(number, block, hits[number]) for number, block in enumerate(self.blocks)]
        names = self._unify(names)
        found: list[Mention] = []
        for number, block in enumerate(self.blocks):
            named = {at: m for m in names[number] for at in range(m.start, m.end)}
            groups = list(find_groups(GroupReader(number, block.doc, named, self.registry, self.words)))
            found += [*_behind_governments(names[number], groups), *groups]
        return sorted(self._same_groups(found), key=lambda m: (m.block, m.start, m.end))

    def _block_names(self, number: int, block: Block, hits: Sequence[Hit]) -> list[Mention]:
        reader = Reader(number, block.doc, self.registry, self.words)
        organisations = list(find_organisations(reader))
        known = [mention for hit in hits if (mention := self._read_hit(number, block, hit)) is not None]
        chosen = _longest([*known, *organisations])
        taken = {
            at for m in chosen for at in range(m.start, m.end) if m.how not in ("adjective",) and m.type != "person"
        }
        people = list(find_people(reader, taken))
        return _longest([*chosen, *people])

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
        entry = self._one_entry(entries, text)
        if entry is None and hit.kind in ("adjective", "metonym", "people"):
            return None
        kind = entry.type if entry is not None else entries[0].type
        if entry is not None and text.split()[-1].islower() and _modifies(block.doc[end - 1]):
            return self._owner_only(number, start, end, head, entry)
        how, acts = self._judge(hit, head, text, kind)
        if how is None:
            return None
        self._note_shared(number, start, end, entry)
        name = entry.name if entry is not None else text
        return Mention(number, start, end, head, name, kind, how, acts, entry,
                       affiliation=self._affiliation(entry), role=None)  # fmt: skip

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
        if before is None or not _is_name_beside(before):
            return _is_name_beside(after)
        return not before.is_sent_start or text in lists["given_names"]

    def _one_entry(self, entries: Sequence[Entry], text: str) -> Entry | None:
        key = fold_name(text)
        if len(entries) == 1 and key not in map(fold_name, entries[0].shared):
            return entries[0]
        own = [entry for entry in entries if key not in map(fold_name, entry.shared)]
        if len(own) == 1:
            return own[0]
        kept = [entry for entry in entries if self._kin(entry) & self._named_ids]
        return kept[0] if len(kept) == 1 else None

    def _kin(self, entry: Entry) -> set[str]:
        return {entry.id, *entry.part_of, *(member.id for member in self.registry.members(entry.id))}

    def _judge(self, hit: Hit, head: Token, text: str, kind: str) -> tuple[How | None, bool]:
        """How a hit names its actor, and whether the actor takes part; (None, False) if it names none."""
        modifies = head.dep_ in ("amod", "compound") and head.head.i > head.i
        if hit.kind == "adjective" or (hit.kind == "people" and (modifies or head.tag_ == "JJ")):
            return "adjective", modifies and head.head.lemma_.lower() in self.words.lists["agentive"]
        if hit.kind == "people":
            counted = any(child.dep_ in ("nummod", "amod") for child in head.children)
            one = head.tag_ in ("NN", "NNP") and text.endswith("n")
            return (None, False) if counted or one else ("people", takes_part(head, self.words))
        if hit.kind == "metonym":
            seat = text in self.words.lists["seats"]
            return "metonym", takes_part(head, self.words) if seat else governs(head, self.words)
        return "name", kind == "person" or takes_part(head, self.words, is_place=kind == "state")

    def _unify(self, names: list[list[Mention]]) -> list[list[Mention]]:
        """One name for one actor throughout the document."""
        names = [[*found, *self._left_over(number, found, names)] for number, found in enumerate(names)]
        short = self._short_names([mention for found in names for mention in found])
        acronyms = self._acronyms(names)
        return [_longest([self._rename(mention, short, acronyms) for mention in found]) for found in names]

    def _rename(self, mention: Mention, short: Mapping[str, Mention], acronyms: Mapping[str, Mention]) -> Mention:
        if (full := acronyms.get(mention.text)) is not None and full.name != mention.name and mention.type != "person":
            return replace(mention, name=full.name, type=full.type, entry=full.entry)
        if mention.entry is None and (full := short.get(fold_name(mention.name))) is not None:
            return replace(mention, name=full.name, type=full.type, entry=full.entry)
        return mention

    def _short_names(self, mentions: Sequence[Mention]) -> dict[str, Mention]:
        """Which longer name a short one belongs to: a surname, or the beginning or end of an organisation's name."""
        short: dict[str, dict[str, Mention]] = {}
        for mention in mentions:
            if mention.type == "person" and " " in mention.name:
                surname = (mention.entry.surname if mention.entry else None) or mention.name.split()[-1]
                for key in (surname, surname.removeprefix("al-"), f"al-{surname}", mention.text.split()[-1]):
                    short.setdefault(fold_name(key), {})[mention.name] = mention
            elif mention.how == "organisation":
                for part in _short_forms(mention.name):
                    short.setdefault(fold_name(part), {})[mention.name] = mention
        return {key: next(iter(found.values())) for key, found in short.items() if len(found) == 1}

    def _acronyms(self, names: Sequence[Sequence[Mention]]) -> dict[str, Mention]:
        """What the document says acronyms stand for: "Armed Conflict Observatory (ACO)"."""
        found: dict[str, Mention] = {}
        for number, mentions in enumerate(names):
            doc = self.blocks[number].doc
            for mention in mentions:
                at = mention.end
                if (
                    at + 2 < len(doc)
                    and doc[at].text == "("
                    and doc[at + 2].text == ")"
                    and _ACRONYM.match(doc[at + 1].text)
                ):
                    found.setdefault(doc[at + 1].text, mention)
        return found

    def _left_over(
        self, number: int, found: Sequence[Mention], names: Sequence[Sequence[Mention]]
    ) -> Iterator[Mention]:
        """Surnames and acronyms that no other reading took: those that the document or the registry explains."""
        everything = [mention for block in names for mention in block]
        short, acronyms = self._short_names(everything), self._acronyms(names)
        covered = {at for mention in found for at in range(mention.start, mention.end)}
        for start, end in _lone_words(self.blocks[number].doc, covered):
            tokens = self.blocks[number].doc[start:end]
            full = acronyms.get(tokens.text) or short.get(fold_name(tokens.text))
            head = phrase_head(tokens)
            if full is not None and (full.type == "person" or tokens.text in acronyms):
                acts = full.type == "person" or takes_part(head, self.words)
                yield replace(full, block=number, start=start, end=end, head=head, role=None, acts=acts)
            elif full is None and (person := self._surname(number, start, end, head)) is not None:
                yield person

    def _surname(self, number: int, start: int, end: int, head: Token) -> Mention | None:
        """A person whom the document calls by the surname only, if the country or body is in the document too."""
        text = self.blocks[number].doc[start:end].text
        namesakes = [entry for entry in self.registry.find_by_surname(text) if entry.affiliation in self._named_ids]
        if not namesakes or (head.is_sent_start and head.ent_type_ != "PERSON") or not head.dep_ or head.tag_ != "NNP":
            return None
        if self._year is not None:
            namesakes = [entry for entry in namesakes if _in_office(entry, self._year)] or namesakes
        entry = namesakes[0] if len(namesakes) == 1 else None
        homes = {entry.affiliation for entry in namesakes if entry.affiliation}
        home = self.registry.get(homes.pop()).name if len(homes) == 1 and entry is None else None
        name = entry.name if entry is not None else text
        return Mention(number, start, end, head, name, "person", "person", True, entry, None, home)

    def _same_groups(self, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """ "The opposition" and "moderates" are those of the one country whose opposition the document speaks of."""
        known = {m.name for m in mentions if m.name.endswith(" opposition") and not m.name.startswith("Moderate ")}
        known = known or self._own_opposition(mentions)
        for mention in mentions:
            if mention.how == "office" and (holder := self._holder(mention, mentions)) is not None:
                yield replace(mention, name=holder.name, entry=holder)
            elif mention.name in ("Opposition", "Moderates") and mention.how == "group":
                if len(known) == 1:
                    prefix = "Moderate " if mention.name == "Moderates" else ""
                    yield replace(mention, name=prefix + next(iter(known)))
            else:
                yield mention

    def _own_opposition(self, mentions: Sequence[Mention]) -> set[str]:
        """The opposition of the one state that a document without others is about."""
        states = Counter(m.entry for m in mentions if m.entry is not None and m.entry.type == "state")
        (first, most), (_, next_most) = [*states.most_common(2), (None, 0), (None, 0)][:2]
        if first is None or most < 2 * next_most or most < 2 or not first.adjectives:
            return set()
        return {f"{first.adjectives[0]} opposition"}

    def _holder(self, mention: Mention, mentions: Sequence[Mention]) -> Entry | None:
        """Who holds the office: the one person of that role whom the document names, or who held it at its time."""
        home = self.registry.find_by_name(mention.affiliation or "")
        role = (mention.role or "").casefold()
        if len(home) != 1 or not role:
            return None
        able = [
            e for e in self.registry.members(home[0].id) if e.type == "person" and (e.role or "").casefold() == role
        ]
        named = {m.entry.id for m in mentions if m.entry is not None}
        here = [entry for entry in able if entry.id in named]
        if not here and self._year is not None:
            here = [entry for entry in able if _in_office(entry, self._year, 0)]
        return here[0] if len(here) == 1 else None


def _behind_governments(names: Sequence[Mention], groups: Sequence[Mention]) -> Iterator[Mention]:
    """People whose name only says which government is meant ("the Assad regime") do not take part there."""
    places = {at for group in groups if group.how == "government" for at in range(group.start, group.end)}
    for mention in names:
        inside = mention.type == "person" and mention.start in places
        yield replace(mention, acts=False) if inside else mention


def _short_forms(name: str) -> Iterator[str]:
    """ "Working Group on the Future of X" is also "Working Group"; "National Farmers Union" also "Farmers Union"."""
    words = name.split()
    links = [at for at, word in enumerate(words) if word in ("of", "for", "on")]
    if links and links[0] > 1:
        yield " ".join(words[: links[0]])
    if not links and len(words) > 2:
        yield " ".join(words[1:])


def _lone_words(doc: Doc, covered: set[int]) -> Iterator[tuple[int, int]]:
    """Capitalised words that stand alone and in no mention, "al-Assad" as one."""
    for token in doc:
        if token.i in covered or not token.text[:1].isupper() or token.tag_ not in ("NNP", "NNPS", "NN", "NNS"):
            continue
        if _is_name_beside(doc[token.i + 1] if token.i + 1 < len(doc) else None):
            continue
        before = doc[token.i - 1] if token.i else None
        if (
            _is_name_beside(before)
            and before is not None
            and not before.is_sent_start
            and before.i not in covered
            and before.lower_ != "al"
        ):
            continue
        joined = token.i >= 2 and doc[token.i - 1].text == "-" and doc[token.i - 2].lower_ in ("al", "el")
        yield (token.i - 2 if joined else token.i), token.i + 1


def _modifies(token: Token) -> bool:
    """Whether a noun only qualifies the one after it."""
    return token.dep_ in ("compound", "amod") and token.head.i > token.i and token.head.tag_.startswith("NN")


def _is_name_beside(token: Token | None) -> bool:
    return token is not None and token.tag_ in ("NNP", "NNPS") and token.text[:1].isupper()


def _in_office(entry: Entry, year: int, after: int = _AFTERLIFE) -> bool:
    since, until = int(entry.since or 0), int(entry.until or 9999)
    return since <= year <= until + after


def _reference_year(document: Document) -> int | None:
    """The year that the document speaks from: that of its publication, or the last that it names."""
    if document.published and document.published[:4].isdigit():
        return int(document.published[:4])
    years = [int(match[0]) for match in _YEAR.finditer(document.text)]
    return max((year for year in years if year < 2040), default=None)


def _longest(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that do not overlap: the longer first, a person with a role before the bare name."""
    kept: list[Mention] = []
    taken: set[int] = set()
    order = sorted(mentions, key=lambda m: (m.start - m.end, m.role is None, m.how == "organisation", m.start))
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
