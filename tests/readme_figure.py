"""Write the README's picture: the issues by voice of notebook 04, exactly as the notebook shows them."""

import base64
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURE = ROOT / ".github" / "figure.png"


def figure(notebook: str = "04_synthesis", says: str = "speaks of each issue") -> bytes:
    """Return the PNG of the figure whose caption says so."""
    cells = json.loads((ROOT / "notebooks" / f"{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", []) if "image/png" in output.get("data", {})]
    found = next(o for o in outputs if o["metadata"]["image/png"]["alt"].count(says))
    return base64.b64decode("".join(found["data"]["image/png"]))


if __name__ == "__main__":
    PICTURE.write_bytes(figure())
