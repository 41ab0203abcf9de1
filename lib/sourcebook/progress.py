"""A bar that shows how far a long task is, to somebody who waits for it and to nobody else."""

import sys
from collections.abc import Iterable
from typing import Any

from tqdm import tqdm

_EVERY = 0.3  # seconds between two looks of a bar in a notebook


def bar(
    things: Iterable[Any] | None, what: str, *, total: int | None = None, unit: str = "it", leave: bool = False,
    delay: float = 1,
) -> Any:  # fmt: skip
    """Return things as an iterable that shows how many have been taken; or a bar to call `update` of.

    what    what is done to them, shown before the bar; unit: what one of them is called; total: how many they are
    leave   whether a terminal keeps the bar when all is done
    delay   seconds before it is shown for the first time

    On a terminal it is a line of standard error. In a notebook with somebody before it, it is an output of the cell
    that is taken back when all is done, so that none of it is saved; Jupyter can only take back all that a cell has
    shown so far, which is what the cell printed before, too. Wherever nobody looks on (output into a file, a notebook
    that nbclient, nbconvert, nbval or papermill runs) there is none.
    """
    options: dict[str, Any] = {"desc": what, "total": total, "unit": unit, "delay": delay}
    if _is_watched_notebook():
        return tqdm(things, **options, leave=False, file=_Cell(), ncols=80, ascii=False, mininterval=_EVERY)
    return tqdm(things, **options, leave=leave, disable=None)


def _is_watched_notebook() -> bool:
    """Tell whether this is a kernel that may ask its user something: programs that run notebooks forbid it."""
    ipython = sys.modules.get("IPython")
    kernel = getattr(ipython.get_ipython(), "kernel", None) if ipython else None
    return bool(getattr(kernel, "_allow_stdin", False))


class _Cell:
    """The output of a cell as a file of one line, which each line written replaces and a blank one deletes."""

    def __init__(self) -> None:
        self._shown: Any = None

    def write(self, text: str) -> None:
        """Show a line, or take back what was shown where it is blank."""
        from IPython.display import clear_output, display

        line = {"text/plain": text.strip()}
        if not line["text/plain"]:
            if self._shown:
                clear_output()
            self._shown = None
        elif self._shown:
            self._shown.update(line, raw=True)
        else:
            self._shown = display(line, raw=True, display_id=True)

    def flush(self) -> None:
        """Do nothing: a line is shown as it is written."""
