"""`kg verify`, `kg backup` and `kg restore`: whether a store is what was written, and copies of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.console import ERROR, complain, count, say
from kg.cli.opening import open_aloud
from kg.cli.options import DEFAULT_STORE, StoreOption


def verify(store: StoreOption = DEFAULT_STORE) -> None:
    """Every byte is read and every graph counted; what is not as the journal says is named.

    Examples:
        kg verify
    """
    with open_aloud(store) as opened:
        problems = opened.verify()
        for problem in problems:
            complain(f"{opened.path} is damaged: {problem}")
        if problems:
            raise typer.Exit(ERROR)
        held = f"{count(len(opened.sources()), 'source')}, {count(opened.size(), 'triple')}"
        say(f"{opened.path} is whole: {held}")


def backup(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="A new folder for the copy.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Somebody may be loading meanwhile. A backup is a store itself: queries can be asked of it.

    Examples:
        kg backup backup-of-monday
    """
    from kg.stores import copies

    copies.backup(store, folder)
    say(f"{store} is copied to {folder}")


def restore(
    backup: Annotated[Path, typer.Argument(metavar="FOLDER", help="A backup.")],
    store: StoreOption = DEFAULT_STORE,
    replace: Annotated[bool, typer.Option("--replace", help="Replace the store that is there.")] = False,
) -> None:
    """A store that is there already is replaced with --replace only.

    Examples:
        kg restore backup-of-monday --store restored
    """
    from kg.stores import copies

    copies.restore(backup, store, replace=replace)
    say(f"{store} holds what {backup} holds")
