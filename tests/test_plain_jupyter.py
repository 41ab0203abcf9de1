"""Plain Jupyter works as well: the notebooks under nbconvert and papermill, without anything of ours around them."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "03_quantitative_facts.ipynb"
RAIN = {"a.txt": "It rained for 3 days. It cost $5 million.", "b.txt": "The dam holds 40 million tonnes of water."}
needs_papermill = pytest.mark.skipif(
    importlib.util.find_spec("papermill") is None, reason="papermill is not installed: pip install papermill"
)


def test_nbconvert_makes_a_page_of_a_notebook_as_it_was_saved(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", str(tmp_path), str(NOTEBOOK)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    page = (tmp_path / f"{NOTEBOOK.stem}.html").read_text(encoding="utf-8")
    saved = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    outputs = [output.get("data", {}) for cell in saved["cells"] for output in cell.get("outputs", [])]
    assert (
        len(re.findall(r'<img[^>]* src="data:image/png;base64', page))
        == sum("image/png" in data for data in outputs)
        > 0
    )
    assert page.count("<caption") == sum("".join(data.get("text/html", "")).count("<caption") for data in outputs) > 0


@needs_papermill
@pytest.mark.parametrize("cwd", [["--cwd", str(NOTEBOOK.parent)], []], ids=["in the notebooks' folder", "elsewhere"])
def test_papermill_runs_a_notebook_on_a_folder(folder, tmp_path: Path, cwd: list[str]) -> None:
    out = tmp_path / "out.ipynb"
    command = [sys.executable, "-m", "papermill", str(NOTEBOOK), str(out), "-p", "ARTICLES", str(folder(RAIN)), *cwd]
    subprocess.run(command, check=True, capture_output=True, timeout=300, cwd=tmp_path)
    cells = nbformat.read(out, as_version=4).cells
    (injected,) = [cell for cell in cells if "injected-parameters" in cell.metadata.get("tags", [])]
    assert re.search(r'^ARTICLES = ".*articles"$', injected.source, re.MULTILINE)
    outputs = [output for cell in cells for output in cell.get("outputs", [])]
    assert {output.output_type for output in outputs} <= {"display_data", "execute_result"}, "no bar and no warning"
    assert "**2 articles** from the folder <code>articles</code>" in str(outputs[0])
    assert "40 million tonnes" in str(outputs)
