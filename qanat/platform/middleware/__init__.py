"""What every request passes through: its name in the log, its count, its headers, its failures."""
