"""The report: the notebooks on any folder, complete or not at all, the same bytes from the same articles."""

import html
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest

from sourcebook import InputError, exports, load, report, running
from sourcebook.cli import main
from sourcebook.corpus import SETTINGS_VARIABLE

ROOT = Path(__file__).resolve().parents[1]
NAMES = [path.stem for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)> [x](javascript:alert(3)) $a$ **b**"
TALK = {
    "talk.txt": "".join(
        f"{name}\n{name.split()[0]} says that the dam cost ${n}00 million in May 202{n}. It may rise by {n} percent. "
        f"{'The river is wide and the town is old. ' * 12}\n"
        for n, name in enumerate(["Ada Ng", "Bo Ruiz", "Cy Abe", "Di Roe", "Ed Ito"], 1)
    ),
    "catalogue.toml": '[[source]]\nfile = "talk.txt"\npublished = "2025-06"\n'
    + "".join(
        f'[[source.passage]]\nopens = "{name}\\n"\nkind = "furniture"\n'
        f'[[source.passage]]\nopens = "{name.split()[0]} says"\nvoice = "{name}"\n'
        f'tags = {{ bank = "{"left" if n % 2 else "right"}", party = "{"old" if n < 3 else "new"}" }}\n'
        for n, name in enumerate(["Ada Ng", "Bo Ruiz", "Cy Abe", "Di Roe", "Ed Ito"], 1)
    ),
}


THINGS = "river bridge market school harbour garden library station theatre museum".split()
SIXTY = {
    f"{n:02d}.txt": " ".join(f"The {THINGS[(n * k) % 10]} {n} was {'not ' * (k % 2)}closed." for k in range(5 + n % 40))
    for n in range(60)
} | {"catalogue.toml": "".join(f'[[source]]\nfile = "{n:02d}.txt"\nauthors = ["Voice {n:02d}"]\n' for n in range(60))}


def run(articles: Path, out: Path, **parameters: str) -> Path:
    report.write_report(load(articles), articles, out, parameters)
    return out


@pytest.mark.parametrize(
    ("files", "parameters"),
    [
        pytest.param({"a.txt": "It rains."}, {}, id="one article of two words"),
        pytest.param(
            {f"{n}.txt": f"The sky is grey and the sea is calm {n}. " * 20 for n in "ab"}, {}, id="no figures at all"
        ),
        pytest.param(
            {"a.txt": "下雨了。今天下雨。", "b.txt": f"{EVIL}\n\nIt cost $5 million."},
            {},
            id="other scripts and markup",
        ),
        pytest.param(
            {"a.txt": "नमस्ते दुनिया। यह हिन्दी है।", "b.txt": "water " * 60, "c.txt": "water " * 61}, {}, id="one word"
        ),
        pytest.param(TALK, {}, id="five voices"),
        pytest.param(TALK, {"GROUP_BY": "bank"}, id="five voices by a tag"),
        pytest.param(SIXTY, {"WORDS": ["closed", "river"]}, id="sixty voices"),
    ],
)
def test_the_notebooks_run_unchanged_on_other_articles(
    folder: Callable[..., Path], tmp_path: Path, files: dict, parameters: dict
) -> None:
    out = run(folder(files), tmp_path / "out", **parameters)
    pages = {path.name: path.read_text(encoding="utf-8") for path in out.glob("*.html")}
    assert set(pages) == {"index.html", "sourcebook.html", *(f"{name}.html" for name in NAMES)}
    for name, text in pages.items():
        assert elements(text)["h1"], name
        assert_harmless(text)


def test_what_is_new_since_an_earlier_state_is_in_both_notebooks(folder, tmp_path: Path, monkeypatch) -> None:
    folder(TALK, "was")
    now = folder(
        TALK | {"talk.txt": TALK["talk.txt"].replace("$300 million", "$900 million"), "more.txt": "It rained."}
    )
    (tmp_path / "workbook.toml").write_text('since = "was"', encoding="utf-8")
    monkeypatch.setenv(SETTINGS_VARIABLE, str(tmp_path / "workbook.toml"))
    out = run(now, tmp_path / "out")
    first, last = ((out / f"{name}.html").read_text(encoding="utf-8") for name in ("00_sources", "04_synthesis"))
    assert "<strong>1 new article</strong> (more); <strong>1 changed article</strong> (talk)" in first
    assert "300 million USD" in last and "<mark>$900 million</mark>" in last
    assert "No earlier state" not in first + last


def elements(text: str) -> dict[str, list[dict[str, str]]]:
    """Return element name -> the attributes of each such element, as a browser would see them."""
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found[tag].append({k: v or "" for k, v in attributes})
    parser.feed(text)
    return found


def assert_harmless(text: str) -> None:
    """No script and no handler runs, nothing is fetched, no link leads to a notebook, every picture has its text."""
    found = elements(text)
    assert not {"script", "iframe", "object", "embed", "form", "base"} & set(found)
    for attributes in (a for same in found.values() for a in same):
        assert not [name for name in attributes if name.startswith("on")]
        assert attributes.get("src", "data:").startswith("data:")
        assert not attributes.get("href", "").startswith(("javascript:", "//"))
        assert not attributes.get("href", "").endswith(".ipynb")
    assert all(picture["alt"] for picture in found["img"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run(ROOT / "seeds", tmp_path_factory.mktemp("one") / "report")


def test_the_same_articles_give_the_same_bytes_from_any_folder(made: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "seeds", tmp_path / "elsewhere" / "seeds")
    again = run(tmp_path / "elsewhere" / "seeds", tmp_path / "out")
    for path in sorted(p for p in made.rglob("*") if p.is_file()):
        assert path.read_bytes() == (again / path.relative_to(made)).read_bytes(), path.name


def test_no_page_and_no_table_names_a_path_of_this_machine(made: Path) -> None:
    for path in (p for p in made.rglob("*") if p.is_file()):
        data = path.read_bytes()
        assert not [place for place in (str(ROOT), str(made.parent), "/tmp/") if place.encode() in data]


def test_a_page_asks_for_nothing_and_every_link_inside_it_leads_somewhere(made: Path) -> None:
    for path in made.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "default-src 'none'" in text
        ids = re.findall(r' id="([^"]+)"', text)
        assert len(ids) == len(set(ids)), f"an id stands twice in {path.name}"
        for link in re.findall(r'href="([^"]+)"', text):
            if link.startswith("#"):
                assert link[1:] in ids, f"{path.name}: {link}"
            elif not link.startswith("data:"):
                assert (made / link.split("#")[0]).exists(), f"{path.name}: {link}"


def test_the_index_opens_with_the_findings_and_cites_them(made: Path) -> None:
    text = (made / "index.html").read_text(encoding="utf-8")
    assert text.index("What it is.") < text.index("The notebooks</h2>")
    brief = text[text.index('<div class="brief">') : text.index("The notebooks</h2>")]
    assert len(set(re.findall(r'href="#e(\d+)"', brief))) >= 5


def test_every_figure_is_described_by_what_it_shows(made: Path) -> None:
    for path in made.glob("0*.html"):
        text = path.read_text(encoding="utf-8")
        pictures = re.findall(r"<img [^>]*>", text)
        figures = list(zip(pictures, re.findall(r"<figcaption>(.*?)</figcaption>", text), strict=True))
        assert len(figures) == text.count("<figure>")
        for picture, caption in figures:
            described = re.search(r'alt="([^"]*)"', picture)[1]
            assert "data:image/svg+xml" in picture and caption.startswith("Figure ") and described != caption, path.name


def test_every_fact_and_every_finding_that_rests_on_sentences_leads_to_them(made: Path) -> None:
    for name in ("03_quantitative_facts", "04_synthesis"):
        text = (made / f"{name}.html").read_text(encoding="utf-8")
        listed = re.findall(r'<li id="e(\d+)"><q[^>]*>', text)
        assert sorted(set(re.findall(r'href="#e(\d+)"', text)), key=int) == listed
        rows = re.findall(r"<tr>(<td.*?)</tr>", text, re.DOTALL)
        assert all('class="cite"' in row for row in rows if "<mark>" in row)
    synthesis = re.findall(r'<div class="finding">(.*?)</div>', text, re.DOTALL)
    assert sum('class="cite"' in finding for finding in synthesis) >= 7


def test_no_more_of_an_article_than_is_cited_is_in_the_report(made: Path, seeds) -> None:
    text = html.unescape((made / "sourcebook.html").read_text(encoding="utf-8"))
    plain = " ".join(re.sub(r"<[^>]+>", "", text).split())
    cited = set(re.findall(r"<code>([^<:]+:\d+-\d+)</code>", text))
    long = seeds.sentences[(seeds.sentences["words"] > 12) & ~seeds.sentences["sentence_id"].isin(cited)]
    assert len(long) > 100, "most of the articles stays at home"
    assert not [s for s in long["sentence_id"] if " ".join(seeds.quote(s).split()) in plain]
    assert not (made / "sources").exists()


def test_with_sources_each_article_can_be_read_and_leads_both_ways(tmp_path: Path, folder) -> None:
    articles = folder(TALK)
    report.write_report(load(articles), articles, tmp_path / "out", code=False, with_sources=True)
    page = (tmp_path / "out" / "sources" / "001.html").read_text(encoding="utf-8")
    facts = (tmp_path / "out" / "03_quantitative_facts.html").read_text(encoding="utf-8")
    there = re.search(r'href="sources/001\.html#(s[\d-]+)"[^>]*>in the article', facts)
    assert f'id="{there[1]}"' in page
    back = re.findall(r'<mark><a href="\.\./03_quantitative_facts\.html#(e\d+)">\$100 million', page)
    assert f'id="{back[0]}"' in facts
    assert page.count("The river is wide") == 60 and "how this was computed" not in facts
    assert "text" in pd.read_csv(tmp_path / "out" / "tables" / "sources.csv").columns


def test_every_table_is_there_and_reads_back(made: Path, seeds) -> None:
    names = "sources passages sentences counts facts quotations asks promises codes corrections left_out".split()
    names += "statistics terms uses corroborations checks timeline".split()
    assert {p.name for p in (made / "tables").iterdir()} == {
        f"{name}.{form}" for name in names for form in exports.FORMS
    }
    for name in names:
        csv, parquet = (
            pd.read_csv(made / "tables" / f"{name}.csv"),
            pd.read_parquet(made / "tables" / f"{name}.parquet"),
        )
        assert (len(csv), list(csv.columns)) == (len(parquet), list(parquet.columns)), name
    assert len(pd.read_parquet(made / "tables" / "facts.parquet")) == len(seeds.facts)
    assert not (made / "tables" / "sources.csv").read_text().count("text")


def returned(name: str, notebook: object) -> object:
    return notebook


def broken(tmp_path: Path, line: str = "1 / 0") -> Path:
    """Copy the notebooks and put a mistake into one of them."""
    copy = tmp_path / "notebooks"
    shutil.copytree(ROOT / "notebooks", copy)
    notebook = json.loads((copy / "01_text_statistics.ipynb").read_text())
    notebook["cells"][3]["source"] = [line]
    (copy / "01_text_statistics.ipynb").write_text(json.dumps(notebook))
    return copy


def test_a_notebook_that_stops_leaves_the_earlier_report_whole(
    folder: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    articles, out = folder({"a.txt": "It rains."}), tmp_path / "out"
    out.mkdir()
    (out / "index.html").write_text('<meta name="generator" content="Sourcebook 0">')
    assert main(["report", str(articles), "-o", str(out), "--notebooks", str(broken(tmp_path))]) == 1
    assert "01_text_statistics.ipynb, cell 4 (1 / 0): ZeroDivisionError: division by zero" in capsys.readouterr().err
    assert [p.name for p in out.iterdir()] == ["index.html"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["articles", "notebooks", "out"], "nothing half-made is left"


def test_a_folder_that_holds_something_else_is_not_replaced(
    folder: Callable[..., Path], capsys: pytest.CaptureFixture
) -> None:
    articles = folder({"a.txt": "It rains."})
    assert main(["report", str(articles), "-o", str(articles)]) == 2
    assert "holds something else than a report" in capsys.readouterr().err
    assert [p.name for p in articles.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("mine", ["my-notes.txt", "notes.html", "tables/notes.txt"])
def test_a_report_with_a_file_of_the_user_s_in_it_is_not_replaced(folder, tmp_path: Path, mine: str) -> None:
    (tmp_path / "out" / "tables").mkdir(parents=True)
    (tmp_path / "out" / "index.html").write_text('<meta name="generator" content="Sourcebook 0">')
    (tmp_path / "out" / mine).write_text("mine")
    assert main(["report", str(folder({"a.txt": "It rains."})), "-o", str(tmp_path / "out")]) == 2
    assert (tmp_path / "out" / mine).read_text() == "mine"


def test_an_interrupt_while_the_report_is_put_in_place_leaves_the_earlier_one(tmp_path: Path, monkeypatch) -> None:
    made, out, scratch = tmp_path / "scratch" / "report", tmp_path / "out", tmp_path / "scratch"
    for path in (made, out):
        path.mkdir(parents=True)
    (out / "index.html").write_text("earlier")
    rename, calls = Path.rename, []

    def interrupted(self: Path, target: Path) -> Path:
        calls.append(self)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        report._swap(made, out, scratch)
    assert (out / "index.html").read_text() == "earlier"


def test_the_footer_says_how_the_pages_were_made(folder, tmp_path: Path) -> None:
    out = run(folder(TALK, "my talks"), tmp_path / "out", GROUP_BY="bank")
    assert "sourcebook report &#x27;my talks&#x27; --group-by bank" in (out / "index.html").read_text(encoding="utf-8")


def test_a_parameter_that_no_notebook_knows_is_refused() -> None:
    with pytest.raises(
        InputError,
        match=r"'ARTICEL' is no parameter of the notebooks; they know AGAINST, ARTICLES, GROUP_BY, SAMPLE, WORDS",
    ):
        running.execute(ROOT / "notebooks", {"ARTICEL": "x"}, returned)


def test_a_folder_without_notebooks_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no notebooks"):
        running.execute(tmp_path, {}, returned)
