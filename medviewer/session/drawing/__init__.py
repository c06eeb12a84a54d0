"""What the reader draws and measures."""
