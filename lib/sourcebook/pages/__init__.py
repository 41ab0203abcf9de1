"""Executed notebooks -> HTML that opens offline: no script, no request, pictures inside, each figure with its proof."""

from sourcebook.pages.notebook import Page, page, tagged
from sourcebook.pages.parts import Report
from sourcebook.pages.site import alone, site

__all__ = ["Page", "Report", "alone", "page", "site", "tagged"]
