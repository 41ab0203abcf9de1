"""Articles, names and notes full of markup: nothing runs, nothing is fetched, and all of it shows as the text it is."""

from pathlib import Path

import pytest

# What markup out of an article would leave in a page.
GROWN = """() => {
  const told = e => e.outerHTML.slice(0, 160), all = [...document.querySelectorAll('*')];
  return [
    ...all.filter(e => e.matches('script, iframe, object, embed, form, base, foreignObject, .evil')),
    ...all.filter(e => e.matches('meta[http-equiv=refresh], body style')),
    ...all.filter(e => [...e.attributes].some(a => a.name.startsWith('on'))),
    ...all.filter(e => e.matches('link') && !(e.rel === 'icon' && e.href === 'data:,')),
    ...all.filter(e => e.hasAttribute('src') && !/^data:image\\/(png|svg\\+xml|jpeg);/.test(e.getAttribute('src'))),
    ...all.filter(e => /url\\(/.test(e.getAttribute('style') || '')),
    ...all.filter(e => e.matches('a[href]') && !['file:', 'https:', 'http:'].includes(e.protocol)
                       && !(e.protocol === 'data:' && e.hasAttribute('download'))),
    ...all.filter(e => e.matches('a[href]') && /evil/.test(e.hostname)),
  ].map(told);
}"""
CLICK_INSIDE = """() => {
  document.querySelectorAll('summary').forEach(e => e.click());
  document.querySelectorAll('a[href^="#"]').forEach(e => e.click());
}"""
LINKS = "[...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))"
# Where each attack stands, and on which page at the latest it is to be read as it was written.
READ = {
    "folder": "index.html",
    "title": "index.html",
    "voice": "index.html",
    "file": "00_sources.html",
    "empty": "00_sources.html",
    "note": "00_sources.html",
    "issue": "04_synthesis.html",
    "comment": "03_quantitative_facts.html",
    "code": "03_quantitative_facts.html",
    "remark": "03_quantitative_facts.html",
    "word": "02_terms_by_author.html",
    "text": "03_quantitative_facts.html",
    "quoted": "04_synthesis.html",
    "asked": "04_synthesis.html",
}


@pytest.fixture(scope="module")
def attacked(browser, report, hostile: Path) -> list[Path]:
    return sorted(report(hostile).rglob("*.html"))


@pytest.mark.parametrize("guarded", [True, False], ids=["as it is", "with the policy switched off"])
def test_nothing_that_an_article_says_becomes_part_of_a_page(visit, attacked, hold, guarded: bool) -> None:
    """As it is, where nothing may even be attempted, and without the policy, so that what got through would run."""
    wrong = {}
    for path in attacked:
        with visit(path, bypass_csp=not guarded) as seen:
            grown = seen.page.evaluate(GROWN)
            seen.page.evaluate(CLICK_INSIDE)
            seen.page.mouse.move(300, 300)
            seen.page.wait_for_timeout(100)
            wrong[path.name] = [*grown, *seen.foreign, *seen.said]
    hold(wrong)


def test_no_link_of_such_a_page_runs_or_fetches_anything(visit, attacked, hold) -> None:
    """One of each kind is clicked that leads out of the page, without the policy."""
    wrong = {}
    for path in attacked:
        with visit(path, bypass_csp=True) as seen:
            kinds = {}
            for href in seen.page.evaluate(LINKS):
                scheme = href.partition(":")[0] if ":" in href.partition("/")[0] else ""
                kinds.setdefault((scheme, Path(href.partition("#")[0]).suffix if not scheme else ""), href)
            outward = {kind: href for kind, href in kinds.items() if not href.startswith("#")}
        assert outward or path.stem == "sourcebook", path.name
        wrong[path.name] = [*seen.foreign, *seen.said]
        for (scheme, _), href in outward.items():
            if scheme in ("http", "https"):  # the address of an article, which the reader may go to
                continue
            with visit(path, bypass_csp=True) as seen:  # anew, since where a link leads may take its time to open
                seen.page.evaluate("h => [...document.links].find(a => a.getAttribute('href') === h).click()", href)
                seen.page.wait_for_timeout(250)
            wrong[path.name] += [*seen.foreign, *seen.said]
    hold(wrong)


def test_the_markup_is_read_as_text(visit, attacked) -> None:
    texts = {}
    for path in attacked:
        with visit(path) as seen:
            texts[path.name] = seen.page.evaluate("document.body.textContent + document.title")
    missing = {
        place: page
        for place, page in READ.items()
        if f"<img class=evil src=x onerror=alert('{place}')>" not in texts[page]
    }
    assert not missing


def test_the_title_of_a_page_is_text(visit, attacked, hostile: Path) -> None:
    with visit(next(path for path in attacked if path.name == "index.html")) as seen:
        assert seen.page.title().endswith(hostile.name)
