"""One name for one actor throughout a document: surnames, acronyms, short names, office-holders, "the opposition".

In: the mentions of all blocks. Out: the same mentions under common names, and those that only the rest of the document
explains ("Okoro" after "President Amina Okoro"). Pronouns are resolved elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extraction.cast.first_names import FirstNames
from kg.extraction.cast.holders import Holders, named_holder
from kg.extraction.cast.mentions import Mention, actor_words, phrase_head, takes_part
from kg.extraction.cast.spans import keep_longest, lone_words
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.records import Document
from kg.registry import Entry, Registry, fold_name

_ACRONYM = re.compile(r"^[A-Z][A-Za-z0-9&-]*[A-Z0-9]$")
# "FDP", "ExxonMobil": capitals only, or one inside.
_COINED = re.compile(r"^(?:[A-Z]{2,8}|[A-Z][a-z]+[A-Z][A-Za-z]+)$")
# People stay in the news for some years after they leave office.
_AFTERLIFE = 3


@dataclass(frozen=True)
class _Explained:
    """What short names mean in a document: acronyms, short forms that one actor has, surnames that several have."""

    acronyms: Mapping[str, Mention]
    short: Mapping[str, Mention]
    namesakes: Mapping[str, Sequence[Mention]]

    def find(self, text: str, block: int, start: int) -> Mention | None:
        """The mention of the full name that a short one at this place stands for."""
        key = fold_name(text)
        known = self.acronyms.get(text) or self.short.get(key)
        return known or _last_before(self.namesakes.get(key, ()), block, start)


class Unifier:
    """Knows the blocks of one document, when it was written, and which entries of the registry it names."""

    def __init__(
        self, document: Document, blocks: Sequence[Block], registry: Registry, named_ids: frozenset[str]
    ) -> None:
        self.blocks, self.registry, self.words, self._named_ids = blocks, registry, actor_words(), named_ids
        self._places = frozenset(entry.capital for entry in registry.entries if entry.capital)
        self.holders, self.others = Holders(document, registry), FirstNames(document.text, registry)
        self._year = self.holders.year

    def unify(self, names: list[list[Mention]]) -> list[list[Mention]]:
        """One name for one actor throughout the document."""
        explained = self._explained(names)
        names = [[*found, *self._left_over(number, found, explained)] for number, found in enumerate(names)]
        short = self._short_names([mention for found in names for mention in found])
        acronyms = self._acronyms(names)
        return [keep_longest([self._rename(mention, short, acronyms) for mention in found]) for found in names]

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

    def _explained(self, names: Sequence[Sequence[Mention]]) -> _Explained:
        everything = [mention for block in names for mention in block]
        return _Explained(self._acronyms(names), self._short_names(everything), _by_surname(everything))

    def _left_over(self, number: int, found: Sequence[Mention], explained: _Explained) -> Iterator[Mention]:
        """Surnames and acronyms that no other reading took: those that the document or the registry explains."""
        covered = {at for mention in found for at in range(mention.start, mention.end)}
        for start, end in lone_words(self.blocks[number].doc, covered):
            tokens = self.blocks[number].doc[start:end]
            full = explained.find(tokens.text, number, start)
            head = phrase_head(tokens)
            if full is not None and (full.type == "person" or tokens.text in explained.acronyms):
                acts = full.type == "person" or takes_part(head, self.words)
                yield replace(full, block=number, start=start, end=end, head=head, role=None, acts=acts)
            elif full is None and (person := self._surname(number, start, end, head)) is not None:
                yield person
            elif full is None and self._is_party(tokens.text, head):
                yield Mention(number, start, end, head, tokens.text, "organisation", "organisation", True)

    def _is_party(self, text: str, head: Token) -> bool:
        """Whether a coined name that nobody explains says or wants something, or is called a company or party."""
        if head.i and head.nbor(-1).lower_ in self.words.lists["associations"]:
            return head.tag_.startswith("NNP")
        speaks = head.head.lemma_.lower() in self.words.lists["speaking"]
        if text.isupper() and (head.i == 0 or text.title() in self._places):
            return False  # a dateline, or a place set in capitals
        return bool(_COINED.match(text)) and head.dep_ == "nsubj" and speaks

    def _surname(self, number: int, start: int, end: int, head: Token) -> Mention | None:
        """A person whom the document calls by the surname only, if the country or body is in the document too."""
        text = self.blocks[number].doc[start:end].text
        namesakes = [entry for entry in self.registry.find_by_surname(text) if entry.affiliation in self._named_ids]
        namesakes = [entry for entry in namesakes if not self.others.rule_out(entry)]
        doubtful = head.is_sent_start or text in self.words.lists["common_surnames"]
        if not namesakes or (doubtful and head.ent_type_ != "PERSON") or head.tag_ != "NNP":
            return None
        if text in self.words.lists["not_names"]:
            return None
        if self._year is not None:
            namesakes = [entry for entry in namesakes if _in_office(entry, self._year)] or namesakes
        entry = namesakes[0] if len(namesakes) == 1 else None
        homes = {entry.affiliation for entry in namesakes if entry.affiliation}
        home = self.registry.get(homes.pop()).name if len(homes) == 1 and entry is None else None
        name = entry.name if entry is not None else text
        return Mention(number, start, end, head, name, "person", "person", True, entry, None, home)

    def same_groups(self, mentions: Sequence[Mention]) -> Iterator[Mention]:
        """ "The opposition" and "moderates" are those of the one country whose opposition the document speaks of."""
        known = {m.name for m in mentions if m.name.endswith(" opposition") and not m.name.startswith("Moderate ")}
        known = known or self._own_opposition(mentions)
        for mention in mentions:
            if mention.how == "office" and (named := named_holder(mention, mentions, self.registry)) is not None:
                yield replace(mention, name=named.name, entry=named.entry, role=None)
            elif mention.how == "office" and (holder := self.holders.holder(mention, mentions)) is not None:
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


def _by_surname(mentions: Sequence[Mention]) -> dict[str, list[Mention]]:
    """The people whom the document names in full, by surname, in text order."""
    found: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.entry is not None and mention.entry.surname and " " in mention.text:
            found.setdefault(fold_name(mention.entry.surname), []).append(mention)
    return found


def _last_before(people: Sequence[Mention], block: int, start: int) -> Mention | None:
    """Of several namesakes, the one who was named in full last."""
    before = [mention for mention in people if (mention.block, mention.start) < (block, start)]
    return max(before, key=lambda mention: (mention.block, mention.start), default=None)


def _short_forms(name: str) -> Iterator[str]:
    """ "Working Group on the Future of X" is also "Working Group"; "National Farmers Union" also "Farmers Union"."""
    words = name.split()
    links = [at for at, word in enumerate(words) if word in ("of", "for", "on")]
    if links and links[0] > 1:
        yield " ".join(words[: links[0]])
    if not links and len(words) > 2:
        yield " ".join(words[1:])


def _in_office(entry: Entry, year: int) -> bool:
    since, until = int(entry.since or 0), int(entry.until or 9999)
    return since <= year <= until + _AFTERLIFE
