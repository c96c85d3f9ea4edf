"""How values show themselves to people."""
