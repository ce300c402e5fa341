"""`kg review`: what people decide about claims and things, and the decisions as records."""

from __future__ import annotations

from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.console import count, say
from kg.cli.files import STDOUT, open_output
from kg.cli.groups import CommandGroup
from kg.cli.opening import open_aloud
from kg.cli.options import DEFAULT_STORE, OutputTooOption, StoreOption
from kg.errors import InputError, UsageError

if TYPE_CHECKING:
    from kg.review import Decision

app = typer.Typer(cls=CommandGroup, no_args_is_help=True, rich_markup_mode=None, add_completion=False)

ByOption = Annotated[
    str,
    typer.Option(
        "--by", metavar="NAME", envvar="KG_REVIEWER", help="Who decides.", default_factory=getuser, show_default="you"
    ),
]
ReasonOption = Annotated[str | None, typer.Option("--reason", "-r", metavar="TEXT", help="Why.")]
Claims = Annotated[list[str], typer.Argument(metavar="CLAIM...", help="IRIs of claims, whole or as doc:….")]


@app.callback()
def describe() -> None:
    """Decisions apply to the graph, stay when a source is loaded anew, and are records of their own: who, when, what,
    why. Every decision can be withdrawn. Claims are named by their IRIs, which kg query claims lists.

    Examples:
        kg query claims --actor Russia
        kg review reject doc:… --reason "He asks, he does not say so."
        kg review list
        kg review export decisions.jsonl
    """


@app.command("list")
def show(
    store: StoreOption = DEFAULT_STORE,
    everything: Annotated[bool, typer.Option("--all", help="Withdrawn decisions and withdrawals too.")] = False,
) -> None:
    """List the decisions that count, oldest first.

    Examples:
        kg review list --all
    """
    from kg.cli.tables import print_table
    from kg.review import Review

    with open_aloud(store) as opened:
        review = Review(opened)
    decisions = review.decisions if everything else review.in_force
    rows = [(d.id, d.verdict, _tell(d), d.by, d.at.isoformat(" ", "minutes")[:16], d.reason or "") for d in decisions]
    print_table(("decision", "verdict", "what", "by", "when (UTC)", "why"), rows)
    say(count(len(decisions), "decision"))


@app.command()
def accept(claims: Claims, by: ByOption, reason: ReasonOption = None, store: StoreOption = DEFAULT_STORE) -> None:
    """Accept claims: the source says so.

    Examples:
        kg review accept doc:… doc:… --by Ada
    """
    _decide(store, verdict="accept", about=claims, by=by, reason=reason)


@app.command()
def reject(claims: Claims, by: ByOption, reason: ReasonOption = None, store: StoreOption = DEFAULT_STORE) -> None:
    """Reject claims: the source does not say so, and no query finds them any more.

    Examples:
        kg review reject doc:… --reason "He asks, he does not say so."
    """
    _decide(store, verdict="reject", about=claims, by=by, reason=reason)


@app.command()
def correct(
    claims: Claims,
    changes: Annotated[
        list[str],
        typer.Option(
            "--set", metavar="PROPERTY=VALUE", help="stance, issue, holder, type, status or date, and its new value."
        ),
    ],
    by: ByOption,
    reason: ReasonOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Correct what claims say: --set may be repeated, and dates are EDTF.

    Examples:
        kg review correct doc:… --set stance=oppose
        kg review correct doc:… --set holder=Russia --set date=2015-12
    """
    pairs = dict(change.partition("=")[::2] for change in changes)
    if not all(pairs.values()):
        raise UsageError("--set takes PROPERTY=VALUE, such as stance=oppose")
    _decide(store, verdict="correct", about=claims, changes=pairs, by=by, reason=reason)


@app.command()
def merge(
    old: Annotated[str, typer.Argument(metavar="THING", help="The actor or issue that is no thing of its own.")],
    into: Annotated[str, typer.Argument(metavar="INTO", help="The one that it is.")],
    by: ByOption,
    contrary: Annotated[bool, typer.Option("--contrary", help="The issue is the contrary: stances turn.")] = False,
    reason: ReasonOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Merge an actor or issue into another.

    Examples:
        kg review merge "Feasibility of Bashar al-Assad remaining in power" "Bashar al-Assad remaining in power"
        kg review merge issue:… "Bashar al-Assad remaining in power" --contrary
    """
    _decide(store, verdict="merge", about=[old], into=into, contrary=contrary, by=by, reason=reason)


@app.command()
def split(
    thing: Annotated[str, typer.Argument(metavar="THING", help="The actor or issue that is two.")],
    claims: Claims,
    name: Annotated[str, typer.Option("--into", metavar="NAME", help="What these claims are about instead.")],
    by: ByOption,
    reason: ReasonOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Split an actor or issue: these claims are about another one.

    Examples:
        kg review split Georgia doc:… --into "Georgia (U.S. state)"
    """
    _decide(store, verdict="split", about=claims, apart_from=thing, name=name, by=by, reason=reason)


@app.command()
def withdraw(
    decision: Annotated[str, typer.Argument(metavar="DECISION", help="Its id, or how it begins.")],
    by: ByOption,
    reason: ReasonOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Withdraw a decision: its sources are as if it had never been.

    Examples:
        kg review list
        kg review withdraw 3f2a…
    """
    _decide(store, verdict="withdraw", withdraws=decision, by=by, reason=reason)


@app.command("export")
def write(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write, or - for stdout.")] = STDOUT,
    output: OutputTooOption = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write all decisions as JSON Lines, which kg review import reads.

    Examples:
        kg review export decisions.jsonl
    """
    from kg.review import Review, format_decision

    with open_aloud(store) as opened:
        decisions = Review(opened).decisions
    with open_output(output or file) as stream:
        stream.writelines(f"{format_decision(decision)}\n".encode() for decision in decisions)
    say(count(len(decisions), "decision"))


@app.command("import")
def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Decisions as JSON Lines.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Make the decisions of a file, all or none; those that are there already change nothing.

    Examples:
        kg review import decisions.jsonl
    """
    from kg.pipeline.inputs import read_bytes
    from kg.review import Review, parse_decisions

    try:
        lines = read_bytes(file).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8; expected decisions as JSON Lines", path=file) from error
    decisions = list(parse_decisions(lines, file))
    with open_aloud(store, write=True) as opened:
        outcomes = Review(opened).decide(decisions, opened)
    new = [outcome for outcome in outcomes if not outcome.known]
    idle = sum(not outcome.changed and outcome.decision.verdict != "accept" for outcome in new)
    say(f"{count(len(new), 'new decision')} of {count(len(outcomes), 'decision')}; {idle:,} found nothing to change")


def _decide(store: Path, **said: Any) -> None:
    from kg.review import Review, make_decision

    with open_aloud(store, write=True) as opened:
        review = Review(opened)
        decision = make_decision(review, opened, said)
        (outcome,) = review.decide([decision], opened)
    where = f" in {', '.join(outcome.changed)}" if outcome.changed else ""
    say(f"decision {decision.id}: {decision.verdict} {_tell(decision)}{where}")


def _tell(decision: Decision) -> str:
    """What a decision is about, in a line."""
    about = ", ".join(iri.rpartition("/id/")[2] for iri in decision.about)
    parts = [about, *(f"{name}={value}" for name, value in decision.changes.items())]
    if decision.withdraws:
        parts.append(decision.withdraws)
    if decision.into:
        parts.append(f"into {decision.into.rpartition('/id/')[2]}")
    return " ".join(part for part in parts if part)
