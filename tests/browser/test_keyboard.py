"""The pages for whoever has no mouse: the keyboard alone reaches, opens and scrolls everything."""

import pytest

# What the keyboard should come to, in document order: links and summaries that are shown, and what scrolls by itself.
STOPS = """() => {
  const shown = e => e.checkVisibility({visibilityProperty: true}) || e.matches('.skip');
  const can = way => way === 'auto' || way === 'scroll';
  const scrolls = e => can(getComputedStyle(e).overflowX) && e.scrollWidth > e.clientWidth + 1
    || can(getComputedStyle(e).overflowY) && e.scrollHeight > e.clientHeight + 1;
  window.stops = [...document.body.querySelectorAll('*')].filter(e => shown(e)
    && (e.matches('a[href], summary, button, input, select, textarea, [tabindex="0"]')
      || scrolls(e) && !e.querySelector('a[href], summary')));
  const label = e => document.getElementById(e.getAttribute('aria-labelledby'))?.textContent;
  const named = e => e.getAttribute('role') && (e.getAttribute('aria-label') || label(e) || '').trim();
  const words = e => (e.getAttribute('aria-label') || e.textContent).trim().replace(/\\s+/g, ' ').slice(0, 40);
  window.told = e => `${e.localName}.${e.className} “${words(e)}”`;
  const reached = e => e.tabIndex >= 0 && (e.hasAttribute('tabindex') || e.matches('a, summary, button'));
  return {count: stops.length,
    mute: stops.filter(e => scrolls(e) && !reached(e) && !e.querySelector('a[href], summary, [tabindex="0"]'))
      .map(told),
    nameless: stops.filter(e => e.matches('[tabindex]:not(a, summary)') && !named(e)).map(told)};
}"""
# Where the focus is: the place in window.stops, and what is wrong with how it shows.
FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const box = e.getBoundingClientRect(), style = getComputedStyle(e), wrong = [];
  const left = Math.max(box.left, 0), right = Math.min(box.right, innerWidth);
  const top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
  const points = [];
  for (const rect of e.getClientRects()) for (const x of [.02, .25, .5, .75, .98]) for (const y of [.02, .5, .98])
    points.push([rect.left + x * rect.width, rect.top + y * rect.height]);
  const uncovered = points.some(([x, y]) => e.contains(document.elementFromPoint(x, y)));
  if (right - left < 1 || bottom - top < 1) wrong.push('is outside of the window');
  else if (!uncovered) wrong.push('is hidden behind something');
  const clear = /^rgba.*, 0\\)$/.test(style.outlineColor);
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1 && !clear;
  if (!outlined && style.boxShadow === 'none') wrong.push('does not show that it has the focus');
  return {at: stops.indexOf(e), what: told(e), wrong};
}"""
OPEN_ALL = "document.querySelectorAll('details').forEach(d => d.open = true)"


@pytest.mark.parametrize(("width", "unfolded"), [(1280, False), (360, True)], ids=["wide, folded", "narrow, unfolded"])
def test_the_keyboard_alone_comes_to_everything_in_order(visit, pages, hold, width: int, unfolded: bool) -> None:
    wrong = {}
    for path in (path for path in pages if unfolded or path.stem != "sourcebook"):  # it repeats the others
        with visit(path, width) as seen:
            if unfolded:
                seen.page.evaluate(OPEN_ALL)
            stops = seen.page.evaluate(STOPS)
            there, told = _tabbed(seen.page, stops["count"])
            missed = [n for n in range(stops["count"]) if n not in there]
            told += [f"is never reached: {seen.page.evaluate('n => told(stops[n])', n)}" for n in missed[:5]]
            told += ["the order isn't that of the page"] if there != sorted(there) else []
            back = []
            for _ in there if path.stem != "sourcebook" else ():
                seen.page.keyboard.press("Shift+Tab")
                back.append(seen.page.evaluate("stops.indexOf(document.activeElement)"))
            told += ["the way back isn't the way there"] if back not in ([], there[::-1]) else []
            told += _such("scrolls, but no key gets there in every browser", stops["mute"])
            told += _such("takes the focus without a role and a name", stops["nameless"])
            wrong[path.name] = told
    hold(wrong)


def _such(what: str, places: list[str]) -> list[str]:
    return [f"{what}: {len(places)}, such as {places[0]}"] if places else []


def _tabbed(page, count: int) -> tuple[list[int], list[str]]:
    """Press Tab from the top until the focus leaves the page: the stops as they come, and what is wrong with them."""
    came, wrong = [], []
    for _ in range(count + 5):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return came, wrong
        came.append(focused["at"])
        wrong += [f"{what}: {focused['what']}" for what in focused["wrong"]]
        if focused["at"] < 0:
            wrong.append(f"takes the focus for no reason: {focused['what']}")
    return came, [*wrong, f"the focus never leaves the page; the last was {focused['what']}"]


def test_the_first_key_leads_past_the_links_to_the_text(visit, pages, hold) -> None:
    wrong = {}
    for path in pages:
        with visit(path) as seen:
            seen.page.keyboard.press("Tab")
            first = seen.page.evaluate("[document.activeElement.className, document.activeElement.hash]")
            seen.page.keyboard.press("Enter")
            seen.page.keyboard.press("Tab")
            inside = seen.page.evaluate("document.activeElement.closest('main') !== null")
            wrong[path.name] = (
                [] if first == ["skip", "#main"] and inside else [f"first {first}, then inside: {inside}"]
            )
    hold(wrong)


def test_what_is_folded_opens_and_closes_with_a_key(visit, pages, hold) -> None:
    wrong = {}
    for path in pages:
        with visit(path) as seen:
            folds = seen.page.locator("details > summary")
            states = []
            for key in ["Enter", "Space", "Enter"] if folds.count() else []:
                folds.first.focus()
                seen.page.keyboard.press(key)
                states.append(folds.first.evaluate("s => s.parentElement.open"))
            wrong[path.name] = [] if states in ([], [True, False, True]) else [f"open after each key: {states}"]
            if path.parent.name != "sources" and path.stem[:2].isdigit() and not folds.count():
                wrong[path.name].append("no code is folded here")
    hold(wrong)


def test_what_scrolls_by_itself_scrolls_with_the_keys(visit, pages, hold) -> None:
    wide = """() => [...document.querySelectorAll('[tabindex="0"]')].filter(e => e.scrollWidth > e.clientWidth + 40)
                      .map(e => (e.id = e.id || `wide-${Math.random()}`, e.id))"""
    wrong, tried = {}, 0
    for path in pages:
        with visit(path, 360) as seen:
            for name in seen.page.evaluate(wide)[:3]:
                seen.page.locator(f"[id='{name}']").focus()
                seen.page.keyboard.press("ArrowRight")
                moved = "id => document.getElementById(id).scrollLeft > 0"
                try:
                    seen.page.wait_for_function(moved, arg=name, timeout=2000)
                except Exception:
                    wrong.setdefault(path.name, []).append(f"doesn't move: {name}")
                tried += 1
    hold(wrong)
    assert tried, "no table is wider than a telephone"
