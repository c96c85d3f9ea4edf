"""Values in forms that other programs read."""
