"""Who may: users, teams, roles, visibility, tokens, sign-in."""
