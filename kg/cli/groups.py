"""Groups of commands: `kg` itself, `kg query` and `kg review`.

In: the words of a command line. Out: the command that is meant, an error that names the nearest one, or the list of
them, each with its whole summary. `help` before a command is `--help` after it, which many people try first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from typer.core import TyperCommand, TyperGroup

from kg.errors import UnknownName

if TYPE_CHECKING:
    from typer._click import Context, HelpFormatter  # what the methods of its groups take

_HELP = "help"


class CommandGroup(TyperGroup):
    """A group that knows what is meant by a word that is no command of it."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        if args[:1] == [_HELP] and _HELP not in self.list_commands(ctx):
            args = [*args[1:], "--help"]
        return super().parse_args(ctx, args)

    def get_command(self, ctx: Context, cmd_name: str) -> TyperCommand | None:
        found = super().get_command(ctx, cmd_name)
        # A word that begins with a hyphen is an option that there is not; a shell that completes wants no error.
        if found is None and not ctx.resilient_parsing and not cmd_name.startswith("-"):
            from kg.queries.suggestions import suggest

            names = self.list_commands(ctx)
            raise UnknownName("command", cmd_name, suggest(cmd_name, names), known=names)
        return found  # type: ignore[return-value]

    def format_commands(self, ctx: Context, formatter: HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(self.summaries(ctx))

    def summaries(self, ctx: Context) -> list[tuple[str, str]]:
        """The commands with what each does, in one line."""
        return [(name, _summarise(command.help or "")) for name, command in self.commands.items()]


def _summarise(help: str) -> str:
    """The first paragraph of a help, in one line."""
    return " ".join(help.partition("\n\n")[0].split())
