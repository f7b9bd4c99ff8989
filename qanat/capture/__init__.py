"""How leads arrive in bulk: files, mappings, other systems, and taking an import back."""
