"""The catalogue as a page for readers: what each query answers, what can be asked of it, and a real answer.

Queries, the questions that people ask and recorded answers come in, Markdown goes out; `queries/README.md` is this
page. Asking and drawing are for the script that records the answers, `queries/build_docs.py`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

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
value to use instead. A parameter that is called as a column of the answer is, is written `$_name` (`sp:issue $_issue`
beside `?issue`). One name means one thing in all queries: `actor`, `a` and `b`, `issue`, `resolution`, `document`,
`topic`, `since` and `until`.

| type | what is typed | what the query gets |
| --- | --- | --- |
| `actor`, `issue`, `resolution`, `document` | a name, a symbol, `actor:rus`, an IRI | the IRI of the thing |
| `date` | `2015`, `2015-12`, `2015-12-18` | its first day, or with `edge: end` its last, as `xsd:date` |
| `integer` | `5` | the plain number; in `LIMIT $n` the file needs a value to run |
| `text` | any text | a string |
| `choice` | one of its `choices` | the choice as a string, or the IRI that it stands for |

A parameter of a named type with `many: true` takes several names with semicolons between them, for `IN ($name)`.
Queries of your own are found in the folder that `--queries` or `KG_QUERIES` names; one of the name of a shipped query
takes its place.

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


@dataclass(frozen=True)
class Question:
    """A question that people ask, who asks it, and the queries that answer it."""

    group: str
    question: str
    queries: tuple[str, ...]


@dataclass(frozen=True)
class Recorded:
    """What a query answered on the seeds: the command, Markdown of the first rows, a sentence on the others.

    `digest` is that of the query that was asked, `picture` the address of its drawing from the page.
    """

    command: str
    rows: str
    count: str
    digest: str
    picture: str | None = None


def query_digest(query: CannedQuery) -> str:
    """What tells whether a recorded answer is an answer to this query."""
    return sha256(query.sparql.encode()).hexdigest()[:16]


def read_questions(path: Path) -> tuple[Question, ...]:
    """Read the table of questions, a CSV file with the columns group, question, queries."""
    import csv

    with path.open(encoding="utf-8", newline="") as lines:
        return tuple(
            Question(row["group"], row["question"], tuple(row["queries"].split())) for row in csv.DictReader(lines)
        )


def read_recorded(path: Path) -> dict[str, Recorded]:
    """Read the recorded answers by query, a JSON file."""
    found: dict[str, dict[str, str | None]] = json.loads(path.read_text(encoding="utf-8"))
    return {name: Recorded(**fields) for name, fields in found.items()}  # type: ignore[arg-type]


_NO_ANSWERS: Mapping[str, Recorded] = {}


def catalogue_markdown(
    catalogue: Catalogue, questions: Sequence[Question] = (), answers: Mapping[str, Recorded] = _NO_ANSWERS
) -> str:
    """The page: how a query is written, what people ask, a table of all queries, then each with its answer."""
    queries = list(catalogue)
    index = "".join(f"| [{query.name}](#{query.name}) | {query.summary} |\n" for query in queries)
    sections = "".join(_section(query) + _answer(answers.get(query.name)) for query in queries)
    return f"{_HEAD}{_ask(questions)}| query | question |\n| --- | --- |\n{index}{sections}"


def _ask(questions: Sequence[Question]) -> str:
    """Who asks what, a table for each group."""
    groups = dict.fromkeys(question.group for question in questions)
    return "".join(
        f"| {group} | query |\n| --- | --- |\n" + "".join(map(_ask_one, _of(group, questions))) + "\n"
        for group in groups
    )


def _of(group: str, questions: Sequence[Question]) -> list[Question]:
    return [question for question in questions if question.group == group]


def _ask_one(question: Question) -> str:
    return f"| {question.question} | {', '.join(f'[{name}](#{name})' for name in question.queries)} |\n"


def _answer(recorded: Recorded | None) -> str:
    if recorded is None:
        return ""
    picture = f"\n![{recorded.command}]({recorded.picture})\n" if recorded.picture else ""
    rows = f"\n{recorded.rows}" if recorded.rows else ""
    return f"\n```\n$ {recorded.command}\n```\n{rows}\n{recorded.count}\n{picture}"


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
    kind += ", several with semicolons" if parameter.many else ""
    need = "required" if parameter.required else f"default {parameter.default}" if parameter.default else "optional"
    return f"- `{parameter.name}` ({kind}; {need}): {parameter.help}\n"
