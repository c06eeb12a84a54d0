"""From the frames of a series to display sets: groups, passes over one place, order, grids."""
