"""The committed notebooks carry their outputs, keep to the house's form, and can't pass by being empty.

That their outputs are what the code gives is checked by nbval, which collects notebooks/ in the same run.
"""

import ast
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
NOTEBOOKS = {path.name: json.loads(path.read_text(encoding="utf-8")) for path in PATHS}
NAMES = [
    "00_sources",
    "01_text_statistics",
    "02_terms_by_author",
    "03_quantitative_facts",
    "04_synthesis",
    "05_your_question",
]


def source(cell: dict) -> str:
    return "".join(cell["source"])


def code(notebook: dict) -> list[dict]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]


def prose(notebook: dict) -> list[str]:
    return [source(cell) for cell in notebook["cells"] if cell["cell_type"] == "markdown"]


def test_there_are_six() -> None:
    assert [path.stem for path in PATHS] == NAMES


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_code_cell_was_run_in_order(name: str) -> None:
    """A cell without an execution count or an output is passed over by nbval: nothing would be compared."""
    cells = code(NOTEBOOKS[name])
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    silent = [n for n, cell in enumerate(cells) if not cell["outputs"]]
    assert silent == [0, 1], "only the imports and the parameters show nothing"


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_output_is_an_error_or_a_warning(name: str) -> None:
    outputs = [output for cell in code(NOTEBOOKS[name]) for output in cell["outputs"]]
    assert {output["output_type"] for output in outputs} <= {"display_data", "execute_result"}


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_first_output_names_folder_articles_and_fingerprint(name: str, seeds) -> None:
    first = next(cell for cell in code(NOTEBOOKS[name]) if cell["outputs"])
    says = "".join(first["outputs"][0]["data"]["text/markdown"])
    assert "**5 articles** from the folder <code>seeds</code>" in says and seeds.fingerprint in says


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_every_figure_has_an_alternative_text_and_its_caption(name: str) -> None:
    for cell in code(NOTEBOOKS[name]):
        for output in cell["outputs"]:
            if "image/png" in output["data"]:
                alt = output["metadata"]["image/png"]["alt"]
                assert re.match(r"Figure \d+\. \w", alt)
                assert f"*{alt}*" in ["".join(o["data"].get("text/markdown", "")) for o in cell["outputs"]]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_reads_like_an_essay(name: str) -> None:
    cells, notebook = code(NOTEBOOKS[name]), NOTEBOOKS[name]
    first = prose(notebook)[0]
    assert re.match(r"# \d\d · .+\?\n> .+\?\n\nReads ", first)
    assert max(len(source(cell).splitlines()) for cell in cells) <= 12
    parameters = next(cell for cell in cells if "parameters" in cell["metadata"].get("tags", []))
    assert source(parameters).startswith("ARTICLES = None  # None: ")
    assert all(isinstance(node, ast.Assign) for node in ast.parse(source(parameters)).body)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_result_is_typed_into_the_prose(name: str) -> None:
    numbers = r"[$€£]\d|\d[\d.,]*\s?(?:%|per ?cent|million|billion)|\b(?!19\d\d|20\d\d)\d{2,}\b(?! ·)"
    for text in prose(NOTEBOOKS[name]):
        without_links = re.sub(r"\[.*?\]\(.*?\)|notebook \d\d|`.*?`|per 1,000|1\.96", "", text)
        assert re.findall(numbers, without_links) == []


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_links_lead_to_notebooks_that_exist(name: str) -> None:
    links = [link for text in prose(NOTEBOOKS[name]) for link in re.findall(r"\]\(([^)]+\.ipynb)\)", text)]
    assert links
    assert set(links) <= set(NOTEBOOKS)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_no_path_of_a_machine_is_kept(name: str) -> None:
    text = json.dumps(NOTEBOOKS[name])
    assert not re.search(r"/(home|root|Users|tmp|work)/", text)
    assert NOTEBOOKS[name]["metadata"]["language_info"] == {"name": "python"}
