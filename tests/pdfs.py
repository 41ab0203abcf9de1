"""PDFs written by hand for the tests: lines of Helvetica put where a test says, and nothing else."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

WIDTH, HEIGHT = 595, 842  # points, an A4 page


class Put(NamedTuple):
    """A stretch of text; x from the left and y from the bottom of the page, in points; so is what parts its letters."""

    x: float
    y: float
    text: str
    size: float = 10
    tracking: float = 0


def pdf(pages: Sequence[Sequence[Put]], properties: Mapping[str, str] | None = None, extra: bytes = b"") -> bytes:
    """Return a PDF 1.4 (ISO 32000-1) with a line of text wherever one is put."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    info = " ".join(f"/{key} ({value})" for key, value in (properties or {}).items())
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, page in enumerate(pages):
        shown = b"\n".join(_shown(put) for put in page)
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {5 + 2 * n} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown),
        ]
    objects.append(f"<< {info} >>".encode())
    body = b"%PDF-1.4\n" + extra
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{len(body)}\n%%EOF\n"
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + trailer.encode()


def _shown(put: Put) -> bytes:
    text = put.text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    return f"BT /F1 {put.size} Tf {put.tracking} Tc {put.x} {put.y} Td (".encode() + text + b") Tj ET"
