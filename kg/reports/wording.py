"""The English of reports: dates, lists, numbers, and names with their article.

In: EDTF dates, labels, numbers. Out: parts of sentences. All verbs are in the past tense, which is the same for one and
for many: whether a name stands for several people is not on record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from kg.edtf import UNKNOWN, parse_edtf

# Characters of a quotation inside a sentence.
LONGEST_QUOTE: Final = 500

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September", "October"),
    *("November", "December"),
)
_SEASONS: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_DOUBT: Final = {"?": "possibly ", "~": "about ", "%": "possibly about "}
# Names that are common nouns at heart have an article in running text: the United States, the Ministry of Defence.
_COMMON: Final = re.compile(
    r"(?:Netherlands|Philippines|Bahamas|Maldives|Pentagon|Kremlin|White House|West|Kurds|Taliban|Vatican)"
    r"|.+ (?i:states|kingdom|nations|union|emirates|republic|federation|islands|council|assembly|government|opposition"
    r"|organi[sz]ation|agency|league|committee|commission|court|front|party|parliament|senate|ministry|department|army"
    r"|forces|community|coalition|alliance|post|times|state|bank|fund|regime|public|brotherhood|staff"
    r"|administration)"
    r"|(?:Republic|Ministry|Department|Chiefs|Union|League|State|House|Bank|Council|Court) of .+"
)
_ARTICLE: Final = re.compile(r"(?:the|a|an|some|several|many|one|two|no)\b|.*(?:’s|'s)\b", re.IGNORECASE)


def with_article(name: str) -> str:
    """A name as it stands inside a sentence.

    >>> with_article("United States"), with_article("Russia"), with_article("the author of Talks")
    ('the United States', 'Russia', 'the author of Talks')
    """
    return f"the {name}" if _COMMON.fullmatch(name) and not _ARTICLE.match(name) else name


def begin(sentence: str) -> str:
    """A sentence with a capital letter at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def join(parts: Sequence[str]) -> str:
    """Several parts in a row.

    >>> join(["a", "b", "c"])
    'a, b and c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun.

    >>> count(1, "position"), count(1200, "country", "countries")
    ('1 position', '1,200 countries')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def times(number: int) -> str:
    """How often: once, 2 times."""
    return "once" if number == 1 else count(number, "time")


def date_words(edtf: str) -> str:
    """A date with its preposition; "" for none, and for one that says that it is not known.

    >>> date_words("2015-12-18"), date_words("2015-12~"), date_words("201X"), date_words("2001/2003")
    ('on 18 December 2015', 'in about December 2015', 'in the 2010s', 'between 2001 and 2003')
    """
    if not edtf or edtf.rstrip("?~%") == UNKNOWN:
        return ""
    if "/" in edtf:
        first, last = edtf.split("/", 1)
        if first == "..":
            return f"until {bare_date(last)}"
        return f"since {bare_date(first)}" if last == ".." else f"between {bare_date(first)} and {bare_date(last)}"
    preposition = "on" if parse_edtf(edtf).precision == "day" else "in"
    return f"{preposition} {bare_date(edtf)}"


def bare_date(edtf: str) -> str:
    """A single date without a preposition; "undated" for one that is not known.

    >>> bare_date("2015-21"), bare_date("2015?"), bare_date("19XX")
    ('spring 2015', 'possibly 2015', 'the 1900s')
    """
    if not edtf or edtf.rstrip("?~%") == UNKNOWN:
        return "undated"
    if "/" in edtf:
        return date_words(edtf)
    doubt = _DOUBT.get(edtf[-1], "")
    year, _, rest = edtf.rstrip("?~%").partition("-")
    month, _, day = rest.partition("-")
    if "X" in year:
        return f"{doubt}the {year.replace('X', '0')}s"
    named = _SEASONS.get(int(month or 0)) or (_MONTHS[int(month) - 1] if month else "")
    return doubt + " ".join(part for part in (day.lstrip("0"), named, str(int(year))) if part)


def fold_spaces(words: str) -> str:
    """Verbatim words on one line."""
    return " ".join(words.split())


def excerpt(words: str) -> str:
    """Verbatim words on one line; of long ones the beginning, up to the end of a word."""
    folded = fold_spaces(words)
    if len(folded) <= LONGEST_QUOTE:
        return folded
    return f"{folded[:LONGEST_QUOTE].rsplit(' ', 1)[0]} […]"
