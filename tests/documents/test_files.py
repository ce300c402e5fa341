"""Which files are documents, and what each consists of."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.documents.files import document_inputs, find_documents, is_document
from kg.errors import DocumentError

NAMES = ["b.txt", "a.md", "sub/c.HTML", "sub/.hidden.txt", ".git/d.txt", "README.md", "SOURCES.md", "License.txt",
         "data.csv", "b.txt.meta.json"]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Peace.")
    return tmp_path


def test_folders_are_walked_in_order(folder: Path) -> None:
    assert find_documents([folder]) == [folder / "a.md", folder / "b.txt", folder / "sub" / "c.HTML"]


def test_the_order_given_counts_and_nothing_comes_twice(folder: Path) -> None:
    given = [folder / "sub", folder / "README.md", folder, folder / "sub" / ".." / "b.txt"]
    names = [path.name for path in find_documents(given)]
    assert names == ["c.HTML", "README.md", "a.md", "b.txt"]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("nothing.txt", "does not exist"),
        ("data.csv", "is not a document; expected one of .txt .md .markdown .html .htm .pdf .docx"),
        ("b.txt.meta.json", "is not a document"),
        (".git/none", "does not exist"),
    ],
)
def test_wrong_paths(folder: Path, name: str, problem: str) -> None:
    with pytest.raises(DocumentError) as caught:
        find_documents([folder / name])
    assert str(caught.value).startswith(f"{folder / name}: {problem}")


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("About.")
    with pytest.raises(DocumentError, match="holds no documents; expected files that end in"):
        find_documents([tmp_path])


def test_suffixes() -> None:
    assert is_document(Path("a.TXT"))
    assert not is_document(Path("a.json"))


def test_inputs_tell_a_document_and_its_sidecar_apart(folder: Path) -> None:
    document = folder / "b.txt"
    first = document_inputs(document)
    (folder / "b.txt.meta.json").write_text("{}")
    second = document_inputs(document)
    document.write_text("War.")
    assert len({first, second, document_inputs(document)}) == 3
    document.write_text("Peace.")
    assert document_inputs(document) == second
    with pytest.raises(DocumentError, match="does not exist"):
        document_inputs(folder / "none.txt")
