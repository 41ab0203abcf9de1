"""Check the report that README's first command made: complete, and of a size that one can send."""

import sys
from pathlib import Path

PAGES = [path.stem for path in sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))]

report = Path(sys.argv[1])
for name, limit in [("index", 1.0), *((page, 1.0) for page in PAGES), ("sourcebook", 4.0)]:
    path = report / f"{name}.html"
    text, size = path.read_text(encoding="utf-8"), path.stat().st_size / 1e6
    print(f"{path.name:32}{size:6.2f} MB")
    assert size < limit, f"{path.name} is larger than {limit} MB"
    assert "default-src 'none'" in text and "<script" not in text, f"{path.name} may run or fetch something"
assert "What it is." in (report / "index.html").read_text(encoding="utf-8"), "the index opens without findings"
print(f"tables: {', '.join(sorted(path.name for path in (report / 'tables').iterdir()))}")
