"""`make interop`: a fresh export of a phantom's reading, read by other people's programs.

fresh_bundle → checks, one a program → table. What is not installed is named with the package that brings it.
"""
