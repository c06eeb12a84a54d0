"""Shipped models, one a file, named after what they find."""
