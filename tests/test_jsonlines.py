"""The filter: a line out for a line in, whatever the line, as it comes, and at little cost."""

import codecs
import json
import subprocess
import sys

from hypothesis import given
from hypothesis import strategies as st

from sourcebook.jsonlines import answers, written

FILTER = "import sys; from sourcebook.cli import main; sys.exit(main(['quantities']))"


def test_each_line_is_answered_in_order_under_its_own_id() -> None:
    lines = [b'{"id": "b", "text": "It rained for 3 days."}\n', b"\n", b'{"id": [1], "text": "Nothing here."}']
    first, second = answers(lines)
    assert (first["id"], second) == ("b", {"id": [1], "quantities": []})
    (days,) = first["quantities"]
    assert {k: days[k] for k in ("start", "end", "surface", "kind", "value", "unit", "modifier")} == {
        "start": 14, "end": 20, "surface": "3 days", "kind": "duration", "value": 3.0, "unit": "day", "modifier": "=",
    }  # fmt: skip


def test_offsets_count_code_points_and_the_reference_places_a_relative_date() -> None:
    row = {"id": 1, "text": "😀 It fell yesterday.", "reference": "2025-03-01T09:30:00"}
    (answer,) = answers([json.dumps(row).encode()])
    (date,) = answer["quantities"]
    assert (date["start"], date["iso"], date["timex"]) == (10, "2025-02-28", "2025-02-28")


def test_a_line_that_cannot_be_read_says_why_and_stops_nothing() -> None:
    bad = [b"nonsense", b'{"id": 7}', b'{"id": 8, "text": 5}', b'{"id": 9, "text": "x", "reference": "soon"}', b"[1]",
           b'{"id": NaN, "text": "x"}', b'{"id": 1e999, "text": "x"}', b"\xff", b"[" * 100_000]  # fmt: skip
    found = list(answers([*bad, b'{"id": 10, "text": "5 km"}']))
    assert [a["id"] for a in found] == [None, 7, 8, 9, None, None, None, None, None, 10]
    assert [a["error"].split(":")[0] for a in found[:-1]] == [f"line {n}" for n in range(1, 10)]
    assert "'text' is missing" in found[1]["error"]
    assert "'soon' is not an ISO date" in found[3]["error"]
    assert "error" not in found[-1]
    assert found[-1]["quantities"][0]["unit"] == "km"


def test_a_byte_order_mark_does_no_harm() -> None:
    (answer,) = answers([b'\xef\xbb\xbf{"id": 1, "text": "5 km"}'])
    assert (answer["id"], len(answer["quantities"])) == (1, 1)


@given(st.lists(st.binary() | st.text().map(lambda t: json.dumps({"id": t, "text": t}).encode())))
def test_any_bytes_at_all_are_answered_in_ascii_json(lines: list[bytes]) -> None:
    found = [written(answer) for answer in answers(lines)]
    first = [line.removeprefix(codecs.BOM_UTF8) for line in lines[:1]]  # a mark alone is an empty line
    assert len(found) == sum(bool(line.strip()) for line in first + lines[1:])
    assert all(line.isascii() and json.loads(line)["quantities"] is not None for line in found)


def test_the_command_answers_as_it_goes_and_ends_with_2_after_a_bad_line() -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", FILTER], **pipes) as process:
        process.stdin.write(b'{"id": 1, "text": "5 km"}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["id"] == 1  # before the input has ended
        rest, said = process.communicate(b"nonsense\n")
    assert json.loads(rest)["error"].startswith("line 2: not JSON")
    assert (process.returncode, said.decode().count("\n")) == (2, 1)


def test_a_reader_that_leaves_early_is_no_error() -> None:
    many = b'{"id": 1, "text": "5 km"}\n' * 5000
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", FILTER], **pipes) as process:
        process.stdout.close()
        process.stdin.write(many[:2000])
        process.stdin.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_the_filter_imports_nothing_heavy() -> None:
    heavy = "{'pandas', 'numpy', 'matplotlib', 'nltk', 'tqdm', 'IPython'}"
    script = f"import sys, sourcebook.cli, sourcebook.jsonlines; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
