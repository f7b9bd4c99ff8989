"""How ready a person is to buy: models, rules, scores and their explanation."""
