"""Answering without an account: links that the board office makes, and what waits until it is confirmed."""
