"""Charts: one drawing, two renderings. Nothing in here knows Flask or ReportLab."""

from tracker.charts.bars import Segment, single_bar, stacked_bars
from tracker.charts.drawing import TONES, Drawing, Table
from tracker.charts.timeline import timeline_of_due

__all__ = ["TONES", "Drawing", "Segment", "Table", "single_bar", "stacked_bars", "timeline_of_due"]
