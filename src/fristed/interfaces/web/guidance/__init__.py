"""How guidance is shown to the public and to those who write it, and what of it fits into a call."""
