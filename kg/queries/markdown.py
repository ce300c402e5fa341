"""The catalogue as a page for readers: what each query answers and what can be asked of it.

Queries come in, Markdown goes out; `queries/README.md` is this page.
"""

from __future__ import annotations

from kg.queries.catalogue import CannedQuery, Catalogue
from kg.queries.parameters import Parameter

_HEAD = """# Canned queries

One query is one file: `NAME.rq`, a SPARQL 1.1 query under a header of `#+` comment lines in YAML.

```sparql
#+ summary: Which issues does an actor speak of, and since when?
#+ params:
#+   actor: {type: actor, required: true, help: whose}
#+   since: {type: date, default: "2015-12", help: first day}
#+ view: timeline
#+ plot: {rows: issue, date: day}
#+ tags: [positions]
PREFIX sp: <https://w3id.org/standpoint/ontology#>
SELECT ?issue ?day WHERE {
  ?p a sp:Position ; sp:holder $actor ; sp:issue ?issue ; sp:statedIn/sp:publishedAt/sp:earliest ?day .
  FILTER(?day >= COALESCE($since, "0001-01-01"^^<http://www.w3.org/2001/XMLSchema#date>))
}
```

A parameter is written `$name` and is replaced by a checked term before the query runs; without a value it stays a
variable of SPARQL, so that every file runs unchanged in any SPARQL tool. Three rules follow: a parameter cannot stand
in `SELECT`, it is never written `?name`, and where it may be left out of a comparison, `COALESCE($name, …)` gives the
value to use instead.

| type | what is typed | what the query gets |
| --- | --- | --- |
| `actor`, `issue`, `resolution`, `document` | a name, a symbol, `actor:rus`, an IRI | the IRI of the thing |
| `date` | `2015`, `2015-12`, `2015-12-18` | its first day, or with `edge: end` its last, as `xsd:date` |
| `integer` | `5` | the plain number; in `LIMIT $n` the file needs a value to run |
| `text` | any text | a string |
| `choice` | one of its `choices` | the choice as a string, or the IRI that it stands for |

The default graph of a query is the union of all graphs. Current positions are those that no other position revises; a
spokesperson's position counts for the one on whose behalf it is held. An issue may be a resolution.

`view` is the picture that `--plot FILE.svg` draws of the answer, and `plot` says which columns it is made of; a column
of several things is a list. Without `plot` they are chosen by what the columns hold.

| view | needs | may have |
| --- | --- | --- |
| `matrix` | `rows`, `value`: a stance, verdict or number, several side by side | `columns`, `condition`, `hover` |
| `bar` | `rows` or `date`, `value`: one number or several | `group`: told apart by colour, `hover` |
| `timeline` | `rows`, `date`: an EDTF date, or first and last day | `group`, `condition`, `hover` |
| `network` | `ends`: the two ends of an edge | `group`, `value`: the weight, `hover` |
| `table` | is no picture | |

"""


def catalogue_markdown(catalogue: Catalogue) -> str:
    """The page: how a query is written, a table of all queries, then each with its parameters."""
    queries = list(catalogue)
    index = "".join(f"| [{query.name}](#{query.name}) | {query.summary} |\n" for query in queries)
    sections = "".join(_section(query) for query in queries)
    return f"{_HEAD}| query | question |\n| --- | --- |\n{index}{sections}"


def _section(query: CannedQuery) -> str:
    about = f"{query.description}\n\n" if query.description else ""
    params = "".join(_parameter(parameter) for parameter in query.params)
    file = query.path.name if query.path else ""
    return f"\n## {query.name}\n\n{query.summary}\n\n{about}{params}{_tail(query, bool(params))}[{file}]({file})\n"


def _tail(query: CannedQuery, after_list: bool) -> str:
    gap = "\n" if after_list else ""
    return f"{gap}View: {query.view}. Tags: {', '.join(query.tags) or 'none'}. "


def _parameter(parameter: Parameter) -> str:
    kind = "one of " + ", ".join(parameter.choices) if parameter.choices else parameter.type
    need = "required" if parameter.required else f"default {parameter.default}" if parameter.default else "optional"
    return f"- `{parameter.name}` ({kind}; {need}): {parameter.help}\n"
