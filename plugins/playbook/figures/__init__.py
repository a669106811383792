"""Figures: drawings with their labels in each language, and the images that pages show."""
