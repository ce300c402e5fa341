"""Passages about formal decisions, put together by instrument.

In: findings in text order. Out: one finding for each instrument, the passage that says most, completed by the others.
What is only described ("the 1959 treaty", "the peace agreement") is told of the named instrument that it fits; what a
text mentions but once and as if it need not exist ("a veterinary agreement") is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extraction.decisions.decisions import Finding
from kg.extraction.decisions.described import DESCRIBED, INDEFINITE
from kg.extraction.decisions.outcomes import AUTHORISATION, NAMELESS
from kg.extraction.decisions.rulings import MANDATE
from kg.extraction.text.english import Block
from kg.extraction.tokens import Token
from kg.passages import fold

Groups = dict[str, list[Finding]]
_AGREEMENTS = ("treaty", "agreement")
# Words for the same thing: what one passage calls a deal another calls an accord.
_AGREED = frozenset(
    {"agreement", "accord", "deal", "pact", "treaty", "protocol", "memorandum", "convention", "ceasefire"}
    | {"understanding"}
)
_ECHOES = {"draft": "resolution", "text": "resolution", "resolution": "resolution", "amendment": "amendment"}
_SMALL = frozenset({"the", "a", "an", "of", "on", "in", "and", "for", "to", "between", "with"})


def merge_findings(findings: Iterable[Finding]) -> list[Finding]:
    """One finding for each instrument, in text order."""
    groups: Groups = {}
    for finding in findings:
        groups.setdefault(finding.key, []).append(finding)
    _join_nameless(groups)
    _join_mandates(groups)
    _join_described(groups)
    merged = [_merged(group) for group in groups.values()]
    return sorted(merged, key=lambda finding: (finding.start, finding.label))


def find_antecedent(noun: Token, block: Block, before: Sequence[Finding]) -> Finding | None:
    """The last instrument told of before a bare definite noun ("the treaty") that the noun fits."""
    lemma = noun.lemma_.lower()
    definite = any(child.lower_ in ("the", "this", "that") for child in noun.lefts)
    if not definite or lemma not in _AGREED | set(_ECHOES) or sum(1 for _ in noun.lefts) > 1:
        return None
    place = block.start + noun.idx
    earlier = [finding for finding in before if finding.start < place and not finding.echo and _fits(lemma, finding)]
    return max(earlier, key=lambda finding: finding.start, default=None)


def _fits(lemma: str, finding: Finding) -> bool:
    amended = "amendment" in finding.label.casefold()
    if lemma in _ECHOES:
        return finding.type == "resolution" and amended == (lemma == "amendment")
    return finding.type in _AGREEMENTS and (lemma in _words(finding.label) or lemma == "agreement")


def _merged(group: Sequence[Finding]) -> Finding:
    told = [finding for finding in group if not finding.echo] or group
    best = max(told, key=lambda finding: (finding.weight, -finding.start))
    for other in group:
        best = _completed(best, other)
    if best.key.startswith(AUTHORISATION):
        best = replace(best, label=max((finding.label for finding in group), key=len))
    return best


def _join_nameless(groups: Groups) -> None:
    """Put a parliament's decision that does not name it to the only named one's: both tell of the same leave."""
    named = [key for key in groups if key.startswith(AUTHORISATION) and key != AUTHORISATION]
    if len(named) == 1 and AUTHORISATION in groups:
        body = groups[named[0]][0].body or ""
        for finding in groups.pop(AUTHORISATION):
            label = finding.label.replace(NAMELESS, body, 1)
            groups[named[0]].append(replace(finding, key=named[0], body=body, label=label))


def _join_mandates(groups: Groups) -> None:
    """A body renews a mandate by the one resolution that the text says it adopted, if there is one."""
    for key in [key for key in groups if key.startswith(MANDATE)]:
        body = groups[key][0].body
        adopted = [
            other for other, group in groups.items()
            if other != key and group[0].symbol and any(f.body == body and f.status == "adopted" for f in group)
        ]  # fmt: skip
        if len(adopted) == 1:
            groups[adopted[0]] += [replace(finding, echo=True) for finding in groups.pop(key)]


def _join_described(groups: Groups) -> None:
    """Put descriptions to the instruments that they fit; those of what need not exist go unless the text insists."""
    for key in [key for key in groups if key.startswith((DESCRIBED, INDEFINITE))]:
        group = groups.pop(key)
        hosts = (other for other in groups if any(_is_described(finding, groups[other]) for finding in group))
        if (host := next(hosts, None)) is not None:
            groups[host] += [replace(finding, echo=True) for finding in group]
        elif not key.startswith(INDEFINITE) or len(group) > 1:
            groups[key] = group


def _is_described(finding: Finding, group: Sequence[Finding]) -> bool:
    """Whether a description fits an instrument: years that agree, and no word that tells it from that one."""
    kinds = finding.type in _AGREEMENTS and group[0].type in _AGREEMENTS
    if "resolution" in _words(finding.label) and finding.time is not None:
        return _is_dated_alike(finding, group)
    if group[0].symbol or not (kinds or finding.type == group[0].type):
        return False
    year, years = _year(finding), {_year(other) for other in group} - {None}
    if year is not None and years and year not in years:
        return False
    names = set().union(*(_words(other.label) for other in group))
    said = _words(finding.label) - (_AGREED if kinds else set()) - {year}
    if year is not None and year in years:
        return kinds and (not said or bool(said & names))
    return (bool(said) and said <= names) or _is_retold(finding, group)


def _is_dated_alike(finding: Finding, group: Sequence[Finding]) -> bool:
    """Whether "the December resolution" was adopted when a resolution with a number was."""
    month = (finding.time.edtf if finding.time else "")[:7]
    alike = group[0].type == "resolution" and "resolution" in _words(group[0].label)
    return alike and any(other.time is not None and other.time.edtf.startswith(month) for other in group)


def _is_retold(finding: Finding, group: Sequence[Finding]) -> bool:
    """Whether "the peace deal", without a date or parties, comes in the paragraph that tells of the agreement."""
    bare = finding.time is None and not finding.parties and finding.key.startswith(DESCRIBED)
    told = [other for other in group if other.block is finding.block and other.start < finding.start]
    return bare and finding.status is None and any(other.type in _AGREEMENTS for other in told)


def _year(finding: Finding) -> str | None:
    return finding.time.edtf[:4] if finding.time else finding.year


def _words(label: str) -> set[str]:
    found = set(re.findall(r"\w+", fold(label).casefold())) - _SMALL
    return {re.sub(r"s$", "", word) if len(word) > 4 else word for word in found}


def _completed(best: Finding, other: Finding) -> Finding:
    dated = best.time or best.year
    precise = best.time or (other.time if other.time and other.time.edtf.startswith(best.year or "") else None)
    return replace(
        best,
        body=best.body or other.body,
        parties=best.parties or other.parties,
        status=best.status or other.status,
        time=precise if dated else other.time,
        year=best.year if dated else other.year,
        votes=best.votes if best.votes.told else other.votes,
    )
