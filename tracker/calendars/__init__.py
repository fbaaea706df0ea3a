"""A person's due dates as a calendar that other programs subscribe to, at a secret address."""
