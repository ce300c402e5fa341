"""The process that makes pages and answers canned queries: `python -m kg.web.worker`.

In: orders (see `kg.stores.orders`) that name what is asked: a page, a canned query, the description of a thing. Out:
bytes, with their media type and status. What was read once of names and standings is kept until the store changes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kg.jsonvalues import as_named_texts, as_object, as_text, as_texts
from kg.queries.catalogue import Catalogue
from kg.queries.names import NameIndex
from kg.stores.orders import Answer, Order, serve_orders
from kg.stores.protocol import Store
from kg.web.answers import answer_order
from kg.web.asking import Asked
from kg.web.catalogue import find_catalogue
from kg.web.keeping import Kept


class Answering:
    """Answers orders about one store after the other; `answer` says what each is answered."""

    def __init__(self, answer: Callable[[Asked, Order], Answer] = answer_order) -> None:
        self._answer = answer
        self._catalogue: Catalogue | None = None
        self._names: NameIndex | None = None
        self._kept = Kept()
        self._of: Store | None = None

    def __call__(self, store: Store, order: Order) -> Answer:
        """Answer an order; raises errors of ours."""
        if self._catalogue is None:
            self._catalogue = find_catalogue(as_text(own) if (own := order["queries"]) is not None else None)
        if self._names is None or store is not self._of:
            self._names, self._kept, self._of = NameIndex(store.query, store.base), Kept(), store
        # A server says nothing of its changes: of its claims nothing is kept.
        kept = self._kept if isinstance(store.path, Path) else Kept()
        path = as_named_texts(order.get("path", {}))
        every = {name: as_texts(texts) for name, texts in as_object(order.get("given", {})).items()}
        asked = Asked(store, self._catalogue, self._names, path, every, kept)
        return self._answer(asked, order)


if __name__ == "__main__":
    serve_orders(Answering())
