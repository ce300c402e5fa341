"""The process that makes decisions of reviewers: `python -m kg.web.deciding`.

In: orders (see `kg.stores.orders`) with what a person said. Out: the id of the decision and the sources that it
changed. Each is one change of the store, by its one writer, who is gone again before the next.
"""

from __future__ import annotations

from kg.jsonvalues import as_object
from kg.review import Review, make_decision
from kg.stores.opening import open_store
from kg.stores.orders import Answer, Order, serve_orders
from kg.stores.protocol import Store


def answer_order(store: Store, order: Order) -> Answer:
    """Decide what `said` says (the fields of a decision, things by their names)."""
    with open_store(store.path, write=True) as writer:
        review = Review(writer)
        decision = make_decision(review, writer, as_object(order["said"]))
        (outcome,) = review.decide([decision], writer)
    return Answer({"decision": decision.id, "changed": list(outcome.changed)})


if __name__ == "__main__":
    serve_orders(answer_order)
