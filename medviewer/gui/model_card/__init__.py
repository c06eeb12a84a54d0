"""A model's card as a dialog: one page a subject, written as HTML, and the reliability diagram."""
