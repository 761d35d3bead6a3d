"""How a stored release is shown: tables with signs, figures, and files. Nothing here counts."""
