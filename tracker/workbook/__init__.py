"""An agency's lines as an Excel file that is filled in offline and comes back."""
