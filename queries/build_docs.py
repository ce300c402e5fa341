"""The page of the canned queries, `README.md`, made from the catalogue, `questions.csv` and recorded answers.

    python queries/build_docs.py                  after a change to the words of a query or question
    python queries/build_docs.py --store STORE    after a change to what queries answer: STORE holds the five seeds

With a store each query is asked as EXAMPLES has it; the first rows go into `answers.json`, pictures into
`../docs/queries/`. A test fails where the page is not what this makes, or where an answer is to another query.
"""

from __future__ import annotations

import argparse
import json
import shlex
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from kg.errors import UsageError
from kg.formats.captions import count_rows
from kg.formats.markdown import format_markdown
from kg.pictures import draw_svg
from kg.queries.arguments import fill_query
from kg.queries.catalogue import CannedQuery, load_catalogue
from kg.queries.markdown import Recorded, catalogue_markdown, query_digest, read_questions, read_recorded
from kg.queries.names import NameIndex
from kg.queries.results import Table, read_table
from kg.stores import EmbeddedStore, open_store

FOLDER = Path(__file__).resolve().parent
PICTURES = FOLDER.parent / "docs" / "queries"
ROWS, WIDTH, MOST_DRAWN, LARGEST = 3, 90, 30, 60_000
PAIR = {"a": "Russia", "b": "United States"}
RUSSIA = {"actor": "Russia"}
EXAMPLES: Mapping[str, dict[str, str]] = {
    "accords": PAIR, "accounts": {"words": "strike"}, "agreements": PAIR, "balance": {"a": "Russia"},
    "ballots": {"resolution": "S/RES/2254"}, "claims": RUSSIA, "coalitions": RUSSIA,
    "divides": {"actors": "Russia; United States; Turkey"}, "event-counts": {"a": "Russia"},
    "events": {**PAIR, "since": "2015"}, "evidence": RUSSIA, "exclusives": {"reporter": "Yu Sui"}, "gaps": RUSSIA,
    "issue": {"issue": "Air raids in Syria"}, "lead-up": {"resolution": "S/RES/2254"},
    "period": {"since": "2015-09", "until": "2015-12"}, "positions": RUSSIA, "referring": {"resolution": "S/RES/2254"},
    "vote-agreement": PAIR, "votes-with": RUSSIA, "voting-record": RUSSIA,
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--store", type=Path)
    options = parser.parse_args()
    if options.store:
        with open_store(options.store) as store:
            record_answers(store)
    (FOLDER / "README.md").write_text(make_page(), encoding="utf-8")


def make_page() -> str:
    """The page, of what the files say now."""
    answers = read_recorded(FOLDER / "answers.json")
    return catalogue_markdown(load_catalogue([FOLDER]), read_questions(FOLDER / "questions.csv"), answers)


def record_answers(store: EmbeddedStore) -> None:
    """Ask every query of the store and write what it answers; a query that cannot be asked there gets no answer."""
    names, recorded = NameIndex(store.query, store.base), {}
    PICTURES.mkdir(exist_ok=True, parents=True)
    for query in load_catalogue([FOLDER]):
        try:
            recorded[query.name] = asdict(record_answer(query, EXAMPLES.get(query.name, {}), store, names))
        except UsageError as error:
            print(f"{query.name}: {error}")
    text = json.dumps(recorded, ensure_ascii=False, indent=1, sort_keys=True)
    (FOLDER / "answers.json").write_text(text + "\n", encoding="utf-8")


def record_answer(query: CannedQuery, texts: Mapping[str, str], store: EmbeddedStore, names: NameIndex) -> Recorded:
    """Ask one query."""
    table = read_table(store.query(fill_query(query, texts, names)), store.query)
    options = (f"--{name.replace('_', '-')} {shlex.quote(text)}" for name, text in texts.items())
    command = " ".join(("kg query", query.name, *options))
    shown = f"The first {ROWS} of " if len(table.rows) > ROWS else ""
    count = f"{shown}{count_rows(len(table.rows), False)}.".replace("no rows", "No rows on the seeds")
    rows = format_markdown(shorten(table)) if table.rows else ""
    return Recorded(command, rows, count, query_digest(query), draw(query, table, texts))


def shorten(table: Table) -> Table:
    """The first rows as they are read, without empty columns, with long texts cut."""
    from pyoxigraph import Literal

    rows = [[_cut(text) for text in row] for row, _ in zip(table.texts(), range(ROWS), strict=False)]
    kept = [place for place in range(len(table.columns)) if any(row[place] for row in rows)]
    cells = tuple(tuple(Literal(row[place]) for place in kept) for row in rows)
    return Table(tuple(table.columns[place] for place in kept), cells)


def _cut(text: str) -> str:
    return text if len(text) <= WIDTH else text[:WIDTH].rsplit(" ", 1)[0] + " …"


def draw(query: CannedQuery, table: Table, texts: Mapping[str, str]) -> str | None:
    """Draw a short answer, where its view is a picture; the address of the picture."""
    path = PICTURES / f"{query.name}.svg"
    path.unlink(missing_ok=True)
    if query.view == "table" or not table.rows:
        return None
    few = Table(table.columns, table.rows[:MOST_DRAWN], table.labels, len(table.rows) > MOST_DRAWN)
    try:
        svg = draw_svg(few, query.view, query.summary, plot=query.plot, arguments=dict(texts))
    except UsageError as error:
        print(f"{query.name}: {error}")
        return None
    if len(svg) > LARGEST:
        print(f"{query.name}: the picture has {len(svg):,} characters")
        return None
    path.write_text(svg, encoding="utf-8")
    return f"../docs/queries/{path.name}"


if __name__ == "__main__":
    main()
