"""A plan that comes from a board's own spreadsheet: opened, kept between the steps, and adopted once."""
