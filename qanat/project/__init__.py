"""Settings, urls, WSGI entry and the command line."""
