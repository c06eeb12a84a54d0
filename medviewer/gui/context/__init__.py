"""The clinical context panel: one page for each thing that is known, or made of it, besides the images."""
