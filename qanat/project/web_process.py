"""The web application as each process of `qanat web` loads it: it ends with the web server."""

import os
import signal

from qanat.platform.processes.endings import end_with_parent
from qanat.platform.processes.garbage import spare_what_stays

end_with_parent(os.getppid(), signal.SIGKILL)

from qanat.project.wsgi import application  # noqa: E402 nothing must outlive the parent meanwhile

spare_what_stays()

__all__ = ["application"]
