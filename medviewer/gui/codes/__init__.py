"""Codes beside a text: proposals with their evidence, the reader's word on each, and looking others up."""
