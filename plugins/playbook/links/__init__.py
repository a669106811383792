"""What the links of a site lead to, and what is wrong with them."""
