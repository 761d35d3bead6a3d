"""How long what is sealed is kept, what is due, who decides, and the certificate of what was destroyed."""
