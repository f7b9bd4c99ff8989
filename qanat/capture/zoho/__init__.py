"""A whole CRM as Zoho exports it: a folder of CSV files, read into rows with types."""
