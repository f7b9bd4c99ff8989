"""The one language in which everything about leads is said: grammar, compile to SQL, explain, describe."""
