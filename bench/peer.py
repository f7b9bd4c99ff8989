"""The peer: Odoo 19 Community, measured by us on the same machine with PostgreSQL 15 and 2 workers.

Rates per second, times in milliseconds, memory in MB.
"""

NAME = "Odoo 19 Community (PostgreSQL 15, 2 workers)"
CREATE_ONE_CLIENT = 21.0
CREATE_FOUR_CLIENTS = 37.5
"""35 to 40."""
IMPORT = 206.0
"""10,000 rows."""
SCORE = 8_300.0
"""Predictive, 66,226 leads."""
ASSIGN = 26.0
"""10,000 leads to 10 people."""
DUPLICATES_ONE = 2.0
DUPLICATES_BATCH = 1_478.0
LIST = 41.0
"""80 of 132,000 leads, as are board and record."""
BOARD = 105.0
RECORD = 17.0
MEMORY = 470.0
"""Without PostgreSQL."""
