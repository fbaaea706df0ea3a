"""Tagged PDFs: an author writes a Paper, and what is written can be read aloud in the same order.

ReportLab draws characters and lines; pages, tags and reading order are made here, so that nothing typed can
become markup and no content can be too large for a page. It knows nothing of actions, requests or databases.
"""

from tracker.pdf.paper import Flow, Paper
from tracker.pdf.table import Band, Cell, Column
from tracker.pdf.text import Strong

__all__ = ["Band", "Cell", "Column", "Flow", "Paper", "Strong"]
