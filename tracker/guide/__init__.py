"""What the help pages say, as tables: five steps for each role, the field's words, what is new, the rules as they apply."""
