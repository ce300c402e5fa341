"""Written dates of publication as EDTF: "Nov 03 , 2015", "2 November 2015", "2015-11-03T10:00:00Z".

They stand alone, beside other facts in a line ("Opinion | 9 June 2024"), or in a dateline ("BAMAKO, 12 March 2024 —").
Only dates that can be read in one way: "03/11/2015" is March or November and is not read.
"""

from __future__ import annotations

import re

from kg.edtf import is_edtf

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_MONTH = r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|" \
         r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"  # fmt: skip
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_MONTH}\s*{_DAY}\s*,?\s*{_YEAR}",
        rf"{_DAY}\s*(?:of\s+)?{_MONTH}\s*,?\s*{_YEAR}",
        rf"{_MONTH}\s*,?\s*{_YEAR}",
        r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?",
    )
)
_WEEKDAY = re.compile(r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?\s*,?\s+", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?:(?:first|originally|last)\s+)?(?:published|posted|released|issued|updated|modified|reviewed)(?:\s+on)?|"
    r"date|on)\s*:?\s+",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s*[|•·]\s*|\s+[–—-]+\s+|;\s+")
_UPPER = "[A-ZÀ-ÖØ-ÞČĆĎĐİŁŚŞŠŻŽ]"
# Places have small words in their names: Foz do Iguaçu, Rio de Janeiro, Dar es Salaam.
_SMALL = r"(?:a[lnms]|d[aeiou]s?|del|e[lsn]|l[ae]s?|los|of|on|sur|the|und?|upon|v[ao]n|y)"
_PLACE = (
    rf"{_UPPER}[\w.'’-]*(?:(?:\s{_SMALL}){{0,2}}\s{_UPPER}[\w.'’-]*){{0,3}}"
    rf"(?:,\s(?:[A-Z]\.){{2}}|,\s{_UPPER}[\w'’-]+(?:\s{_UPPER}[\w'’-]+){{0,2}})?"
)
_AGENCY = r"(?:\((?P<bracketed>[^()]{2,60})\)|/(?P<slashed>[^/]{2,60})/)"
_DAY_AND_MONTH = r"(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][a-z]{2,8}\.?)"
# A place, the date, perhaps an agency, and a dash or colon before the report's first words.
_DATELINE = re.compile(rf"{_PLACE},?\s+(?P<date>{_DAY_AND_MONTH},?\s+\d{{4}})\.?\s*{_AGENCY}?\s*\.?\s*(?:-+|–|—|:)\s")
# The same with an agency, where the date may be missing or have no year.
_AGENCY_LINE = re.compile(
    rf"(?:{_PLACE}|[A-ZÀ-Þ][A-ZÀ-Þ .'’/-]+)(?:,?\s+{_DAY_AND_MONTH}(?:,?\s+\d{{4}})?)?[.,]?\s*{_AGENCY}"
    r"(?:(?<=/)\.|\s*\.?\s*(?:-+|–|—|:))\s"
)
# Titles of what was said on one day: they close with that day.
_OCCASION = re.compile(
    r"\b(?:press (?:conference|briefing)|briefing|statement|remarks|speech|address|transcript|communiqu[eé]|readout|"
    r"minutes|interview|declaration|testimony)s?\b",
    re.IGNORECASE,
)
_AGENCY_WORDS = 5
_CLOSES = re.compile(r"\s+on\s+|[,(–—-]\s*|:\s+")
_BYLINE = re.compile(r"(?:(?:written|posted|published)\s+)?by\s+\S.{1,60}?(?:\s+on\s+|,\s+)(?=\w)", re.IGNORECASE)
_CLOCK = re.compile(
    r"(?:T|,?\s+(?:at\s+)?|\s*[|·–—-]\s*)"
    r"\d{1,2}(?:[:.]\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?|\s*[ap]\.?m\.?)\s*"
    r"(?:Z|[+-]\d\d:?\d\d|[A-Z]{2,5})?",
    re.IGNORECASE,
)


def parse_written_date(text: str) -> str | None:
    """The EDTF date when the whole text is one date, with or without "Published", a weekday and a time of day.

    >>> parse_written_date("Published: Tuesday, Nov 03 , 2015 at 4:12 pm")
    '2015-11-03'
    """
    rest = " ".join(text.split())
    for prefix in (_LABEL, _WEEKDAY):
        if match := prefix.match(rest):
            rest = rest[match.end() :]
    for form in _FORMS:
        match = form.match(rest)
        if match and (match.end() == len(rest) or _CLOCK.fullmatch(rest, match.end())):
            return _format(match)
    return None


def find_line_date(line: str) -> str | None:
    """The EDTF date in a line of facts, where one piece of it is a date, perhaps beside a place or who wrote it.

    >>> find_line_date("Geneva, 3 May 2021 | Press release")
    '2021-05-03'
    """
    for piece in _PIECES.split(" ".join(line.split())):
        date = parse_written_date(piece)
        for lead in (re.match(rf"{_PLACE},\s+", piece), _BYLINE.match(piece)):
            date = date or (parse_written_date(piece[lead.end() :]) if lead else None)
        if date is None and (place := re.search(rf",\s+{_PLACE}$", piece)):
            date = parse_written_date(piece[: place.start()])
        if date is not None:
            return date
    return None


def find_dateline(paragraph: str) -> str | None:
    """The EDTF date of the dateline that opens a report; None where it gives no year.

    >>> find_dateline("BAMAKO, 12 March 2024 (Agency) — The talks went on.")
    '2024-03-12'
    """
    match = _DATELINE.match(" ".join(paragraph.split()))
    return parse_written_date(match["date"]) if match else None


def find_agency(paragraph: str) -> str | None:
    """Who sent out a report, as its dateline says in brackets or between slashes.

    >>> find_agency("BAMAKO, March 12 (Sahel Wire) - The talks went on.")
    'Sahel Wire'
    """
    match = _AGENCY_LINE.match(" ".join(paragraph.split()))
    name = (match["bracketed"] or match["slashed"]).strip() if match else ""
    return name if name[:1].isupper() and len(name.split()) <= _AGENCY_WORDS else None


def find_title_date(title: str) -> str | None:
    """The EDTF date with which the title of a briefing, speech or statement closes.

    >>> find_title_date("Press Briefing by the Spokesperson on April 3, 2024")
    '2024-04-03'
    >>> find_title_date("The Attack on the Dam on April 3, 2024") is None
    True
    """
    words = " ".join(title.split())
    if not _OCCASION.search(words):
        return None
    return next(
        (date for cut in _CLOSES.finditer(words) if (date := parse_written_date(words[cut.end() :].rstrip(")")))), None
    )


def find_embargo_date(line: str) -> str | None:
    """The day from which a text may be published, in a line that says so; None without a year.

    >>> find_embargo_date("EMBARGOED UNTIL 0600 GMT, THURSDAY 12 MARCH 2026")
    '2026-03-12'
    """
    words = " ".join(line.split())
    if "embargo" not in words.casefold():
        return None
    return next((_format(match) for form in _FORMS if (match := form.search(words))), None)


def _format(match: re.Match[str]) -> str | None:
    month = match["month"].lower()
    number = int(month) if month.isdigit() else next(n for n, m in enumerate(_MONTHS, 1) if m.startswith(month[:3]))
    day = match.groupdict().get("day")
    date = f"{match['year']}-{number:02}" + (f"-{int(day):02}" if day else "")
    return date if is_edtf(date) else None
