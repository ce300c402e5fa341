"""What a query from outside may not be, and what is wrong with one that is not SPARQL.

In: the text of a query. Out: nothing, or an error: too long, nested too deeply, or with SERVICE, LOAD or FROM, which
make a store reach for other data. Words inside strings, comments, IRIs, names and variables don't count. It does not
parse SPARQL.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.errors import LimitReached, QuerySyntaxError, UsageError

MAX_BYTES = 64 * 1024
MAX_NESTING = 200
FORBIDDEN = ("SERVICE", "LOAD", "FROM")

# The terminals of SPARQL 1.1 (section 19.8) that may hold a bracket or a keyword without meaning one; then the others.
# All repetitions are possessive and nothing is tried twice, so that no text makes the scan slow. A string without its
# end swallows what follows, and is a syntax error.
TOKEN = re.compile(
    r"""(?P<skip> \"{3}(?:\\.|[^"\\]|"(?!""))*+(?:"{3})? | '{3}(?:\\.|[^'\\]|'(?!''))*+(?:'{3})?
      | "(?:\\.|[^"\\\n\r])*+"? | '(?:\\.|[^'\\\n\r])*+'?
      | <(?:[^<>"{}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8})*+> | \#[^\n\r]*+
      | [?$]\w++ | @[\w-]++ | :(?:[\w.:%-]|\\.)*+ )
      | (?P<word>[^\W\d][\w.-]*+) (?P<local>:(?:[\w.:%-]|\\.)*+ )?
      | (?P<open>[{(\[]) | (?P<close>[})\]])""",
    re.VERBOSE | re.DOTALL,
)
_PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
_MAX_EXPECTED = 160


def check_query(sparql: str, forbidden: Sequence[str] = FORBIDDEN, max_bytes: int = MAX_BYTES) -> None:
    """Raise LimitReached for a query that is too long or deep, UsageError for one that asks for other data."""
    size = len(sparql.encode("utf-8", "surrogatepass"))
    if size > max_bytes:
        raise LimitReached(f"the query has {size} bytes; the limit is {max_bytes}")
    depth = 0
    for token in TOKEN.finditer(sparql):
        depth += (token.lastgroup == "open") - (token.lastgroup == "close")
        if depth > MAX_NESTING:
            line = line_of(sparql, token.start())
            raise LimitReached(f"the query nests more than {MAX_NESTING} brackets (line {line})")
        if token["word"]:
            _check_word(token["word"].upper(), token["local"], line_of(sparql, token.start()), forbidden)


def syntax_error(error: SyntaxError) -> QuerySyntaxError:
    """What pyoxigraph says of a query that it cannot parse, in one line with line and column (from 1)."""
    message = " ".join(str(error).split())
    found = _PLACE.match(message)
    if not found:
        return QuerySyntaxError(f"the query is not SPARQL: {_shorten(message)}")
    line, column, expected = found.groups()
    return QuerySyntaxError(f"the query is not SPARQL: line {line}, column {column}: {_shorten(expected)}")


def _check_word(word: str, local: str | None, line: int, forbidden: Sequence[str]) -> None:
    """Raise UsageError for a forbidden word.

    Oxigraph reads keywords that touch: `trueSERVICE`, `SERVICESILENT<…>`, `SERVICE:x{…}`. So a forbidden word may not
    even be part of a word (no other keyword of SPARQL has one in it), nor SERVICE of a prefix. LOAD and FROM may: no
    data come in by them in that way, and `load:` is a prefix of ours.
    """
    for name in forbidden if local is None else FORBIDDEN[:1]:
        if name in word:
            raise UsageError(_refusal(name, line))


def _refusal(word: str, line: int) -> str:
    advice = "; name a graph with GRAPH <…> { … }" if word == "FROM" else ""
    return f"the query uses {word} (line {line}), which would reach for other data; only this store is asked{advice}"


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _shorten(text: str) -> str:
    return text if len(text) <= _MAX_EXPECTED else text[:_MAX_EXPECTED].rsplit(", ", 1)[0] + " …"
