"""The pages as a reader opens them: nothing fetched, nothing complained of, nothing wider than the screen."""

import base64
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

import pytest

# Visible things that reach beyond the right edge of the window and aren't inside something that scrolls by itself.
STICKING_OUT = """() => {
  const root = document.documentElement, wide = root.clientWidth;
  const inside = e => e.parentElement !== root
    && (getComputedStyle(e.parentElement).overflowX !== 'visible' || inside(e.parentElement));
  return [...document.body.querySelectorAll('*')].filter(e => e.getBoundingClientRect().right > wide + 1 && !inside(e))
    .slice(0, 3).map(e => `${e.localName}.${e.className} ${e.textContent.trim().slice(0, 40)}`);
}"""
# Links to places of the same page that aren't there, and ids that stand twice.
ASTRAY = """() => {
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id), known = new Set(ids);
  const dead = [...document.querySelectorAll('a[href^="#"]')].map(a => decodeURIComponent(a.hash.slice(1)));
  return [...dead.filter(id => id && !known.has(id)).map(id => `no place #${id}`),
          ...ids.filter((id, n) => ids.indexOf(id) !== n).map(id => `twice #${id}`)];
}"""
# Links of a kind that no page of ours has.
STRANGE = """() => [...document.querySelectorAll('a[href]')]
  .filter(a => !['file:', 'https:', 'http:'].includes(a.protocol))
  .filter(a => !(a.protocol === 'data:' && a.hasAttribute('download')))
  .map(a => `leads nobody knows where: ${a.outerHTML.slice(0, 100)}`)"""
FILES = "[...document.querySelectorAll('a[href]')].map(a => a.href).filter(href => href.startsWith('file:'))"


def test_every_page_opens_with_the_network_cut_and_asks_for_nothing(visit, pages, hold) -> None:
    wrong = {}
    for path in pages:
        with visit(path) as seen:
            broken = seen.page.evaluate(
                "Promise.all([...document.images].map(i => i.decode().then(() => '', () => `undecoded: ${i.alt}`)))"
            )
            wrong[path.name] = [*seen.foreign, *seen.said, *filter(None, broken)]
            if [url for url in seen.asked if url.startswith("file:")] != [path.as_uri()]:
                wrong[path.name].append("a page is one file")
    hold(wrong)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_page_scrolls_sideways(visit, pages, hold, picture, width: int, scheme: str) -> None:
    wrong = {}
    for path in pages:
        with visit(path, width, color_scheme=scheme) as seen:
            if seen.page.evaluate("document.documentElement.scrollWidth") > width:
                wrong[path.name] = seen.page.evaluate(STICKING_OUT) or ["wider than the window"]
            picture(seen.page, f"{path.stem}-{width}-{scheme}")
    hold(wrong)


def test_every_link_of_the_report_leads_somewhere(visit, made: Path, pages, hold) -> None:
    """To a place of the page or to a file of the report; of another page's place, the id is there."""
    wrong = {}
    texts = {path: path.read_text(encoding="utf-8") for path in pages}
    for path in pages:
        with visit(path) as seen:
            wrong[path.name] = seen.page.evaluate(ASTRAY) + seen.page.evaluate(STRANGE)
            for href in sorted(set(seen.page.evaluate(FILES))):
                address, _, place = href.removeprefix("file://").partition("#")
                target = Path(unquote(address))
                if not (target.is_relative_to(made) and target.is_file()):
                    wrong[path.name].append(f"no file {href}")
                elif place and not place.startswith(":~:") and f'id="{unquote(place)}"' not in texts.get(target, ""):
                    wrong[path.name].append(f"no place {href}")
    hold(wrong)


def test_evidence_is_one_click_away(visit, made: Path) -> None:
    with visit(made / "index.html") as seen:
        seen.page.locator(".brief a[href^='#e']").first.click()
        target = seen.page.evaluate("decodeURIComponent(location.hash.slice(1))")
        assert seen.page.locator(f"[id='{target}'] > q").evaluate("e => e.innerText.split(' ').length") > 3


def test_a_page_runs_no_script_even_when_one_is_put_into_it(visit, pages, hold) -> None:
    """The policy holds against what would get past every other guard: an element, a handler, a link, a request."""
    tried = """() => new Promise(done => {
      window.ran = [];
      const script = document.createElement('script'), holder = document.createElement('div');
      script.textContent = 'ran.push("script")';
      document.body.append(script, holder);
      holder.innerHTML = `<img src="data:," onerror="ran.push('handler')"><a href="javascript:ran.push('link')">x</a>`;
      holder.querySelector('a').click();
      fetch('https://example.org/').then(() => ran.push('fetch'), () => 0);
      const asked = []; document.addEventListener('securitypolicyviolation', e => asked.push(e.effectiveDirective));
      const refused = () => asked.some(directive => directive.startsWith('connect'));
      setTimeout(() => done([ran.join(), refused() ? '' : 'fetch is not forbidden']), 300);
    })"""
    wrong = {}
    for path in pages:
        with visit(path) as seen:
            wrong[path.name] = [found for found in seen.page.evaluate(tried) if found]
    hold(wrong)


def test_a_table_is_downloaded_from_inside_a_page_as_it_stands_beside_it(visit, made: Path, pages, hold) -> None:
    wrong, tried = {}, 0
    for path in pages:
        with visit(path) as seen:
            links = seen.page.locator("a[download][href^='data:']")
            # Page 03 holds the table that people take away most; the others may or may not have such links.
            if path.stem.startswith("03") and not links.count():
                wrong[path.name] = ["no table can be downloaded"]
            for n in range(links.count() if path.stem != "sourcebook" else 0):
                links.nth(n).scroll_into_view_if_needed()
                with seen.page.expect_download() as got:
                    links.nth(n).click()
                name, data = got.value.suggested_filename, Path(got.value.path()).read_bytes()
                beside = made / ("" if name.endswith(".bib") else "tables") / name
                if not beside.is_file() or beside.read_bytes() != data:
                    wrong.setdefault(path.name, []).append(f"{name} is not the file beside the page")
                tried += 1
            wrong.setdefault(path.name, []).extend(seen.foreign)
    hold(wrong)
    assert tried


def test_the_one_file_holds_all_that_the_pages_do(visit, pages) -> None:
    links = "[...document.querySelectorAll('a[download][href^=\"data:\"]')].map(a => [a.download, a.href])"
    held: dict[str, set[tuple[str, bytes]]] = {}
    for path in pages:
        with visit(path) as seen:
            held[path.stem] = {(name, _bytes(href)) for name, href in seen.page.evaluate(links)}
    whole = held.pop("sourcebook")
    assert set().union(*held.values()) <= whole
    assert {name for name, _ in whole} > {"facts.csv", "facts.parquet", "sources.bib", "terms.parquet"}


def _bytes(address: str) -> bytes:
    head, _, data = address.partition(",")
    return base64.b64decode(unquote(data)) if head.endswith(";base64") else unquote_to_bytes(data)
