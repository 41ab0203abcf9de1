"""The environments of the benchmarks: each made under build/ where it is missing, by pip, from the versions here."""

import subprocess
import sys
from pathlib import Path

BUILD = Path(__file__).resolve().parents[2] / "build"
ENVIRONMENTS = {
    "quantulum3": ["quantulum3==0.10.0"],
    "recognizers-text": ["recognizers-text-suite==1.0.2a2", "emoji==1.7.0"],
    "counting": ["scikit-learn==1.9.1", "polars==2.1.0", "duckdb==2.0.0", "pandas==3.1.1", "pyarrow==26.0.1"],
    "lexicalrichness": ["lexicalrichness==0.5.1", "scipy==1.17.1"],
    "english": [  # packages whose documentation is read, none of which is run
        "--no-deps",
        *("ansible-core==2.19.14", "astropy==8.0.2", "dask==2026.8.0", "Django==5.2.19", "networkx==3.6.1"),
        *("scikit-learn==1.9.1", "SQLAlchemy==2.1.9", "statsmodels==0.15.0", "sympy==1.14.0", "Twisted==26.10.0"),
        "xarray==2026.9.0",
    ],
}


def environment(name: str) -> Path:
    """Return the python of an environment, made where it is missing."""
    folder = BUILD / "peers" / name
    python = folder / "bin" / "python"
    if not (folder / ".ready").exists():
        print(f"installing {name} into {folder.relative_to(BUILD.parent)}", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, *ENVIRONMENTS[name]], check=True)
        (folder / ".ready").touch()
    return python
