"""Our pages for nbconvert: `jupyter nbconvert --to sourcebook`, and JupyterLab's menu "Save and Export Notebook As".

nbconvert loads every registered exporter whenever it lists them, so nothing is imported here that it has not loaded
itself; what makes the page comes when a notebook is exported.
"""

from typing import Any

from nbconvert.exporters import Exporter, HTMLExporter


class SourcebookExporter(HTMLExporter):
    """One notebook, as it was saved -> the page that `sourcebook report` makes of it, alone; heeds `--no-input`."""

    export_from_notebook = "Sourcebook"

    def from_notebook_node(  # type: ignore[override]  # a text, as with every exporter but the base class
        self, nb: Any, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page of a notebook, and what nbconvert needs to save it."""
        notebook, about = Exporter.from_notebook_node(self, nb, resources, **options)
        from sourcebook import pages

        name = about.get("metadata", {}).get("name") or "notebook"
        return pages.alone(name, notebook, code=not self.exclude_input), about
