"""Mail: the outbox, what is due to be said to whom, and sending."""
