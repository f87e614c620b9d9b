"""Help inside the product."""
