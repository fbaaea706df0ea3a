"""How fast the tracker is: measured in one run beside floors on the same machine, so that figures are ratios.

`make bench` runs it and writes docs/performance.md.
"""
