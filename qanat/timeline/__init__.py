"""What happened: events by month, visitors, campaigns, touches."""
