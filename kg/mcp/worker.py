"""The process that answers the tools of assistants: `python -m kg.mcp.worker`."""

from __future__ import annotations

from kg.mcp.answers import answer_order
from kg.stores.orders import serve_orders
from kg.web.worker import Answering

if __name__ == "__main__":
    serve_orders(Answering(answer_order))
