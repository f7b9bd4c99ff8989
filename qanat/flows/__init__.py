"""Where one domain's fact causes another's action."""
