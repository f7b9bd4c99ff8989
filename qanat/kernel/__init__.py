"""Plain Python that every other package stands on: errors, registry, clock, money, text, SQL fragments."""
