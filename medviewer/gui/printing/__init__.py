"""Pictures on paper: what is printed, how it lies on pages, and the dialog that asks."""
