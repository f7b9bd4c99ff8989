"""The steps of the road that a lead travels, one file each; `flows/intake.py` puts them in order."""
