"""What becomes of the record when its process is killed, or its disk is full, at each point where something is written.

`points` numbers the points and lets the n-th one fail, `operations` are what people do meanwhile, `trying` does it in a
process of its own and judges what is left. All of it: `make exhaustive`; a sample: tests/durable/test_crashes.py.
"""
