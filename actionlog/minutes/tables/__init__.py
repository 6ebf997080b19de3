"""Actions in tables: which hold any (`contents`), what the columns are (`columns`, `headers`), and their rows."""
