"""Worlds: what might have become of the plan. Each is drawn by lot, lived through the product's own verbs, and then said on
every surface, which must agree with each other and with the recount.

drawn: what is to happen; lived: it happens; said: what each surface says, as the same figures.
"""
