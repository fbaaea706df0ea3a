"""A plan read from the spreadsheet that a board has: what its cells say, what is doubtful about it, and its adoption.

A cell is what a file holds, ready for JSON: words, a number, a day with the format in which Excel shows it, or nothing.
"""
