"""Physical units, percentages and spans of time by name and symbol; each is named by its symbol ("km", "t CO2e")."""

from sourcebook.quantities.numerals import Token, word_at
from sourcebook.quantities.readings import Unit

TIME = {
    "second": "second", "minute": "minute", "hour": "hour", "day": "day", "week": "week", "fortnight": "fortnight",
    "month": "month", "quarter": "quarter", "year": "year", "decade": "decade", "century": "century",
    "centuries": "century", "millennium": "millennium", "millennia": "millennium", "sec": "second", "hr": "hour",
    "hrs": "hour", "yr": "year", "yrs": "year", "min": "minute", "mins": "minute", "millisecond": "ms",
    "nanosecond": "ns", "microsecond": "μs",
}  # fmt: skip
TIME |= {word + "s": name for word, name in list(TIME.items()) if not word.endswith(("s", "a"))}
_PREFIXES = {
    "": "", "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "milli": "m", "micro": "μ", "nano": "n", "centi": "c",
    "hecto": "h", "deci": "d", "pico": "p", "peta": "P", "exa": "E",
}  # fmt: skip
_BASES = {
    "metre": "m", "meter": "m", "gram": "g", "gramme": "g", "litre": "L", "liter": "L", "watt": "W", "watt hour": "Wh",
    "watt-hour": "Wh", "hertz": "Hz", "volt": "V", "amp": "A", "ampere": "A", "joule": "J", "pascal": "Pa",
    "newton": "N", "byte": "B", "bit": "bit", "ohm": "Ω", "calorie": "cal", "bar": "bar", "tonne": "t", "ton": "ton",
    "amp hour": "Ah", "ampere-hour": "Ah", "electronvolt": "eV", "becquerel": "Bq", "sievert": "Sv", "pixel": "pixel",
}  # fmt: skip
_OTHER_NAMES = {
    "inch": "in", "foot": "ft", "feet": "ft", "yard": "yd", "mile": "mi", "nautical mile": "nmi", "acre": "acre",
    "hectare": "ha", "pound": "lb", "lb": "lb", "lbs": "lb", "ounce": "oz", "fluid ounce": "fl oz", "stone": "stone",
    "gallon": "gallon", "pint": "pint", "quart": "quart", "barrel": "barrel", "bushel": "bushel", "knot": "kn",
    "carat": "carat", "horsepower": "hp", "degree": "degree", "degree celsius": "degree C", "celsius": "degree C",
    "degree centigrade": "degree C", "degree fahrenheit": "degree F", "fahrenheit": "degree F", "degc": "degree C",
    "degree farenheit": "degree F", "degf": "degree F", "deg c": "degree C", "deg f": "degree F", "kelvin": "K",
    "degree c": "degree C", "degree f": "degree F", "metric ton": "t", "metric tonne": "t", "short ton": "short ton",
    "mile per hour": "mph", "mile an hour": "mph", "mph": "mph", "m.p.h.": "mph", "mpg": "mpg",
    "mile per gallon": "mpg", "kilometer per hour": "km/h", "kilometre per hour": "km/h",
    "kilometres an hour": "km/h", "kph": "km/h", "km/h": "km/h", "decibel": "dB", "light year": "light year",
    "light-year": "light year", "sq m": "m2", "sqm": "m2", "sq ft": "square foot", "sq km": "km2",
    "square feet": "square foot", "square foot": "square foot", "square mile": "square mile",
    "square yard": "square yard", "square inch": "square inch", "cubic foot": "cubic foot",
    "cubic feet": "cubic foot", "square inches": "square inch", "cubic yard": "cubic yard", "inches": "in",
    "pound-foot": "lb-ft", "pound-feet": "lb-ft", "lb-ft": "lb-ft", "hp": "hp", "bhp": "bhp", "rpm": "rpm",
    "ppm": "ppm", "ppb": "ppb", "part per million": "ppm", "part per billion": "ppb", "megapixel": "megapixel",
    "basis point": "basis point", "teu": "TEU", "bpd": "barrel per day", "teaspoon": "teaspoon",
    "tablespoon": "tablespoon", "kilo": "kg", "gigs": "GB", "lumen": "lm",
}  # fmt: skip
_SYMBOLS = {
    "ft": "ft", "yd": "yd", "mi": "mi", "oz": "oz", "ha": "ha", "gal": "gallon", "km": "km", "mm": "mm", "cm": "cm",
    "nm": "nm", "μm": "μm", "um": "μm", "µm": "μm", "kg": "kg", "mg": "mg", "ml": "ml", "mL": "ml", "m²": "m2",
    "km²": "km2", "sq": "sq", "kW": "kW", "kw": "kW", "KW": "kW", "Kw": "kW", "kWh": "kWh", "kwh": "kWh",
    "KWh": "kWh", "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "kB": "kB", "KB": "kB", "MB": "MB",
    "GB": "GB", "TB": "TB", "mb": "MB", "gb": "GB", "tb": "TB", "Mb": "Mb", "Gb": "Gb", "Mbps": "Mbps",
    "Gbps": "Gbps", "MPa": "MPa", "GPa": "GPa", "kPa": "kPa", "hPa": "hPa", "psi": "psi", "ksi": "ksi", "mAh": "mAh",
    "Ah": "Ah", "Nm": "N m", "mSv": "mSv", "dB": "dB", "MMBtu": "MMBtu", "mmBtu": "MMBtu", "Btu": "Btu",
    "BTU": "Btu", "kcal": "kcal", "kJ": "kJ", "MJ": "MJ", "EJ": "EJ", "PJ": "PJ", "eV": "eV", "keV": "keV",
    "MeV": "MeV", "GeV": "GeV", "TeV": "TeV", "nT": "nT", "mT": "mT", "μT": "μT", "Pa": "Pa", "km2": "km2",
    "ms": "ms", "Mt": "Mt", "Gt": "Gt", "lb": "lb", "mV": "mV", "kV": "kV", "mA": "mA", "mW": "mW", "cc": "cc",
    "cl": "cl", "hp": "hp", "tCO2e": "t CO2e", "tCO2": "t CO2", "CO2e": "CO2e", "Wh": "Wh", "pp": "percentage point",
    "pps": "percentage point", "ppt": "percentage point", "bps": "basis point", "MP": "megapixel",
    "sqft": "square foot", "Sqft": "square foot", "kt": "kt", "mcg": "μg", "dl": "dl", "bp": "basis point",
    "pct": "%", "pc": "%", "tons": "ton", "gms": "g", "kgs": "kg", "kms": "km",
}  # fmt: skip
_SYMBOLS |= {p + b: p + b for p in ("M", "G", "T") for b in ("W", "Wh", "V", "J", "Hz")}
_GLUED_SYMBOLS = {
    "m": "m", "g": "g", "t": "t", "l": "L", "L": "L", "W": "W", "V": "V", "A": "A", "in": "in", "h": "hour",
    "K": "K", "C": "degree C", "F": "degree F", "″": "in", "”": "in", '"': "in", "′": "ft",
}  # fmt: skip
_SPACED_SYMBOLS = {
    "m": "m", "g": "g", "t": "t", "C": "degree C", "L": "L", "W": "W", "V": "V", "K": "K", "l": "L", "A": "A",
}  # fmt: skip
_PERCENT = {"%": "%", "percent": "%", "％": "%", "٪": "%", "per cent": "%", "percentage": "%"}


def _measure_names() -> dict[str, str]:
    names = {p + base: symbol + sign for p, symbol in _PREFIXES.items() for base, sign in _BASES.items()}
    area = {f"{word} {name}": sign + power for name, sign in names.items() if sign in ("m", "km", "cm", "mm")
            for word, power in (("square", "2"), ("cubic", "3"), ("sq", "2"))}  # fmt: skip
    names |= area | _OTHER_NAMES
    names = {name.replace("-", " "): sign for name, sign in names.items()}
    return names | {name + "s": sign for name, sign in names.items() if not name.endswith("s")}


MEASURES = _measure_names()
_LONG_HEADS = {name.split()[0] for name in MEASURES if " " in name} | {"degrees", "deg"}
_HEAD_PLURALS = {"degrees": "degree", "miles": "mile", "metric": "metric", "parts": "part", "kilometers": "kilometer",
                 "kilometres": "kilometre"}  # fmt: skip


def percent_at(ts: list[Token], i: int) -> Unit | None:
    """Return percent, percentage points or basis points at token i."""
    low = word_at(ts, i)
    if low == "per" and word_at(ts, i + 1) == "cent":
        low, i = "per cent", i + 1
    if low in _PERCENT:
        if word_at(ts, i + 1) in ("point", "points"):
            return Unit(i + 2, "percentage point", "percent")
        return Unit(i + 1, "%", "percent") if low != "percentage" else None
    if low == "basis" and word_at(ts, i + 1) in ("point", "points"):
        return Unit(i + 2, "basis point", "percent")
    sign = _SYMBOLS.get(ts[i].text, "") if i < len(ts) else ""
    return Unit(i + 1, sign, "percent") if sign in ("%", "basis point", "percentage point") else None


def measure_at(ts: list[Token], i: int) -> Unit | None:
    """Return the physical unit or span of time at token i, right behind a number."""
    if i >= len(ts):
        return None
    t = ts[i]
    if name := TIME.get(t.low) or TIME.get(t.low[:-2] if t.low.endswith(("’s", "'s")) else ""):
        return Unit(i + 1, name, "duration")
    if t.text == "°":
        letter = ts[i + 1].text if i + 1 < len(ts) else ""
        return Unit(i + 2, f"degree {letter}", "measure") if letter in ("C", "F") else Unit(i + 1, "degree", "measure")
    return _long_measure(ts, i) or _short_measure(ts, i)


def _long_measure(ts: list[Token], i: int) -> Unit | None:
    """Try names of three and two words: "square metres", "miles per hour", "degrees Celsius"."""
    if ts[i].low not in _LONG_HEADS and ts[i].low not in _HEAD_PLURALS:
        return None
    words = [_HEAD_PLURALS.get(ts[i].low, ts[i].low)]
    found = None
    k = i + 1
    while k < min(i + 5, len(ts)) and len(words) < 3:
        if ts[k].text not in (".", "-"):
            words.append(ts[k].low)
            name = " ".join(words)
            if name in MEASURES:
                found = Unit(k + 1, MEASURES[name], "measure")
        k += 1
    return found


def _short_measure(ts: list[Token], i: int) -> Unit | None:
    t = ts[i]
    sign = MEASURES.get(t.low) if len(t.text) > 3 or t.low in _OTHER_NAMES else None
    sign = sign or _SYMBOLS.get(t.text)
    if sign is None:
        sign = (_GLUED_SYMBOLS if t.glued else _SPACED_SYMBOLS).get(t.text)
        if sign and not t.glued and not (t.text.islower() or _ends_clause(ts, i + 1)):
            sign = None
    if sign is None:
        return None
    k = i + 1
    if k < len(ts) and ts[k].glued and ts[k].text in ("2", "3", "²", "³") and sign in ("m", "km", "cm", "mm", "ft"):
        return Unit(k + 1, sign + {"²": "2", "³": "3"}.get(ts[k].text, ts[k].text), "measure")
    end, gas = _of_carbon(ts, k) if sign in ("t", "ton", "Mt", "Gt", "kg", "g", "kt") else (k, "")
    return Unit(end, sign + gas, "measure")


def _ends_clause(ts: list[Token], i: int) -> bool:
    return i >= len(ts) or ts[i].kind == "s" or ts[i].text.islower()


def _of_carbon(ts: list[Token], i: int) -> tuple[int, str]:
    """Keep the gas with its mass: "tonnes of CO2e"."""
    k = i + (word_at(ts, i) == "of")
    if k + 1 < len(ts) and ts[k].text == "CO" and ts[k + 1].text in ("2", "₂"):
        e = k + 2 < len(ts) and ts[k + 2].glued and ts[k + 2].low in ("e", "eq")
        return k + 2 + e, " CO2e" if e else " CO2"
    return i, ""
