"""MedViewer: a desktop radiology viewer with AI assist.

The rooms, and the one-way arrows between them, are drawn in the README and checked by
`tests/test_architecture.py`.
"""

__version__ = "0.1.0"
