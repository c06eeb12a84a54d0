"""Every attribute of a file as a lazy tree of rows, for the tag browser."""
