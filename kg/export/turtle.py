"""Turtle and TriG for people: sorted, grouped, abbreviated where that loses nothing.

In: sorted lines of N-Quads. Out: text. Of each document first itself, then its parts, passages by offset and claims,
each claim followed by its attributions and conditions; then what documents share. Of each subject first its type and
label, then its properties by name. Prefixes that are not used are not declared.

Sources: RDF 1.1 Turtle, sections 2.4 (prefixed names), 2.5.2 (numbers), 6.5 (grammar); RDF 1.1 TriG, section 2.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from kg.export.lines import split_line
from kg.vocabulary import RDF, RDFS, SP, XSD

Subjects = dict[str, dict[str, list[str]]]

_TYPE: Final = str(RDF.type)
_LABEL: Final = str(RDFS.label)
_RANKS: Final[Mapping[str, int]] = {
    **{str(SP.Document): 0, str(SP.Passage): 1},
    **{
        str(SP[name]): 2
        for name in (
            "Position", "AgreementClaim", "RelationClaim", "EventRecord", "ResolutionRecord", "ActorRecord",
            "Attribution", "Condition",
        )
    },
}  # fmt: skip
_LAST_RANK: Final = 3
_DOCUMENT: Final = re.compile(r"<(?:(?!/graph/).)*?/doc/[^/#>]+")
_DIGITS: Final = re.compile(r"[0-9]+")
_PREFIX: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9_-]*)?")
# Narrower than the grammar, so that nothing needs an escape.
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_RELATIVE: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.~%,=-]|/(?=[A-Za-z0-9_]))*(?:#[A-Za-z0-9_.~%,=/-]*)?")
# Canonical forms only: all others would be another literal when they are read back.
_BARE: Final[tuple[tuple[str, re.Pattern[str]], ...]] = (
    (f"^^{XSD.integer}", re.compile(r"0|-?[1-9][0-9]*")),
    (f"^^{XSD.decimal}", re.compile(r"-?(?:0|[1-9][0-9]*)\.(?:[0-9]*[1-9]|0)")),
    (f"^^{XSD.boolean}", re.compile(r"true|false")),
)


def format_turtle(lines: Iterable[str], prefixes: Mapping[str, str], base: str | None = None) -> str:
    """The union of all graphs in Turtle. IRIs below `base` (which ends in "/") are written relative to it."""
    terms = _Terms(prefixes, base)
    subjects: Subjects = {}
    for line in lines:
        subject, predicate, value, _ = split_line(line)
        subjects.setdefault(subject, {}).setdefault(predicate, []).append(value)
    body = "".join(_format_subjects(subjects, terms, ""))
    return terms.format_head() + body


def format_trig(lines: Iterable[str], prefixes: Mapping[str, str], base: str | None = None) -> str:
    """All graphs in TriG: the default graph first, then the named ones by their names."""
    terms = _Terms(prefixes, base)
    graphs: dict[str, Subjects] = {}
    for line in lines:
        subject, predicate, value, graph = split_line(line)
        graphs.setdefault(graph, {}).setdefault(subject, {}).setdefault(predicate, []).append(value)
    body: list[str] = []
    for graph in sorted(graphs, key=_natural):
        if graph:
            body += ["\n", terms.write(graph), " {", *_format_subjects(graphs[graph], terms, "  "), "}\n"]
        else:
            body += _format_subjects(graphs[graph], terms, "")
    return terms.format_head() + "".join(body)


def _format_subjects(subjects: Subjects, terms: _Terms, indent: str) -> Iterator[str]:
    for subject in sorted(subjects, key=lambda subject: _subject_key(subject, subjects[subject])):
        properties = subjects[subject]
        parts = [
            f"{terms.write_predicate(predicate)} {_format_objects(properties[predicate], terms)}"
            for predicate in sorted(properties, key=terms.predicate_key)
        ]
        yield f"\n{indent}{terms.write(subject)} " + f" ;\n{indent}    ".join(parts) + " .\n"


def _format_objects(values: list[str], terms: _Terms) -> str:
    if len(values) == 1:
        return terms.write(values[0])
    return " , ".join(terms.write(value) for value in sorted(set(values), key=_natural))


def _subject_key(subject: str, properties: Mapping[str, list[str]]) -> tuple[bool, str, int, str]:
    match = _DOCUMENT.match(subject)
    rank = min((_RANKS.get(type, _LAST_RANK) for type in properties.get(_TYPE, ())), default=_LAST_RANK)
    if match is None:
        return True, "", rank, _natural(subject)
    return False, match[0], rank, _natural(subject[match.end() :])


def _natural(term: str) -> str:
    """A sort key: numbers by value, and what lies below an IRI right behind it."""
    return _DIGITS.sub(_pad, term.removesuffix(">").replace("/", "\x01")) + "\0" + term


def _pad(digits: re.Match[str]) -> str:
    return digits[0].zfill(12)


class _Terms:
    """Writes terms as short as they can be read back, and remembers which prefixes that took."""

    def __init__(self, prefixes: Mapping[str, str], base: str | None) -> None:
        self._base = base if base and base.endswith("/") else None
        self._names = {iri: name for name, iri in sorted(prefixes.items(), reverse=True) if _PREFIX.fullmatch(name)}
        self._lengths = sorted({len(iri) for iri in self._names}, reverse=True)
        self._used: set[str] = set()
        self._uses_base = False
        self._written: dict[str, str] = {}
        self._keys: dict[str, tuple[bool, bool, str]] = {}

    def format_head(self) -> str:
        """The declarations of what was used."""
        head = f"@base <{self._base}> .\n" if self._uses_base else ""
        names = sorted((self._names[iri], iri) for iri in self._used)
        return head + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in names)

    def write_predicate(self, term: str) -> str:
        return "a" if term == _TYPE else self.write(term)

    def predicate_key(self, term: str) -> tuple[bool, bool, str]:
        """Type and label come first."""
        key = self._keys.get(term)
        if key is None:
            key = self._keys[term] = (term != _TYPE, term != _LABEL, self.write_predicate(term))
        return key

    def write(self, term: str) -> str:
        if term[-1] == '"':
            return term
        written = self._written.get(term)
        if written is None:
            written = self._written[term] = self._abbreviate(term)
        return written

    def _abbreviate(self, term: str) -> str:
        if term[0] == "<":
            return self._abbreviate_iri(term[1:-1])
        if term[0] == "_" or term[-1] != ">":
            return term
        text, datatype = term.rsplit("^^", 1)
        for suffix, canonical in _BARE:
            if term.endswith(suffix) and canonical.fullmatch(text[1:-1]):
                return text[1:-1]
        return f"{text}^^{self.write(datatype)}"

    def _abbreviate_iri(self, iri: str) -> str:
        for length in self._lengths:
            name = self._names.get(iri[:length])
            if name is not None and len(iri) >= length and _LOCAL.fullmatch(iri, length):
                self._used.add(iri[:length])
                return f"{name}:{iri[length:]}"
        if self._base and iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            self._uses_base = True
            return f"<{iri[len(self._base) :]}>"
        return f"<{iri}>"
