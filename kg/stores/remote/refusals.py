"""What a server that refuses means, in words that say what to do.

In: an address and what came from there instead of results. Out: the error for it, in one line.
"""

from __future__ import annotations

import re

from kg.errors import QuerySyntaxError, RemoteStoreError
from kg.stores.remote.connections import host_of
from kg.stores.remote.transport import Answer, Refusal


class NoEndpoint(RemoteStoreError):
    """Nothing at an address takes what was sent there, so that another path may."""


def explain_refusal(url: str, refusal: Refusal, *, change: bool, who: str = "") -> Exception:
    """The error that a status of HTTP means, in words that say what to do; `who` logged in, if anybody."""
    host, status = host_of(url), refusal.status
    said = one_line(re.sub(r"<[^>]*>", " ", refusal.text))[:300]
    match status:
        case 400 if change:
            return RemoteStoreError(
                f"{host} cannot read the update: {said}; a store needs SPARQL 1.1 Update with named graphs"
            )
        case 400:
            return QuerySyntaxError(f"{host} cannot read the query: {said}")
        case 401 if who:
            return RemoteStoreError(f"{host} doesn't accept the log-in of {who}; check it")
        case 401:
            hint = "set KG_STORE_USER and KG_STORE_PASSWORD, or KG_STORE_TOKEN, or use ~/.netrc"
            return RemoteStoreError(f"{host} wants a log-in; {hint}")
        case 403:
            what, hint = ("change", "log in as one who may change it") if change else ("query", "log in as another")
            return RemoteStoreError(f"{host} doesn't allow this {what} to this user ({said}); {hint}")
        case 404:
            return NoEndpoint(f"{url}: there is nothing at this address of {host}; check its path")
        case 405 | 501:
            what = "changes" if change else "queries"
            return NoEndpoint(f"{url} takes no {what} (HTTP {status}); name the address that does in a file: {said}")
        case 429 | 502 | 503 | 504:
            return RemoteStoreError(f"{host} is busy or down (HTTP {status}); try again later: {said}")
        case _:
            doubt = "; whether the change was made is not known" if change and status >= 500 else ""
            return RemoteStoreError(f"{host} failed (HTTP {status}): {said}{doubt}")


def no_answer(url: str, answer: Answer) -> str:
    """What an answer is that holds no results."""
    if answer.media_type in ("text/html", "application/xhtml+xml"):
        return f"{url} answers with a web page, a log-in perhaps, and not with SPARQL results; check address and log-in"
    return f"{url} answers with {answer.media_type}, and not with SPARQL results"


def one_line(text: object) -> str:
    """A message of others without its line breaks."""
    return " ".join(str(text).split())
