"""Tables for people: what they look like at a width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cli.tables import print_table
from kg.formats.terminal import format_rows, leave_out_empty
from kg.formats.widths import measure, wrap

LONG = "neither of the two countries wants the war to become a war of others " * 6


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")


def test_heads_are_words_and_numbers_stand_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("actor", "own_words"), [("Kenya", "7"), ("Uganda", "12"), ("Chad", "")])
    assert capsys.readouterr().out == ("actor   own words\nKenya           7\nUganda         12\nChad\n")


def test_no_line_is_wider_than_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [("Kenya wants the dam that was planned long ago to be built at last", "support", "3", "x" * 70)]
    print_table(("issue", "stance", "documents", "hash"), rows)
    print_table(("issue", "quote"), [("The war", LONG)])
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 60


def test_a_row_with_a_long_text_is_a_block(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("issue", "stance_a", "quote"), [("The war", "", LONG), ("Peace", "support", LONG)])
    first, *_ = blocks = capsys.readouterr().out.split("\n\n")
    assert len(blocks) == 2
    assert first.startswith("issue     The war\nquote     neither of the two")
    assert " ".join(first.partition("quote")[2].split()) == LONG.strip()


def test_brackets_and_line_ends_in_a_cell_are_text(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(("quote",), [("[bold]the\r\ndam[/bold]",)])
    assert capsys.readouterr().out == "quote\n[bold]the dam[/bold]\n"


def test_columns_that_no_row_fills_are_left_out() -> None:
    assert leave_out_empty(("a", "b", "c"), [("1", "", ""), ("", "", "2")]) == (
        ["a", "c"],
        [["1", ""], ["", "2"]],
        ["b"],
    )
    assert leave_out_empty(("a",), []) == (["a"], [], [])


def test_wide_letters_take_two_cells() -> None:
    rows = [("中华人民共和国", "支持"), ("Égypte", "oppose")]
    assert format_rows(("actor", "stance"), rows) == (
        "actor           stance\n中华人民共和国  支持\nE\u0301gypte          oppose\n".replace("E\u0301", "É")
    )


def test_a_grid_of_wide_letters_stays_within_its_width() -> None:
    lines = format_rows(("who", "issue", "n"), [("外交部" * 9, "和平" * 20, "3")], 60).splitlines()
    assert len(lines) > 2
    assert max(map(measure, lines)) <= 60


@given(st.text(), st.integers(min_value=1, max_value=30))
def test_wrapped_text_fits_and_loses_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(measure(line) <= max(width, 2) for line in lines)


def test_only_a_terminal_gets_a_bold_head(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    print_table(("who",), [("Kenya",)])
    assert capsys.readouterr().out == "\x1b[1mwho\x1b[0m\nKenya\n"
    monkeypatch.setenv("NO_COLOR", "1")
    print_table(("who",), [("Kenya",)])
    assert capsys.readouterr().out == "who\nKenya\n"


def test_a_text_cannot_command_the_terminal() -> None:
    assert format_rows(("quote",), [("\x1b]0;owned\x07red\x9b31m",)]) == "quote\n\ufffd]0;owned\ufffdred\ufffd31m\n"
