"""Matplotlib's SVG -> a small one that stands alone and follows the reader's setting for light or dark."""

import re
import xml.etree.ElementTree as ET
from collections import Counter

from sourcebook.charts.colours import SCHEME

_NAMES = {light: name for name, (light, _) in SCHEME.items()}
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_STEP = re.compile(r"([MLQCz])([^MLQCz]*)")
_SVG, _XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"  # before names, as parsed
_GLYPH = "scale(0.015625)"  # of an outline in matplotlib's units of a font, 64 to one of ours
_REFERENCE = re.compile(r"#([\w.-]+)")
_SPACE = re.compile(r"\s+")
_FONTS = 'font-family:"DejaVu Sans",Verdana,sans-serif'  # of letters that are left to the reader's fonts


def tidied(written: str) -> str:
    """Return the same picture without what only editors need, its colours as properties with a light and a dark value.

    written  an SVG as matplotlib writes it, its colours among the light ones of `SCHEME`
    returns  one element, without prologue, comments, metadata, names that nothing refers to, or anything from outside
    """
    # comments repeat labels, with whatever characters those have; in a text a "<" is always written as an entity
    root = ET.fromstring(re.sub(r"<!--.*?-->", "", written, flags=re.DOTALL))
    for element in root.iter():
        element.tag = element.tag.removeprefix(_SVG)
        element.attrib = {name.removeprefix(_XLINK): value for name, value in element.attrib.items()}
    for unused in [*root.findall("metadata"), *root.findall("defs")[:1]]:
        root.remove(unused)
    _rename(root)
    for element in root.iter():
        element.text, element.tail = (element.text if element.tag == "text" else None), None
        _shorten(element)
    _unwrap(root)
    rules = _classes(root)
    style = ET.Element("style")
    style.text = f"{_properties(''.join(rules))}{''.join(rules)}"
    root.insert(0, style)
    root.attrib.pop("version", None)
    root.set("xmlns", _SVG[1:-1])
    return ET.tostring(root, encoding="unicode").replace(" />", "/>")


def _rename(root: ET.Element) -> None:
    """Give short ids to what is referred to, and none to anything else."""
    values = [v for element in root.iter() for k, v in element.attrib.items() if k in ("href", "clip-path")]
    used = dict.fromkeys(name for value in values for name in _REFERENCE.findall(value))
    short = {name: f"i{n:x}" for n, name in enumerate(used)}
    for element in root.iter():
        name = element.attrib.pop("id", None)
        if name in short:
            element.set("id", short[name])
        for key in {"href", "clip-path"} & set(element.attrib):
            element.set(key, _REFERENCE.sub(lambda found: f"#{short[found[1]]}", element.attrib[key]))


def _shorten(element: ET.Element) -> None:
    """Write the numbers of an element with as few digits as make no difference to the eye: 0.01 point, 0.001 em."""
    own = element.attrib
    if "d" in own:
        glyph = own.get("transform") == _GLYPH
        own["d"] = _steps(own["d"], *((64, 1) if glyph else (1, 2)))
        if glyph:
            del own["transform"]
    if "transform" in own:
        own["transform"] = _SPACE.sub(" ", _NUMBER.sub(lambda found: _number(found[0], 4), own["transform"]))
        beside = re.fullmatch(r"translate\((\S+) 0\)", own["transform"])
        if element.tag == "use" and beside:
            del own["transform"]
            own["x"] = beside[1]
    for name in {"x", "y", "width", "height", "viewBox"} & set(own):
        own[name] = _NUMBER.sub(lambda found: _number(found[0], 2), own[name])


def _number(written: str, digits: int, over: int = 1) -> str:
    short = f"{float(written) / over:.{digits}f}"
    short = short.rstrip("0").rstrip(".") if "." in short else short
    return "0" if short in ("-0", "") else short


def _steps(path: str, over: int, digits: int) -> str:
    """Return a path with its numbers divided and rounded; upright and lying lines take one number."""
    said, here = [], ["", ""]
    for letter, numbers in _STEP.findall(path):
        at = [_number(n, digits, over) for n in numbers.split()]
        if letter == "L" and at[1] == here[1]:
            said.append(f"H{at[0]}")
        elif letter == "L" and at[0] == here[0]:
            said.append(f"V{at[1]}")
        else:
            said.append(letter + " ".join(at))
        here = at[-2:] or ["", ""]
    return "".join(said)


def _unwrap(parent: ET.Element) -> None:
    """Put what stands in a group that says nothing in the group's place; drop empty ones."""
    kept: list[ET.Element] = []
    for child in parent:
        _unwrap(child)
        empty = child.tag in ("g", "defs") and not len(child)
        if child.tag == "g" and not child.attrib:
            kept += list(child)
        elif not empty:
            kept.append(child)
    parent[:] = kept


def _classes(root: ET.Element) -> list[str]:
    """Replace the styles of elements by classes, the most frequent first; return their rules."""
    styled = [(element, _rule(element)) for element in root.iter() if "style" in element.attrib]
    counts = Counter(rule for _, rule in styled if rule)
    names = {rule: f"c{n:x}" for n, (rule, _) in enumerate(sorted(counts.items(), key=lambda e: (-e[1], e[0])))}
    for element, rule in styled:
        del element.attrib["style"]
        if rule:
            element.set("class", names[rule])
    return [f".{name}{{{rule}}}" for rule, name in names.items()]


def _rule(element: ET.Element) -> str:
    """Return the style of an element with its colours by name; a font gives way to the reader's."""
    own = [_SPACE.sub(" ", part.strip()).replace(": ", ":") for part in element.attrib["style"].split(";")]
    own = [_FONTS if part.startswith("font-family:") else part for part in own if part]
    return _COLOUR.sub(lambda found: f"var(--{_NAMES[found[0]]})" if found[0] in _NAMES else found[0], ";".join(own))


def _properties(rules: str) -> str:
    """Return the colours that rules name, for light paper, and for dark paper on a screen."""
    used = [name for name in SCHEME if f"--{name})" in rules]
    light, dark = (";".join(f"--{name}:{SCHEME[name][n]}" for name in used) for n in (0, 1))
    whole = "svg{stroke-linejoin:round;"
    return f"{whole}{light}}}@media screen and (prefers-color-scheme:dark){{svg{{{dark}}}}}"
