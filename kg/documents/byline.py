"""Who wrote a document, by what its own text says: bylines, cards of authors, biographical notes.

Lines in, credits out: each author with role and affiliation, the words that say so, and the lines that do nothing
else. A name standing alone needs support (a bullet, "By", a date or an occupation beside it): a heading is no author.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from kg.documents.dates import find_line_date
from kg.documents.found import Credit
from kg.documents.lines import Line, mark_line
from kg.documents.names import Post, are_one_name, clean_name, find_occupation, is_person_name, names_body, parse_post
from kg.records import Author

BYLINE = re.compile(
    r"(?:(?:written|posted|published|reported|an? (?:analysis|commentary|essay|op-ed))\s+)?by:?\s+(?P<rest>\S.*)", re.I
)
_LABEL = re.compile(r"authors?\s*:\s*(?P<rest>\S.*)", re.IGNORECASE)
_BULLET = re.compile(r"[•·*–—|▪‣-]\s+(?P<rest>\S.*)")
_BIO = re.compile(
    r"(?P<name>(?:[^\W\d_][\w.'’‑-]*\s+){1,5}?[^\W\d_][\w.'’‑-]*)\s*(?:,\s[^,]{2,80},\s*|\s\([^)]{2,60}\)\s*)?\s+"
    r"(?:is|was|serves|served|works|worked|teaches|taught|studies)\s+(?:currently\s+|now\s+)?(?:as\s+)?(?P<rest>\S.*)",
    re.DOTALL,
)


# What looks like a name but says what kind of page it is ("MEETINGS COVERAGE").
_KINDS_OF_PAGE = frozenset(
    "coverage meetings meeting press release news briefing report statement bulletin dispatch update summary".split()
)
# Whoever posts under one of these goes unnamed.
NOBODY = frozenset(
    "admin administrator staff editor editors guest team anonymous author user webmaster moderator".split()
)
_SINGLE = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]{1,20}")
_SENTENCES = re.compile(r"(?<=[a-z]{3}[.!?])\s+(?=[A-Z])")


@dataclass(frozen=True)
class Bio:
    """A biographical note: whom it is about, and what it says they do."""

    name: str
    post: Post


def parse_bio(text: str) -> Bio | None:
    """Read a paragraph that begins "Name is professor at …"; None where its first sentence names no occupation."""
    match = _BIO.match(" ".join(text.split()))
    if match is None or not is_person_name(match["name"]):
        return None
    sentence = _SENTENCES.split(match["rest"], maxsplit=1)[0]
    if find_occupation(sentence) is None:
        return None
    return Bio(clean_name(match["name"]), parse_post(sentence))


def find_head_credits(text: str, lines: Sequence[Line], numbers: Sequence[int]) -> list[Credit]:
    """The authors that the head of a page names; `numbers` are its lines, without the title and furniture."""
    credits: list[Credit] = []
    at = 0
    while at < len(numbers):
        read, found = _read_head_line(text, lines, numbers, at)
        credits += found
        at += read
    return merge_credits(credits)


def find_tail_credits(lines: Sequence[Line], numbers: Sequence[int], known: Collection[str], body: str) -> list[Credit]:
    """The authors of biographical notes that close a page; `numbers` are the lines below which nothing is told.

    A note is one only if it is about a known author or about somebody whom the body never names.
    """
    credits: list[Credit] = []
    for number in reversed(numbers):
        found = _credit_bios(lines[number])
        if not found or not (_is_known(found[0].author.name, known) or _is_unnamed(found[0].author.name, body)):
            break
        credits = found + credits
    return merge_credits(credits)


def merge_credits(credits: Sequence[Credit]) -> list[Credit]:
    """One credit a person: the fuller name, what is known of them from anywhere, all stretches."""
    merged: list[Credit] = []
    for credit in credits:
        for index, other in enumerate(merged):
            if are_one_name(credit.author.name, other.author.name):
                merged[index] = _merge(other, credit)
                break
        else:
            merged.append(credit)
    return merged


def _merge(a: Credit, b: Credit) -> Credit:
    best, rest = (b.author, a.author) if b.author.role and not a.author.role else (a.author, b.author)
    name = max(a.author.name, b.author.name, key=len)
    author = best.model_copy(
        update={"name": name, "role": best.role or rest.role, "affiliation": best.affiliation or rest.affiliation}
    )
    return Credit(author, a.stretches + b.stretches)


def _read_head_line(text: str, lines: Sequence[Line], numbers: Sequence[int], at: int) -> tuple[int, list[Credit]]:
    """How many lines were read from this one on, and whom they name."""
    line = lines[numbers[at]]
    if (bio := parse_bio(line.text)) and _is_led_by_name(lines, numbers, at, bio.name):
        return 1, _credit_bios(line)
    if _KINDS_OF_PAGE & set(line.plain.lower().split()) and line.words < 5 and not BYLINE.fullmatch(line.plain):
        return 1, []
    if match := BYLINE.fullmatch(line.plain) or _LABEL.fullmatch(line.plain):
        card = _find_card(lines, numbers, at)
        credits = _credit_names(line, match["rest"])
        if len(credits) == 1:
            return 1 + len(card), [_add_card(text, lines, credits[0], card)]
        return 1, credits
    bullet = _BULLET.fullmatch(line.plain)
    name = bullet["rest"] if bullet else line.plain
    card = _find_card(lines, numbers, at)
    if is_person_name(name) and (bullet or card or _stands_by_date_or_bio(lines, numbers, at, name)):
        credit = Credit(Author(name=clean_name(name), quote=_cut_bullet(line)), (mark_line(line, "byline"),))
        return 1 + len(card), [_add_card(text, lines, credit, card)]
    return 1, []


def _cut_bullet(line: Line) -> str:
    return re.sub(r"^[•·*–—|▪‣-]\s+", "", line.text)


def _is_led_by_name(lines: Sequence[Line], numbers: Sequence[int], at: int, name: str) -> bool:
    """Whether a line above gives the name alone, as cards of authors do."""
    above = [lines[number].plain for number in numbers[:at]]
    return any(are_one_name(re.sub(BYLINE, r"\g<rest>", words), name) for words in above)


def _stands_by_date_or_bio(lines: Sequence[Line], numbers: Sequence[int], at: int, name: str) -> bool:
    beside = [numbers[i] for i in (at - 1, at + 1) if 0 <= i < len(numbers)]
    if any(find_line_date(lines[number].plain) for number in beside):
        return True
    bio = parse_bio(lines[numbers[at + 1]].text) if at + 1 < len(numbers) else None
    return bio is not None and are_one_name(bio.name, name)


def _find_card(lines: Sequence[Line], numbers: Sequence[int], at: int) -> list[int]:
    """The lines below a name that say only what the person does and where; they hold an occupation or a body."""
    card: list[int] = []
    for number in numbers[at + 1 :]:
        line = lines[number]
        if line.words > 15 or parse_bio(line.text) or find_line_date(line.plain) or is_person_name(line.plain):
            break
        if not (find_occupation(line.plain) or names_body(line.plain)) or line.text.endswith(("?", "!", ".")):
            break
        card.append(number)
    return card


def _add_card(text: str, lines: Sequence[Line], credit: Credit, card: Sequence[int]) -> Credit:
    """Take role and affiliation from a card that says one of each at most; a longer one would need guessing."""
    if not card:
        return credit
    posts = [parse_post(lines[number].plain) for number in card]
    roles = [post.role for post in posts if post.role]
    bodies = [post.affiliation for post in posts if post.affiliation]
    author = credit.author
    if len(roles) <= 1 and len(bodies) <= 1:
        start = text.index(author.quote, credit.stretches[0].start) if author.quote else credit.stretches[0].start
        post = {"role": next(iter(roles), None), "affiliation": next(iter(bodies), None)}
        author = author.model_copy(update=post | {"quote": text[start : lines[card[-1]].end]})
    marks = tuple(mark_line(lines[number], "byline") for number in card)
    return replace(credit, author=author, stretches=credit.stretches + marks)


def _credit_names(line: Line, words: str) -> list[Credit]:
    """The people of "By A, B and C", of "By A, senior fellow at X", of "By A | date"; none where it names no person."""
    words = re.split(r"\s+[|•·–—]\s+|\s+on\s+(?=\w+ \d|\d{1,4}\W)", words, maxsplit=1)[0].strip()
    names: list[str] = []
    rest: str | None = None
    for piece in re.split(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+", words):
        if rest is None and (is_person_name(piece) or _is_handle(piece, line)):
            names.append(clean_name(piece))
        else:
            rest = piece if rest is None else f"{rest}, {piece}"
    post = parse_post(rest) if rest and len(names) == 1 else Post()
    mark = (mark_line(line, "byline"),)
    return [
        Credit(Author(name=name, role=post.role, affiliation=post.affiliation, quote=line.text), mark) for name in names
    ]


def _is_handle(piece: str, line: Line) -> bool:
    """Whether a single name is that of whoever a blog says posted it."""
    posted = line.plain.lower().startswith(("posted by", "written by"))
    return posted and _SINGLE.fullmatch(piece) is not None and piece.lower() not in NOBODY and not names_body(piece)


def _credit_bios(line: Line) -> list[Credit]:
    """The people whom the sentences of a biographical note are about; the first sentence decides whether it is one."""
    credits: list[Credit] = []
    for sentence in _SENTENCES.split(line.text):
        if bio := parse_bio(sentence):
            author = Author(name=bio.name, role=bio.post.role, affiliation=bio.post.affiliation, quote=sentence)
            credits.append(Credit(author, () if credits else (mark_line(line, "bio"),)))
        elif not credits:
            return []
    return credits


def _is_known(name: str, known: Collection[str]) -> bool:
    return any(are_one_name(name, other) for other in known)


def _is_unnamed(name: str, body: str) -> bool:
    return re.search(rf"\b{re.escape(name.split()[-1])}\b", body) is None
