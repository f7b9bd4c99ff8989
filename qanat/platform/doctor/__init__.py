"""What is wrong with an installation, what that means, and the one command that mends it."""
