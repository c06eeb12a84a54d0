"""One file a format: `read_cases(folder, split, options)` makes `TextCase`s of a set's own files."""
