"""Stores behind an address: SPARQL 1.1 servers, asked and changed over HTTP.

    store       the store: what is asked, listed and changed
    changes     one change: the update that puts it in place
    ledger      what the server holds and who changes it, in a graph of its own
    discovery   the endpoints behind one address (`servers.toml`: of well-known servers)
    client      SPARQL over HTTP: the home of SPARQLWrapper
    results     what a server answers; `refusals` says why it doesn't
    transport   HTTP with a deadline; `connections` that can be cut
    address     the addresses that a user names; `credentials` logs in

In: an address. Out: `open_remote` of `store`. Nothing is imported here: a folder's store needs none of it.
"""
