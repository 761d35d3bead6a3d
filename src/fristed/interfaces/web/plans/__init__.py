"""Plans in words: of a case, of a day, of a service; and what notices say."""
