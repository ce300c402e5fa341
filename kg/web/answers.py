"""What is answered to each kind of order: a page, a canned query, the description of a thing.

In: what is asked. Out: bytes with their facts: `status`, `type` (the media type) and `headers`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from kg.stores.orders import Answer
from kg.web.asking import Asked
from kg.web.pages import PAGES, get_place
from kg.web.rendering import Page, render

STATIC: Final = "/static"
HTML: Final = "text/html; charset=utf-8"


def answer_order(asked: Asked, order: Mapping[str, Any]) -> Answer:
    """Answer an order by its `kind`."""
    return _KINDS[order["kind"]](asked, order)


def answer_page(asked: Asked, order: Mapping[str, Any]) -> Answer:
    """The page of the name `page`."""
    page = get_place(order["page"]).show(asked)
    return Answer({"status": page.status, "type": HTML}, render_page(page, asked.store.base, order["page"]))


def render_page(page: Page, base: str, here: str = "") -> bytes:
    """A page in its shell."""
    menu = [place for place in PAGES if place.menu]
    return render(page, base, {"menu": menu, "here": here, "static": STATIC})


def answer_state(asked: Asked, order: Mapping[str, Any]) -> Answer:
    """Nothing but the state of the store, which every answer has."""
    return Answer({"base": asked.store.base, "size": asked.store.size()})


_KINDS: Final[Mapping[str, Callable[[Asked, Mapping[str, Any]], Answer]]] = {
    "page": answer_page,
    "state": answer_state,
}
