"""Organisations by the shape of their names: a run of capitalised words with a head that the lexicon knows.

In: a block with its parse, the registry, the lexicon. Out: mentions of organisations ("Ministry of Foreign Affairs").
Names that the registry has are found there; which names are one organisation is decided elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extraction import grammar
from kg.extraction.cast.employers import home_in, owner_before
from kg.extraction.cast.mentions import Mention, Reader, phrase_head, takes_part
from kg.records import ActorType
from kg.registry import Entry

_JOINTS = frozenset({"-", "–", "'", "’"})
_LINKS = frozenset({"of", "for", "on"})
_NO_NAME_TAGS = frozenset("DT IN PRP PRP$ RB CC WRB WP UH VBZ VBD".split())
# An organisation of states says so in its name.
_WORLDLY = frozenset(
    """United International Intergovernmental Multinational African European Arab Asian American World Islamic Economic
    Atlantic Pacific Governmental Nations States Commonwealth Regional Nordic Andean Caribbean""".split()
)

# A commission with one of these in its name is a state's.
_NATIONAL = frozenset("Election Elections Electoral Federal Supreme Constitutional Royal Presidential".split())


def find_organisations(reader: Reader) -> Iterator[Mention]:
    """The organisations of a block whose names have a head that the lexicon knows."""
    at = 0
    while at < len(reader.doc):
        end = _organisation_end(reader, at)
        if end > at + 1:
            if (mention := _read_organisation(reader, at, end)) is not None:
                yield mention
                at = end
                continue
            at = end
        else:
            at += 1


def _organisation_end(reader: Reader, start: int) -> int:
    """Where the run of capitalised words ends that begins at `start`, links like "of the" included; `start` if none."""
    end = _segment_end(reader, start)
    if end == start or reader.doc[end - 1].text not in reader.words.heads:
        return end
    linked = False
    while end < len(reader.doc) - 1:
        word = reader.doc[end].lower_
        step = 2 if reader.doc[end + 1].lower_ == "the" else 1
        if word not in _LINKS and not (word == "and" and linked):
            break
        if end + step == len(reader.doc):
            break
        following = reader.doc[end + step].text
        if following in grammar.CALENDAR or (word == "on" and following in reader.words.lists["not_names"]):
            break
        after = _segment_end(reader, end + step)
        if after == end + step or (word == "and" and _begins_another(reader, end + 1, after)):
            break
        end, linked = after, True
    return end


def _begins_another(reader: Reader, start: int, end: int) -> bool:
    """Whether what "and" joins is a name of its own: it has an article or a head of its own, or is a state."""
    another = reader.doc[start].lower_ == "the" or reader.doc[end - 1].text in reader.words.heads
    return another or _is_state(reader, start, end)


def _segment_end(reader: Reader, start: int) -> int:
    end, doc = start, reader.doc
    while end < len(doc):
        token = doc[end]
        capital = token.text[:1].isupper() and token.tag_ not in _NO_NAME_TAGS
        joint = end > start and token.text in (*_JOINTS, "&") and end + 1 < len(doc) and doc[end + 1].text[:1].isupper()
        if not (capital or (joint and not doc[end - 1].whitespace_) or (joint and token.text == "&")):
            break
        end += 1
    return end


def _is_state(reader: Reader, start: int, end: int) -> bool:
    return any(entry.type == "state" for entry in reader.registry.find(reader.doc[start:end].text))


def _narrow(kind: ActorType, words: set[str], *, owned: bool) -> ActorType:
    """The type that the other words of the name leave: a council of no state is no government body."""
    if words & {"Liberation", "Resistance", "Brigades"}:
        return "armed_group"
    if kind == "igo" and words & _NATIONAL:
        return "government_body"
    if kind == "igo" and not words & _WORLDLY:
        return "organisation"
    if kind == "government_body" and not owned and words & {"Council", "Office", "Command", "Directorate", "Assembly"}:
        return "organisation"
    return kind


def _read_organisation(reader: Reader, start: int, end: int) -> Mention | None:
    tokens = reader.doc[start:end]
    first_segment = reader.doc[start : _segment_end(reader, start)]
    head_word = next((token.text for token in reversed(first_segment) if token.text in reader.words.heads), None)
    if head_word is None or first_segment[-1].text not in reader.words.heads:
        return None
    if head_word == "Government" and (state := _governed(reader, first_segment.end, end)) is not None:
        return _state(reader, start, end, state)
    kind: ActorType = reader.words.heads[head_word]
    home = home_in(" ".join(token.text for token in first_segment), reader) or owner_before(reader, start)
    kind = _narrow(kind, {token.text for token in tokens}, owned=home is not None)
    owner = owner_before(reader, start)
    name = " ".join(tokens.text.split())
    if owner is not None and owner.adjectives and owner.type == "state":
        name = f"{owner.adjectives[0]} {name}"
    head = phrase_head(tokens)
    spoken_of = any(token.tag_.startswith(("VB", "MD")) for token in head.sent)
    of_person = head.dep_ in ("nmod", "nmod:desc") and head.head.ent_type_ == "PERSON"
    acts = (
        spoken_of
        and not of_person
        and head.dep_ not in ("ROOT", "appos")
        and takes_part(head, reader.words, is_place=False)
    )
    return Mention(
        reader.block, start, end, head, name, kind, "organisation", acts, None, None,
        home.name if home else None,
    )  # fmt: skip


def _governed(reader: Reader, at: int, end: int) -> Entry | None:
    """The state of "the Government of X"."""
    if at >= end or reader.doc[at].lower_ != "of":
        return None
    found = reader.registry.find_by_name(reader.doc[at + 1 : end].text)
    return found[0] if len(found) == 1 and found[0].type == "state" else None


def _state(reader: Reader, start: int, end: int, state: Entry) -> Mention:
    """A state under the name of its government."""
    head = phrase_head(reader.doc[start:end])
    acts = takes_part(head, reader.words, is_place=False)
    return Mention(reader.block, start, end, head, state.name, state.type, "government", acts, state)
