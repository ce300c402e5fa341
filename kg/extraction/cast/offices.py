"""Offices: what the titles, appositions and possessors around a name say of a person.

In: a block with its parse and the place of a name in it. Out: the office and whom it serves. Whether the words are a
name is decided elsewhere.
"""

from __future__ import annotations

import re

from kg.extraction.cast.employers import body_before, body_in, home_in, owner_before, strip_home
from kg.extraction.cast.mentions import Reader
from kg.extraction.tokens import Span, Token
from kg.registry import Entry

LONGEST_TITLE = 6
_LONGEST_ROLE = 20
_POSSESSIVE = frozenset({"'s", "’s", "'", "’"})
# Of these, "of X" says what they are in charge of.
_PORTFOLIOS = frozenset("minister secretary undersecretary vice-minister commissioner".split())
_SENDER = re.compile(r"(?P<whose>.*)\bSecretary[- ]?General\b(?P<of> of .+)?", re.DOTALL)
_ENVOY = re.compile(
    r"(?P<role>(?:\b(?!The\b)(?:[A-Z][a-z]+|special|personal|deputy|senior) ){0,3}"
    r"\b(?:[Rr]epresentative|[Ee]nvoy|[Aa]dvis[eo]r|[Cc]oordinator)) of (?P<whose>(?:the )?(?:[A-Z][A-Za-z]* )*)"
    r"Secretary[- ]General,?$"
)


def office_of(reader: Reader, first: int, end: int, title: str) -> tuple[str, Entry | str | None]:
    """Office and affiliation: from the title, from what follows the name, or from what stands before it and a comma."""
    if (sent := _ENVOY.search(reader.doc[max(first - _LONGEST_ROLE, 0) : first].text)) is not None:
        return sent["role"], _sender(sent["whose"], reader)  # "Special Envoy of the Secretary-General Jane Doe"
    if (spoken_for := body_in(title, reader) or body_before(title, first, reader)) is not None:
        return spoken_for
    home: Entry | str | None = home_in(title, reader) or owner_before(reader, first - len(title.split()))
    role = strip_home(title, reader)
    if role and home is None:
        apposed = role_after(reader, end)  # "Colonel X, Mali's ruler"
        return apposed if all(apposed) and _is_named(apposed[1]) else (role, None)
    if role:
        return role, home
    after = role_after(reader, end)
    if not after[0] and not after[1]:
        after = role_is(reader, end)
    if after[0] or after[1]:
        return after
    before = role_before(reader, first - len(title.split()))
    return before if before[0] or before[1] else ("", home)


def _is_named(body: Entry | str | None) -> bool:
    """Whether a body goes by a name; what somebody is "the author of" is none."""
    return isinstance(body, Entry) or any(word[:1].isupper() for word in (body or "").split())


def role_is(reader: Reader, end: int) -> tuple[str, Entry | str | None]:
    """The office in "X is foreign minister of Y", "X, who was Y's ambassador, …"."""
    doc, at = reader.doc, end
    if at + 2 < len(doc) and doc[at].text == "," and doc[at + 1].lower_ == "who":
        at += 2
    if at + 1 >= len(doc) or doc[at].lower_ not in ("is", "was"):
        return "", None
    return _read_office(reader, at + 1)


def role_before(reader: Reader, first: int) -> tuple[str, Entry | str | None]:
    """The office before a name and a comma: "Nigeria's president, Bola Tinubu", "the President of Peru, Ana Ruiz"."""
    doc = reader.doc
    if first < 2 or doc[first - 1].text != ",":
        return "", None
    office = _office_up_to(reader, first - 2)
    if office is None:
        return "", None
    start = office
    while start > 0 and doc[start - 1].tag_ in ("NN", "NNP", "JJ", "HYPH") and office - start < LONGEST_TITLE:
        start -= 1
    if office < first - 2:
        role, home = _read_office(reader, start)
        return role, home or owner_before(reader, start)
    title = doc[start : first - 1].text
    return strip_home(title, reader), owner_before(reader, start) or home_in(title, reader)


def _office_up_to(reader: Reader, last: int) -> int | None:
    """The office in the noun phrase that ends at `last`: the word itself or one that "of", "for" or "to" follows."""
    doc = reader.doc
    for at in range(last, max(last - _LONGEST_ROLE, -1), -1):
        token = doc[at]
        if token.is_punct or token.tag_.startswith(("VB", "MD", "PRP", "W")) or token.lower_ in ("and", "or"):
            return None
        if token.lemma_.lower() in reader.words.lists["roles"]:
            if at == last or doc[at + 1].lower_ in ("of", "for", "to"):
                return at
            if not token.text[:1].isupper():  # "the President of the General Assembly"
                return None
    return None


def role_after(reader: Reader, end: int) -> tuple[str, Entry | str | None]:
    """The office that an apposition gives: "Sergei Lavrov, Russia's Foreign Minister, …", "X, professor at Y"."""
    doc = reader.doc
    if end + 1 >= len(doc) or doc[end].text not in (",", "(") or doc[end + 1].lower_ in ("and", "or", "but"):
        return "", None
    stop = _end_of_role(reader, end + 1)
    home_given = reader.registry.find_by_name(doc[end + 1 : stop].text)
    if doc[end].text == "(" and len(home_given) == 1 and home_given[0].type in ("state", "igo"):
        return "", home_given[0]
    return _read_office(reader, end + 1)


def _end_of_role(reader: Reader, begin: int) -> int:
    stop = begin
    while stop < min(len(reader.doc), begin + _LONGEST_ROLE) and not _ends_role(reader.doc[stop]):
        stop += 1
    return stop


def _read_office(reader: Reader, begin: int) -> tuple[str, Entry | str | None]:
    """The office that a phrase names, and whom it serves: "Russia's Foreign Minister", "professor at Y"."""
    doc, stop = reader.doc, _end_of_role(reader, begin)
    office = next((token for token in doc[begin:stop] if token.lemma_.lower() in reader.words.lists["roles"]), None)
    if office is None or any(token.tag_.startswith(("VB", "MD")) for token in doc[begin : office.i]):
        return "", None
    home = next((entry for at in range(office.i, begin - 1, -1) if (entry := owner_before(reader, at))), None)
    for at in range(begin, office.i):
        if doc[at].text in _POSSESSIVE or doc[at].lower_ in ("the", "a", "an"):
            begin = at + 1
    last = _last_of_role(reader, office, stop)
    role, rest = doc[begin : last + 1].text, doc[last + 1 : stop]
    if home is None and len(rest) > 1 and rest[0].lower_ in ("of", "at", "for", "in", "with"):
        return _office_at(reader, role, rest)
    return strip_home(role, reader) or role, home or home_in(role, reader)


def _last_of_role(reader: Reader, office: Token, stop: int) -> int:
    """Where an office of several nouns ends: "foreign minister"."""
    last: int = office.i
    while (
        last + 1 < stop
        and reader.doc[last + 1].tag_ in ("NN", "NNP")
        and reader.doc[last + 1].lower_ in reader.words.lists["roles"]
    ):
        last += 1
    return last


def _office_at(reader: Reader, role: str, rest: Span) -> tuple[str, Entry | str | None]:
    """The office and where it is held: "fellow" "at the Sejong Institute", "Minister for Trade" "of Ghana"."""
    rest = _without_second_clause(rest)
    if (headed := _second_office(reader, rest)) is not None:
        return headed
    if (sent := _SENDER.match(rest.text)) is not None:
        return role, _sender(f"{sent['whose']} {sent['of'] or ''}", reader)
    for token in rest:
        known = reader.registry.find_by_name(rest.doc[token.i + 1 : rest.end].text) if token.lower_ == "of" else ()
        if len(known) == 1 and token.i > rest.start:
            return f"{role} {rest.doc[rest.start : token.i].text}", known[0]
    named = " ".join(rest.doc[rest.start + 1 : rest.end].text.split())
    known = reader.registry.find_by_name(named) or reader.registry.find_by_metonym(named.removeprefix("the "))
    if not known and role.split()[-1].lower() in _PORTFOLIOS and rest[0].lower_ in ("of", "for"):
        return f"{role} {rest.text}", None
    return strip_home(role, reader) or role, known[0] if len(known) == 1 else named.removeprefix("the ")


def _without_second_clause(rest: Span) -> Span:
    """What follows an office without what only goes on about the person: "of Kosovo and now teaches"."""
    for token in rest[1:]:
        following = rest.doc[token.i + 1] if token.i + 1 < rest.end else None
        goes_on = following is None or not following.text[:1].isupper()
        if token.lower_ in ("and", "but", "when", "while", "until", "from", "since") and goes_on:
            return rest.doc[rest.start : token.i]
    return rest


def _second_office(reader: Reader, rest: Span) -> tuple[str, Entry | str] | None:
    """The office with a body of its own behind "and": "of the Secretary-General for Chad and Head of MINURCAT"."""
    for token in rest[1:]:
        if token.lower_ != "and" or token.i + 3 > rest.end:
            continue
        office, of = rest.doc[token.i + 1], rest.doc[token.i + 2]
        if office.lemma_.lower() in reader.words.lists["roles"] and of.lower_ == "of":
            named = rest.doc[of.i + 1 : rest.end].text
            known = reader.registry.find_by_name(named)
            return office.text, known[0] if len(known) == 1 else named.removeprefix("the ")
    return None


def _sender(whose: str, reader: Reader) -> Entry | None:
    """The organisation whose Secretary-General sends somebody: the one said, else the United Nations."""
    known = reader.registry.find_by_name("United Nations")
    return home_in(whose, reader) or (known[0] if len(known) == 1 else None)


def _ends_role(token: Token) -> bool:
    return token.text in (",", ";", "(", ")", ".", ":", "—", "–") or token.tag_ in (
        "VBD",
        "VBZ",
        "VBP",
        "MD",
        "WP",
        "WDT",
    )
