"""The adopted documents, and what reads them."""
