"""`kg report`: a dossier on an actor, an issue or a resolution as a page, as Markdown or as a Word file."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.cli.console import decode_typed, say
from kg.cli.files import STDOUT, open_output
from kg.cli.opening import open_aloud
from kg.cli.options import DEFAULT_STORE, FORMAT, OutputOption, SinceOption, StoreOption, UntilOption
from kg.resources import data_folder


def report(
    subject: Annotated[str, typer.Argument(metavar="NAME", help="The actor, issue or resolution that it is about.")],
    output: OutputOption = None,
    store: StoreOption = DEFAULT_STORE,
    kind: Annotated[
        Literal["actor", "issue"] | None, typer.Option("--subject", help="What NAME is, where it could be both.")
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    format: Annotated[Literal["html", "markdown", "docx"] | None, FORMAT] = None,
) -> None:
    """It tells of positions with their quotes, changes, agreements, votes and events, each sentence with its passage.

    Resolutions are issues too. The file is .html, .md or .docx. The same store gives the same bytes.

    Examples:
        kg report Russia -o russia.html
        kg report "Bashar al-Assad remaining in power" -o assad.md
        kg report Russia --since 2015 --format markdown
    """
    from kg.queries.catalogue import load_catalogue
    from kg.queries.names import NameIndex
    from kg.reports.dossier import make_report
    from kg.reports.subjects import find_subject
    from kg.reports.writing import format_report, guess_report_format

    if format is None:
        format = "html" if output in (None, STDOUT) else guess_report_format(output)
    with open_aloud(store) as opened:
        found = find_subject(decode_typed(subject), NameIndex(opened.query, opened.base), opened.query, kind)
        made = make_report(found, opened.query, load_catalogue([data_folder("queries")]), since, until)
    if found.ambiguous:
        other = "issue" if found.kind == "actor" else "actor"
        say(f"{subject!r} is an actor and an issue; this is about the {found.kind}, --subject {other} about the other")
    data = format_report(made, format)
    with open_output(output) as stream:
        stream.write(data)
