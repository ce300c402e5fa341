"""Tables for people: what they look like at a width."""

from __future__ import annotations

import pytest

from kg.cli.tables import leave_out_empty, print_table

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
