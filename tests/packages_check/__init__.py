"""What `make packages-check` asks: does every package start where a newcomer would start it?

Slow, mostly as root, on Debian: `built.py` finds what was built, `debian_root.py` makes a file system from
nothing, the tests install there. `make test` leaves them out.
"""
