"""The same lesions over several examinations."""
