"""What each user should hear of: written by the flows, read in the bell."""
