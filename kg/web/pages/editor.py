"""The page of the SPARQL editor, with completions from the ontology and the canned queries as examples.

In: a query as text, or the name of a canned one with its arguments. Out: a page; the query is asked at `/sparql` by
its script, or by its form where there is no script.
"""

from __future__ import annotations

import json
from typing import Final

from kg.errors import UsageError
from kg.queries.arguments import fill_query
from kg.vocabulary import PREFIXES, data_prefixes
from kg.web.asking import Asked
from kg.web.fields import own_texts
from kg.web.rendering import Page
from kg.web.terms import read_terms

_FIRST: Final = """# Who holds a position, on what, with which words?
PREFIX sp: <https://w3id.org/standpoint/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX oa: <http://www.w3.org/ns/oa#>
SELECT ?holder ?stance ?issue ?words WHERE {
  ?position a sp:Position ;
    sp:holder/rdfs:label ?holder ;
    sp:stance ?stance ;
    sp:issue/rdfs:label ?issue ;
    sp:evidence/oa:exact ?words .
}
ORDER BY ?holder ?issue
LIMIT 100
"""


def show(asked: Asked) -> Page:
    """The editor. Raises UnknownName for a canned query that is not there."""
    prefixes = {**PREFIXES, **data_prefixes(asked.store.base)}
    facts = {
        "text": _text(asked),
        "prefixes": json.dumps(prefixes),
        "terms": json.dumps(read_terms()),
        "kinds": json.dumps(sorted(data_prefixes(asked.store.base))),
        "examples": list(asked.catalogue),
        "canned": asked.given.get("canned", ""),
    }
    return Page("editor.html", "SPARQL", facts)


def _text(asked: Asked) -> str:
    """The query to begin with; a canned one without its arguments where these do not fit."""
    if "query" in asked.given:
        return asked.given["query"]
    if "canned" not in asked.given:
        return _FIRST
    query = asked.catalogue.get(asked.given["canned"])
    try:
        return fill_query(query, own_texts(query, asked.given), asked.names)
    except UsageError:
        return query.sparql
