"""Arithmetic on pixels: values to grey, grey to pictures. No files, no Qt, no torch. May import domain."""
