"""Who is in a chain of protection: the person of a case and who comes along, each once, without a name."""
