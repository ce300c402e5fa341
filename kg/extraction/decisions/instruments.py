"""Formal instruments that a text calls by name or number: UN resolutions, treaties, accords, laws.

In: parsed blocks. Out: mentions in text order, those of one instrument with one label ("UNSCR 2254" and "S/RES/2254"
are United Nations Security Council Resolution 2254; an acronym in brackets stands for the name before it). Names and
forms are in `lexicons/resolutions.toml`. Instruments without a name, and what happens to any of them, are
`resolutions`' business.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from kg.extraction.dates.parts import TIMES
from kg.extraction.lexicons.reading import read_choices, read_numbers, read_rows, read_texts, word_list, word_set
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.jsonvalues import as_choice, as_text, as_texts
from kg.passages import fold
from kg.records import RESOLUTION_TYPES, ResolutionType

_MORE = r"(?:\s*\((?P<year>\d{4})\))?(?P<more>(?:(?:,?\s+and\s+|,\s*)\d{3,4}\b(?!\s+\w+s\b)(?:\s*\(\d{4}\))?)*)"
_NUMBERS = {
    "numbers": r"(?P<n>\d{1,4})\b(?!/|%|\.\d)" + _MORE,
    "large": r"(?P<n>\d{3,4})\b(?!/|%|\.\d)" + _MORE,
    "session": r"(?P<n>(?:ES-|S-)?\d{1,2}/\d{1,3}(?:\s?[A-Z]\b)?)",
    "roman": r"(?P<r>\d{1,4}(?:\s?[A-Z])?\s?\([IVXL]+\))",
}
_CAPITAL = r"(?:(?:[A-Z]\.){1,5}|[A-ZÀ-Þ][\w']{0,30})(?:-[A-Za-z]{1,30}){0,3}"
_OTHER_SENSE = re.compile(
    r"\s+(?:Party|Office|Center|Centre|Organi[sz]ation|Square|Street|Society|School|Commission|Minist\w+|Enforcement|"
    r"Review|Conference|Group|Committee|Court|Professor)\b"
)


@dataclass(frozen=True)
class Instrument:
    """One mention; offsets are the document's. `year` is the one that its number bears in brackets."""

    block: Block
    start: int
    end: int
    label: str
    type: ResolutionType
    symbol: str | None = None
    body: str | None = None
    year: str | None = None

    @property
    def head(self) -> Token | None:
        """The word that the mention's words hang on."""
        begin = self.block.start
        span = self.block.doc.char_span(self.start - begin, self.end - begin, alignment_mode="expand")
        return span.root if span is not None else None


_NUMBER = re.compile(r"\d|\([IVXLCDM]+\)")


def read_instruments(blocks: Sequence[Block]) -> list[Instrument]:
    """Find the instruments that a document names, in text order."""
    found: list[Instrument] = []
    acronyms: dict[str, Instrument] = {}
    for block in blocks:
        text = fold(block.doc.text)
        here = _without_overlaps([*_numbered(text, block), *_known(text, block), *_named(text, block)])
        acronyms |= _acronyms(text, here)
        here += [mention for mention in _abbreviated(text, block, acronyms) if _is_free(mention, here)]
        found += sorted(here, key=lambda mention: mention.start)
    return _with_one_label_each(found)


def _without_overlaps(mentions: Iterable[Instrument]) -> list[Instrument]:
    """Of mentions that overlap, the one that was found first: numbers before known names before names by their form."""
    kept: list[Instrument] = []
    for mention in mentions:
        if _is_free(mention, kept):
            kept.append(mention)
    return kept


def _is_free(mention: Instrument, others: Iterable[Instrument]) -> bool:
    return all(mention.end <= other.start or other.end <= mention.start for other in others)


def _numbered(text: str, block: Block) -> Iterator[Instrument]:
    """Resolutions and laws with a number; of a list of numbers, one mention each."""
    for pattern, form in _numbered_forms() if _NUMBER.search(text) else ():
        for match in pattern.finditer(text):
            if match[0][0].islower() and not re.search(form.get("needs", ""), text):
                continue
            groups = match.groupdict()
            number = re.sub(r"\s", "", groups.get("n") or groups.get("r") or "")
            more = groups.get("more")
            end = match.start("more") if more else match.end()
            start = match.start("at") if "at" in groups else match.start()
            yield _make(block, start, end, form, number, groups)
            for other in re.finditer(r"(\d{3,4})(?:\s*\((\d{4})\))?", more or ""):
                first, last = (match.start("more") + place for place in other.span())
                yield _make(block, first, last, form, other[1], {"year": other[2]})


def _make(
    block: Block, start: int, end: int, form: Mapping[str, str], number: str, groups: Mapping[str, Any]
) -> Instrument:
    fields = {"n": number, "kind": groups.get("kind") or form.get("kind", "")}
    return Instrument(
        block,
        block.start + start,
        block.start + end,
        form["label"].format(**fields),
        as_choice(form["type"], RESOLUTION_TYPES),
        form["symbol"].format(**fields),
        form.get("body"),
        groups.get("year"),
    )


@lru_cache(maxsize=1)
def _numbered_forms() -> tuple[tuple[re.Pattern[str], Mapping[str, str]], ...]:
    rows = read_rows("resolutions", "numbered")
    forms = [{field: as_text(text) for field, text in row.items()} for row in rows]
    return tuple(
        (re.compile(re.sub(r"«(\w+)»", lambda part: _NUMBERS[part[1]], form["pattern"])), form) for form in forms
    )


def _known(text: str, block: Block) -> Iterator[Instrument]:
    """Instruments of the lexicon; their label is the name as the text has it, or the full one for short forms."""
    for pattern, full, kind in _known_names() if _any_known_name().search(text) else ():
        for match in pattern.finditer(text):
            words = " ".join(match[0].split())
            label = full if re.fullmatch(r"[A-Z]+(?: II)?", words) or len(words.split()) < 3 else words
            yield Instrument(block, block.start + match.start(), block.start + match.end(), label, kind)


@lru_cache(maxsize=1)
def _known_names() -> tuple[tuple[re.Pattern[str], str, ResolutionType], ...]:
    """Instruments by all their names, with the full one and what they are."""
    found = []
    for row in read_rows("resolutions", "known"):
        names = as_texts(row["names"])
        either = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(names, key=len, reverse=True))
        found.append((re.compile(rf"\b(?:{either})\b"), names[0], as_choice(row["type"], RESOLUTION_TYPES)))
    return tuple(found)


@lru_cache(maxsize=1)
def _any_known_name() -> re.Pattern[str]:
    """One of the names at all, which few blocks have."""
    return re.compile("|".join(pattern.pattern for pattern, _, _ in _known_names()))


def _named(text: str, block: Block) -> Iterator[Instrument]:
    """Names by their form, outside headings: "Sykes-Picot Agreement", "Minsk agreements", "Treaty of Westphalia"."""
    if block.heading:
        return
    for match in _name_form().finditer(text):
        skipped = _openers().match(match["before"] or "")
        start = match.start() + (skipped.end() if skipped else 0)
        name = (match["before"] or "")[skipped.end() if skipped else 0 :]
        if not set(name.split()) - word_set("resolutions", "words", "no_names") - {"of", "and", "the", "on", "for"}:
            start, name = match.start("head"), ""
        if _is_name(name, match, block, start) and not _OTHER_SENSE.match(text, match.end()):
            label = " ".join(block.doc.text[start : match.end()].replace("\u00a0", " ").split())
            kind = read_choices("resolutions", "types", RESOLUTION_TYPES)[match["head"]]
            yield Instrument(block, block.start + start, block.start + match.end(), label, kind)


@lru_cache(maxsize=1)
def _openers() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{'|'.join(word_list('resolutions', 'words', 'openers'))})\s+)*")


@lru_cache(maxsize=1)
def _name_form() -> re.Pattern[str]:
    heads = "|".join(sorted(read_texts("resolutions", "types"), key=len, reverse=True))
    topics = "|".join(word_list("resolutions", "words", "topics"))
    link = rf"(?:(?:of|and|on|for)\s+(?:the\s+)?(?={_CAPITAL}))?"
    part = rf"(?!(?:{heads})\s+(?:and|of|on|for)\b){_CAPITAL}"
    before = rf"(?P<before>(?:{part}(?:\s+|/){link}){{1,5}}(?:(?:{topics})[\s-]+){{0,3}})?"
    more = rf"(?:(?:\s+(?:of|on|and|the|for|in|to))*[\s-]+{_CAPITAL}){{0,8}}"
    months = "|".join([*read_numbers(TIMES, "months"), *read_numbers(TIMES, "weekdays")])
    about = "of|on|for|concerning|against|relating to"
    after = rf"(?P<after>\s+(?:{about})\s+(?:the\s+)?(?!(?:{months})\b){_CAPITAL}{more})?"
    return re.compile(rf"\b{before}(?P<head>{heads})\b{after}")


def _is_name(before: str, match: re.Match[str], block: Block, start: int) -> bool:
    """Whether the words around the head name one instrument.

    National adjectives alone do not ("the Russian agreement"), unless a topic follows ("the Iranian nuclear accord").
    """
    head, head_start = match["head"], match.start("head")
    if match["after"] and head[0].isupper():
        return True
    if not before.strip() or before.split()[-1:] == ["New"]:
        return False
    if head[0].isupper():
        return True
    span = block.doc.char_span(start, head_start, alignment_mode="expand")
    noun = block.doc.char_span(head_start, head_start + len(head), alignment_mode="expand")
    if span is None or noun is None or not noun[-1].tag_.startswith("NN"):
        return False
    return any(token.tag_ in ("NNP", "NNPS") for token in span)


def _acronyms(text: str, mentions: Iterable[Instrument]) -> dict[str, Instrument]:
    """Acronyms that a name introduces: "Comprehensive Peace Agreement (CPA)"."""
    found = {}
    for mention in mentions:
        after = re.compile(r"\s*\((?:the\s+)?[\"']?([A-Z][A-Za-z-]*[A-Z])[\"']?\)").match(
            text, mention.end - mention.block.start
        )
        if after and mention.symbol is None:
            found[after[1]] = mention
    return found


def _abbreviated(text: str, block: Block, acronyms: Mapping[str, Instrument]) -> Iterator[Instrument]:
    for acronym, meant in acronyms.items():
        for match in re.finditer(rf"\b{re.escape(acronym)}\b", text):
            yield replace(meant, block=block, start=block.start + match.start(), end=block.start + match.end())


def _with_one_label_each(mentions: Sequence[Instrument]) -> list[Instrument]:
    """Give the mentions of one instrument, under names of one row or alike up to a plural, the label of the first."""
    first: dict[str, str] = {}
    return [replace(mention, label=first.setdefault(_identity(mention), mention.label)) for mention in mentions]


def _identity(mention: Instrument) -> str:
    if mention.symbol:
        return mention.symbol
    known = (full for pattern, full, _ in _known_names() if pattern.fullmatch(fold(mention.label)))
    return next(known, None) or re.sub(r"s\b", "", fold(mention.label).casefold())
