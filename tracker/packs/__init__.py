"""Inspection packs: facts said from what actions/packs chose, drawn as pages, written as a ZIP, and the queue of those asked
for."""

from datetime import timedelta

# The one place for the rule: how long a pack is kept once it is made.
KEPT = timedelta(days=30)
