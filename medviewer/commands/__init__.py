"""The verbs: everything a user can ask for, by id. One visible list per file. No Qt."""
