"""The tutorial's notebook runs from its first cell to its last, over the five documents."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = ROOT / "docs" / "tutorial.ipynb"

if "CI" not in os.environ:
    for package in ("nbclient", "ipykernel", "pandas", "vl_convert", "xlsxwriter"):
        pytest.importorskip(package)


def test_it_is_kept_without_outputs() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert cells
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells)
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])


def test_it_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import nbformat
    from nbclient import NotebookClient

    (tmp_path / "docs").mkdir()
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    # The kernel finds the package of this checkout, and nothing of the user's.
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("PYTHONWARNINGS", "error::FutureWarning")
    monkeypatch.delenv("KG_QUERIES", raising=False)
    notebook = nbformat.read(NOTEBOOK, as_version=4)  # type: ignore[no-untyped-call]
    client = NotebookClient(
        notebook, timeout=600, kernel_name="python3", resources={"metadata": {"path": str(tmp_path / "docs")}}
    )
    client.execute()

    shown = {cell["id"]: _data(cell) for cell in notebook["cells"] if cell["cell_type"] == "code"}
    kinds = [set(data) for data in shown.values()]
    assert sum("text/html" in kind for kind in kinds) >= 6
    assert sum("image/svg+xml" in kind for kind in kinds) == 1
    plain = [data.get("text/plain", "") for data in shown.values()]
    assert "True" in plain, "the quote stands in the file where the graph says"
    assert "['agreements.html', 'agreements.svg', 'agreements.xlsx', 'standpoint.ttl']" in plain
    assert any("agree" in data.get("text/html", "") and "<blockquote" in data["text/html"] for data in shown.values())


def _data(cell: Any) -> dict[str, str]:
    """What a cell shows, by media type."""
    outputs = [output["data"] for output in cell["outputs"] if output["output_type"] == "execute_result"]
    return dict(outputs[-1]) if outputs else {}
