"""Executed notebooks -> HTML that opens offline: no script, no request, pictures inside, every figure with its proof."""

from sourcebook.pages.notebook import Page, page, tagged
from sourcebook.pages.site import Report, alone, is_report, site

__all__ = ["Page", "Report", "alone", "is_report", "page", "site", "tagged"]
