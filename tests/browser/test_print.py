"""The pages on paper (A4): every figure whole, no row cut in two, nothing beyond the edge, no folded code.

A word that occurs nowhere else is put at both ends of every cell and of every caption, and into the four corners of
every picture. Where those words stand in the PDF tells what became of the rows and figures.
"""

import io
import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import pytest

# The words: q, what (r a row, h a head, f a figure, c code), its number, which end, z.
MARK = re.compile(r"q([rhfc])(\d+)([a-z]+)z")
MARKING = """async () => {
  const word = text => { const s = document.createElement('span'); s.textContent = text; s.style.cssText =
    'font: 2px/0 monospace; white-space: nowrap; position: static; letter-spacing: 0'; return s; };
  let rows = 0, figures = 0, codes = 0;
  for (const row of document.querySelectorAll('main tr')) {
    const kind = row.closest('thead') ? 'h' : 'r', cells = [...row.cells];
    cells.forEach(cell => { cell.prepend(word(`q${kind}${rows}az`)); cell.append(word(`q${kind}${rows}zz`)); });
    cells[cells.length - 1].append(word(`q${kind}${rows}lastz`));
    rows++;
  }
  for (const code of document.querySelectorAll('details.code pre')) code.prepend(word(`qc${codes++}az`));
  const corner = (at, x, y, anchor) => n => `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="4" fill="#777"`
    + ` font-family="monospace">qf${n}${at}z</text>`;
  const corners = (wide, high, n) => [
    corner('tl', 1, 6, 'start'), corner('tr', wide - 1, 6, 'end'),
    corner('bl', 1, high - 2, 'start'), corner('br', wide - 1, high - 2, 'end')].map(text => text(n)).join('');
  for (const figure of document.querySelectorAll('main figure')) {
    figure.querySelector('figcaption')?.append(word(`qf${figures}capz`));
    for (const drawn of figure.querySelectorAll(':scope svg')) {
      const box = drawn.viewBox.baseVal.width ? drawn.viewBox.baseVal : drawn.getBoundingClientRect();
      drawn.insertAdjacentHTML('beforeend', corners(box.width, box.height, figures));
    }
    for (const image of figure.querySelectorAll('img')) {
      const wide = image.getAttribute('width') || image.naturalWidth;
      const high = image.getAttribute('height') || image.naturalHeight, size = `width="${wide}" height="${high}"`;
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${wide} ${high}">`
        + `<image href="${image.src}" width="${wide}" height="${high}"/>${corners(wide, high, figures)}</svg>`;
      image.src = 'data:image/svg+xml;base64,' + btoa(unescape(encodeURIComponent(svg)));
      await image.decode();
    }
    figures++;
  }
  return {rows: document.querySelectorAll('main tbody tr').length, figures, codes,
          pictures: document.querySelectorAll('main figure img, main figure svg').length};
}"""
# What would still scroll on paper is cut there.
CUT = """() => [...document.querySelectorAll('main *')].filter(e => e instanceof HTMLElement && e.checkVisibility()
  && getComputedStyle(e).overflowX !== 'visible'
  && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1))
  .map(e => `${e.closest('figure') ? 'figure' : 'other'}: cut where it would scroll: `
    + (e.getAttribute('aria-label') || e.textContent).trim().slice(0, 50))"""
A4 = (595, 842)  # points
CONTENT = 658  # CSS pixels between margins of 18 mm
HALF = 0.5  # a point of tolerance: what rounding makes of an edge


@dataclass(frozen=True)
class Word:
    """A marking word in the PDF: on which sheet, and its box in points from the lower left corner."""

    sheet: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True)
class Printed:
    """A printed page: what was marked in it, where the marks stand, the text, and what was cut before."""

    counts: dict[str, int]
    words: dict[tuple[str, int, str], list[Word]]
    text: str
    cut: list[str]
    sheets: list[tuple[float, float]]
    ink: dict[int, int]


@pytest.fixture(scope="module")
def printed(visit, pages, shots: Path) -> dict[str, Printed]:
    return {path.name: _printed(visit, path, shots) for path in pages}


def _printed(visit, path: Path, shots: Path) -> Printed:
    with visit(path, CONTENT) as seen:
        seen.page.emulate_media(media="print")
        cut = seen.page.evaluate(CUT)
        if (wide := seen.page.evaluate("document.documentElement.scrollWidth")) > CONTENT:
            cut.append(f"other: {wide} pixels wide, so that the browser prints all of it smaller")
        seen.page.emulate_media(media=None)
        (shots / f"{path.stem}.pdf").write_bytes(seen.page.pdf(format="A4", print_background=False))
        counts = seen.page.evaluate(MARKING)
        data = seen.page.pdf(format="A4", print_background=False)
    document = pypdfium2.PdfDocument(io.BytesIO(data))
    words: dict[tuple[str, int, str], list[Word]] = defaultdict(list)
    texts, ink = [], {}
    for n, sheet in enumerate(document):
        page = sheet.get_textpage()
        text = page.get_text_range()
        texts.append(text)
        for mark, box in _marks(page):
            words[mark[1], int(mark[2]), mark[3]].append(Word(n, *box))
    for n in range(counts["figures"]):
        ink[n] = _colours(document, words, n)
    return Printed(counts, dict(words), "\n".join(texts), cut, [page.get_size() for page in document], ink)


def _marks(page) -> list[tuple[re.Match[str], tuple[float, float, float, float]]]:
    """Return each marking word of a sheet with the box around its letters."""
    count = page.count_chars()
    text = "".join(chr(pypdfium2.raw.FPDFText_GetUnicode(page, n)) for n in range(count))  # a letter for each box
    found = []
    for mark in MARK.finditer(text):
        boxes = [page.get_charbox(n) for n in range(mark.start(), mark.end())]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        found.append((mark, (min(lefts), min(bottoms), max(rights), max(tops))))
    return found


def _colours(document, words, n: int) -> int:
    """Return how many different shades are printed between the corners of a figure; 0 where a corner is missing."""
    corners = [words.get(("f", n, at), []) for at in ("tl", "br")]
    if not all(corners) or corners[0][0].sheet != corners[1][0].sheet:
        return 0
    (first, *_), (last, *_) = corners
    drawn = document[first.sheet].render(scale=1).to_pil().convert("L")
    high = document[first.sheet].get_height()
    inside = (int(first.right), int(high - first.bottom), int(last.left), int(high - last.top))
    return len(drawn.crop(inside).getcolors(256) or []) if inside[2] > inside[0] and inside[3] > inside[1] else 0


def test_every_figure_is_printed_whole(printed: dict[str, Printed], hold) -> None:
    wrong = {}
    for name, paper in printed.items():
        told = wrong.setdefault(name, [what for what in paper.cut if what.startswith("figure")])
        for n in range(paper.counts["figures"]):
            found = {at: paper.words.get(("f", n, at), []) for at in ("tl", "tr", "bl", "br", "cap")}
            if missing := [at for at, places in found.items() if not places]:
                told.append(f"figure {n + 1}: missing in print: {missing}")
            elif len({word.sheet for places in found.values() for word in places}) > 1:
                told.append(f"figure {n + 1}: cut, or without its caption, at the end of a sheet")
            elif not all(_inside(word, paper) for places in found.values() for word in places):
                told.append(f"figure {n + 1}: beyond the edge of the paper")
            elif paper.ink[n] < 3:
                told.append(f"figure {n + 1}: nothing is drawn")
    hold(wrong)
    assert all(paper.counts["pictures"] for name, paper in printed.items() if re.match("0[0-4]_", name))


def test_no_row_of_a_table_is_cut_in_two(printed: dict[str, Printed], hold) -> None:
    wrong = {}
    for name, paper in printed.items():
        told = wrong.setdefault(name, [])
        rows: dict[tuple[str, int], dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
        for (kind, n, end), places in paper.words.items():
            rows[kind, n][end] += [word.sheet for word in places]
        bodies = {n: ends for (kind, n), ends in rows.items() if kind == "r"}
        if len(bodies) != paper.counts["rows"]:
            told.append(f"{paper.counts['rows'] - len(bodies)} rows are not printed")
        told += [
            f"row {n} is cut at the end of sheet {1 + min(map(min, ends.values()))}: {_snippet(paper, n)}"
            for n, ends in sorted(bodies.items())
            if len({sheet for sheets in ends.values() for sheet in sheets}) > 1
        ]
        # A head may be repeated on every sheet of its table, but whole.
        heads = [ends for (kind, _), ends in rows.items() if kind == "h"]
        told += ["the head of a table is cut" for ends in heads if set(ends["a"]) != set(ends["z"])]
    hold(wrong)


def test_no_column_is_lost_beyond_the_edge_of_the_paper(printed: dict[str, Printed], hold) -> None:
    wrong = {}
    for name, paper in printed.items():
        told = wrong.setdefault(name, [what for what in paper.cut if not what.startswith("figure")])
        rows = {n for kind, n, _ in paper.words if kind == "r"}
        told += [
            f"the last column of row {n} is not printed" for n in sorted(rows) if ("r", n, "last") not in paper.words
        ]
        beyond = [
            key for key, places in paper.words.items() if key[0] in "rh" and not all(_inside(w, paper) for w in places)
        ]
        if beyond:
            told.append(f"{len(beyond)} cells reach beyond the paper, such as in: {_snippet(paper, beyond[0][1])}")
    hold(wrong)


def test_folded_code_is_not_printed(printed: dict[str, Printed], hold) -> None:
    wrong = {}
    for name, paper in printed.items():
        codes = [key for key in paper.words if key[0] == "c"]
        wrong[name] = [f"{len(codes)} pieces of code are printed"] if codes else []
        if "how this was computed" in paper.text:
            wrong[name].append("the line above folded code is printed")
    hold(wrong)
    assert sum(paper.counts["codes"] for paper in printed.values()) > 0


def test_the_paper_is_a4(printed: dict[str, Printed]) -> None:
    for paper in printed.values():
        assert all(abs(wide - A4[0]) < 2 and abs(high - A4[1]) < 2 for wide, high in paper.sheets)


def _inside(word: Word, paper: Printed) -> bool:
    """Tell whether a word stands within the margins; a printer cuts what comes nearer to the edge than 5 mm."""
    wide, high = paper.sheets[word.sheet]
    margin = 5 / 25.4 * 72 - HALF
    return margin <= word.left and word.right <= wide - margin and margin <= word.bottom and word.top <= high - margin


def _snippet(paper: Printed, n: int) -> str:
    at = re.search(rf"q[rh]{n}az(.{{0,60}})", paper.text)
    return MARK.sub("", at[1]) if at else "?"
