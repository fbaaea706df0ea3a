"""Inspection packs: facts said from what actions/packs chose, drawn as pages, written as a ZIP, and the queue of those asked
for."""
