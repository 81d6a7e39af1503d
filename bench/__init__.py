"""How quick the product is, measured on a server of its own. Nothing in the product knows of it but one switch."""
