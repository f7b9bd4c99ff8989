"""Whose lead it is: rules, pools, shares, assignments and their reasons."""
