"""The AI's side: what runs, what it answered, what is shown of it."""
