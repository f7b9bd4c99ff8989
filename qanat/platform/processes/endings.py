"""How a process of Qanat ends: when it is asked to, and when its parent is gone."""

import ctypes
import os
import signal
import sys
import threading

PR_SET_PDEATHSIG = 1


def stop_on_signals(*, last_word_seconds: float | None) -> threading.Event:
    """An event that SIGTERM and SIGINT set; a process that then goes on for longer is ended.

    The handler leaves the setting to a thread: it may interrupt a wait on this very event, whose
    lock it would then wait for in vain.
    """
    stop = threading.Event()

    def on_signal(number: int, _frame: object) -> None:
        threading.Thread(target=stop.set).start()
        if last_word_seconds is not None:
            deadline = threading.Timer(last_word_seconds, os._exit, args=(128 + number,))
            deadline.daemon = True
            deadline.start()

    signal.signal(signal.SIGTERM, on_signal)
    signal.signal(signal.SIGINT, on_signal)
    return stop


def end_with_parent(parent: int, number: signal.Signals) -> None:
    """Have the kernel send this process the signal when its parent dies, however it dies.

    Call it from the child with the parent's process id, which tells whether it died already.
    """
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.prctl(PR_SET_PDEATHSIG, int(number), 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl")
    if os.getppid() != parent:
        os.kill(os.getpid(), number)
