"""The web application for any WSGI server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from qanat.platform.config import config

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qanat.project.settings")

# Requests have a time limit that jobs, migrations and commands do not.
limit = f"{config.statement_timeout_seconds}s"
options = settings.DATABASES["default"]["OPTIONS"]
options["options"] = (
    f"{options.get('options', '')} -c statement_timeout={limit}"
    f" -c idle_in_transaction_session_timeout={limit}"
).strip()

application = get_wsgi_application()
