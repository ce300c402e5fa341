"""From what a person typed to a decision: names to IRIs, checked against the store.

In: the words of a command or a form. Out: a decision that is about something. UnknownName names the nearest names.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pyoxigraph import NamedNode, QueryBoolean

from kg.errors import UnknownName, UsageError
from kg.iris import Minter, slug
from kg.queries.names import NameIndex
from kg.queries.parameters import expand_curie
from kg.review.decision import Decision
from kg.review.review import Review
from kg.review.terms import name_issue
from kg.stores import Store
from kg.vocabulary import PREFIXES, data_prefixes

_NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    "accept": ("about",),
    "reject": ("about",),
    "correct": ("about", "changes"),
    "merge": ("about", "into"),
    "split": ("about", "apart_from", "name"),
    "withdraw": ("withdraws",),
}


class _Said(BaseModel):
    """What a decision names by the words of a person; whatever else it says is checked as it is."""

    model_config = ConfigDict(extra="ignore")

    verdict: str = ""
    about: tuple[str, ...] = ()
    changes: dict[str, str] = Field(default_factory=dict)
    apart_from: str = ""
    into: str = ""
    name: str = ""
    withdraws: str = ""


def make_decision(review: Review, store: Store, said: Mapping[str, object]) -> Decision:
    """The decision that the fields of `Decision` say, with claims and things by their names.

    Raises UnknownName and UsageError.
    """
    fields = {name: value for name, value in said.items() if value not in (None, "")}
    try:
        return Decision.model_validate(fields | _look_up(_Said.model_validate(fields), review, store))
    except ValidationError as error:
        first = error.errors()[0]
        raise UsageError(": ".join([*map(str, first["loc"]), first["msg"].removeprefix("Value error, ")])) from error


def _look_up(said: _Said, review: Review, store: Store) -> dict[str, object]:
    """The fields that name things, by the IRIs of these. Raises UsageError where one is missing."""
    for name in _NEEDED.get(said.verdict, ("verdict",)):
        if not getattr(said, name):
            raise UsageError(f"`{name}` is missing")
    maker = _Maker(review, store)
    match said.verdict:
        case "withdraw":
            return {"withdraws": review.get(said.withdraws).id}
        case "merge":
            kind, into = maker.thing(said.into)
            return {"into": into, "about": [maker.thing(name, kind)[1] for name in said.about]}
        case "split":
            kind, apart = maker.thing(said.apart_from)
            about = [maker.claim(name) for name in said.about]
            return {"apart_from": apart, "about": about, "into": maker.mint(kind, said.name)}
        case _:
            changes = {name: maker.value(name, value) for name, value in said.changes.items()}
            return {"about": [maker.claim(name) for name in said.about], "changes": changes}


class _Maker:
    def __init__(self, review: Review, store: Store) -> None:
        self._review, self._store = review, store
        self._names = NameIndex(store.query, store.base)
        self._minter = Minter(store.base)

    def claim(self, name: str) -> str:
        """The IRI of a claim that is there, or was until it was decided about; tables of answers write "doc/…"."""
        base = self._store.base
        iri = expand_curie(name, {**PREFIXES, **data_prefixes(base)}) or name.strip("<>")
        iri = base + iri if iri.startswith("doc/") else iri
        try:
            node = NamedNode(iri)
        except ValueError as error:
            raise UsageError(f"{name!r} is no IRI of a claim") from error
        found = self._store.query(f"ASK {{ {node} <https://w3id.org/standpoint/ontology#statedIn> ?source }}")
        known = {about for decision in self._review.decisions for about in decision.about}
        if not (isinstance(found, QueryBoolean) and bool(found)) and iri not in known:
            raise UnknownName("claim", name)
        return iri

    def thing(self, name: str, kind: str | None = None) -> tuple[str, str]:
        """The kind and the IRI of an actor or issue."""
        last: UnknownName | None = None
        for tried in (kind,) if kind else ("actor", "issue"):
            try:
                return tried, self._names.resolve(tried, name).value
            except UnknownName as error:
                last = last or error
        raise last or UnknownName(kind or "actor", name)

    def mint(self, kind: str, name: str) -> str:
        """The IRI of an actor or issue of this name: the one that there is, else a new one."""
        try:
            return self._names.resolve(kind, name).value
        except UnknownName:
            new = name_issue(name, self._minter) if kind == "issue" else self._minter.thing("actor", slug(name))
            return new.value

    def value(self, name: str, value: str) -> str:
        """The new value of a property: of a holder its IRI, of an issue its IRI where it has one."""
        if name == "holder":
            return self._names.resolve("actor", value).value
        if name == "issue":
            try:
                return self._names.resolve("issue", value).value
            except UnknownName:
                return value
        return value
