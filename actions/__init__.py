"""What the board has promised, what has been done about it, and the rules. It does not know there is a website."""
