"""What is answered to each kind of order: a page, a canned query, the description of a thing.

In: what is asked. Out: bytes with their facts: `status`, `type` (the media type) and `headers`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final

from kg.errors import UnknownName
from kg.jsonvalues import as_text
from kg.queries.names import fold
from kg.review import Review, format_decision
from kg.stores.orders import Answer, Order
from kg.web.asking import Asked
from kg.web.canned import answer_canned
from kg.web.describing import describe
from kg.web.filters import Filter
from kg.web.media import GRAPHS
from kg.web.netting import format_net
from kg.web.openapi import KINDS, describe_interface
from kg.web.pages import PAGES, get_place
from kg.web.rendering import Page, prepare_templates, render
from kg.web.standing import read_stands
from kg.web.triples import encode_triples

STATIC: Final = "/static"
HTML: Final = "text/html; charset=utf-8"
_MOST_NAMES: Final = 20
_READ_AHEAD: Final = 1_000_000  # quads, of which two seconds read what is wanted


def answer_order(asked: Asked, order: Order) -> Answer:
    """Answer an order by its `kind`."""
    return _KINDS[as_text(order["kind"])](asked, order)


def answer_page(asked: Asked, order: Order) -> Answer:
    """The page of the name `page`."""
    name = as_text(order["page"])
    page = get_place(name).show(asked)
    return Answer({"status": page.status, "type": HTML}, render_page(page, asked.store.base, name))


def render_page(page: Page, base: str, here: str = "") -> bytes:
    """A page in its shell."""
    menu = [place for place in PAGES if place.menu]
    return render(page, base, {"menu": menu, "here": here, "static": STATIC})


def answer_names(asked: Asked, order: Order) -> Answer:
    """The names of the kind `of` that a text begins, then those that hold it, for who is typing."""
    kind = as_text(order["of"])
    if kind not in KINDS:
        raise UnknownName("page", kind, known=KINDS)
    wanted = fold(asked.given.get("q", ""))
    labels = asked.names.labels(kind)
    found = [label for label in labels if wanted in fold(label)]
    first = sorted(found, key=lambda label: not fold(label).startswith(wanted))[:_MOST_NAMES]
    return _json({"names": first, "truncated": len(found) > len(first)})


def answer_network(asked: Asked, order: Order) -> Answer:
    """What the browser draws of the network."""
    return Answer({"type": "application/json"}, format_net(asked).encode("utf-8", "replace"))


def answer_interface(asked: Asked, order: Order) -> Answer:
    """The OpenAPI document."""
    return _json(describe_interface(asked.catalogue))


def answer_thing(asked: Asked, order: Order) -> Answer:
    """What the graph says of the thing `rest`, as RDF."""
    triples, form = describe(asked, asked.thing(as_text(order["rest"]))), as_text(order["form"])
    return Answer({"type": GRAPHS[form].media_type}, encode_triples(triples, form, asked.store.base))


def _json(value: object) -> Answer:
    return Answer({"type": "application/json"}, json.dumps(value, ensure_ascii=False).encode())


def make_ready(asked: Asked, order: Order) -> Answer:
    """Nothing, but what most pages need is there from now on: templates, and where all stand if the store is small."""
    prepare_templates()
    if asked.store.size() <= _READ_AHEAD:
        read_stands(asked, Filter())
    return Answer()


def answer_state(asked: Asked, order: Order) -> Answer:
    """Nothing but the state of the store, which every answer has."""
    return Answer({"base": asked.store.base, "size": asked.store.size()})


def answer_decisions(asked: Asked, order: Order) -> Answer:
    """All decisions of reviewers, as JSON Lines."""
    lines = (f"{format_decision(decision)}\n" for decision in Review(asked.store).decisions)
    return Answer({"type": "application/jsonl"}, "".join(lines).encode())


_KINDS: Final[Mapping[str, Callable[[Asked, Order], Answer]]] = {
    "page": answer_page,
    "canned": answer_canned,
    "names": answer_names,
    "network": answer_network,
    "ready": make_ready,
    "interface": answer_interface,
    "thing": answer_thing,
    "state": answer_state,
    "decisions": answer_decisions,
}
