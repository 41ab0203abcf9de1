"""Tables inside a page: links that save them, from the page itself where they are small enough, else from beside it."""

import base64
import html
from collections.abc import Iterable, Mapping
from pathlib import Path

IN_A_PAGE = 120_000  # bytes of a file that goes into the page of a notebook
IN_THE_WHOLE = 400_000  # and into the one page that is sent alone
KINDS = {
    "csv": ("text/csv;charset=utf-8", "CSV"),
    "parquet": ("application/vnd.apache.parquet", "Parquet"),
    "bib": ("application/x-bibtex", "BibTeX"),
}

Files = Mapping[str, bytes]  # path beside the pages -> what is in the file


def links(files: Files, names: Iterable[str], most: int, alone: bool) -> str:
    """Return a list of tables, each with a link for each of its forms.

    files    as tables/facts.csv, tables/facts.parquet, sources.bib; names: of the tables to list, in order
    most     bytes of a file that is put into the page
    alone    whether the page is sent without the files, so that a larger one is only named
    """
    rows = []
    for name in names:
        forms = [_link(file, files[file], most, alone) for file in files if Path(file).stem == name]
        rows.append(f"<li><code>{html.escape(name)}</code> {' · '.join(forms)}</li>\n")
    return f'<ul class="files">\n{"".join(rows)}</ul>\n' if rows else ""


def _link(file: str, data: bytes, most: int, alone: bool) -> str:
    name = Path(file).name
    kind, label = KINDS[name.rpartition(".")[2]]
    said = f"{label}, {_size(len(data))}"
    if len(data) > most and alone:
        return f"<span>{said}: too large for this page, in the report’s folder</span>"
    address = f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}" if len(data) <= most else file
    return f'<a download="{name}" href="{address}" aria-label="{name}, {_size(len(data))}">{said}</a>'


def _size(n: int) -> str:
    return f"{n / 1e6:.1f} MB" if n >= 1e6 else f"{max(n / 1e3, 0.1):.1f} kB" if n < 1e4 else f"{n / 1e3:.0f} kB"
