"""What is open, what was opened, and the attributes of files."""
