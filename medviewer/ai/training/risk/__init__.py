"""Trains risk models on tables: recipes, losses, networks, and out-of-fold answers to choose by."""
