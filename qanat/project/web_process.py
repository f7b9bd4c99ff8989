"""The web application as each process of `qanat web` loads it: it ends with the web server."""

import os
import signal

from qanat.platform.processes.endings import end_with_parent

end_with_parent(os.getppid(), signal.SIGKILL)

from qanat.project.wsgi import application  # noqa: E402 nothing must outlive the parent meanwhile

__all__ = ["application"]
