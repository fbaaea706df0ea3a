"""Preparing the closing of a document: what the board office writes down for the chair."""
