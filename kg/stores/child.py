"""The child process that answers one query: `python -m kg.stores.child`.

In: a JSON object on standard input (store, sparql, result, memory, seconds, bytes). Out: the result in the file
`result` (SPARQL JSON, or N-Triples for CONSTRUCT and DESCRIBE) and on standard output one JSON object: the kind of
result, or an error of ours with its text. Limits on memory, processor time and size of the result, and no network, are
set before the store is opened. It imports little, since every query waits for it.
"""

from __future__ import annotations

import json
import signal
import sys

from pyoxigraph import QueryBoolean, QueryResultsFormat, QueryTriples, RdfFormat

from kg.errors import StandpointError, StoreError
from kg.stores.confining import confine, leave_network, limit_error
from kg.stores.opening import open_store


def main() -> None:
    """Answer the query on standard input."""
    order = json.loads(sys.stdin.buffer.read())
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    leave_network()
    # The deadline itself is kept by the parent; the seconds are for when the parent is gone.
    confine(order["memory"], order["bytes"], order["seconds"])
    try:
        answer = {"kind": answer_query(order["store"], order["sparql"], order["result"])}
    except StandpointError as error:
        answer = {"error": type(error).__name__, "text": str(error)}
    except (OSError, RuntimeError, ValueError) as error:
        told = limit_error(error, order["bytes"]) or StoreError(str(error))
        answer = {"error": type(told).__name__, "text": str(told)}
    sys.stdout.write(json.dumps(answer))


def answer_query(store: str, sparql: str, result: str) -> str:
    """Write the result of a query to a file and return its kind: solutions, boolean or triples."""
    with open_store(store) as opened:
        found = opened.query(sparql)
        if isinstance(found, QueryTriples):
            found.serialize(result, RdfFormat.N_TRIPLES)
            return "triples"
        found.serialize(result, QueryResultsFormat.JSON)
        return "boolean" if isinstance(found, QueryBoolean) else "solutions"


if __name__ == "__main__":
    main()
