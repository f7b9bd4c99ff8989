"""Real processes: what dies is started again, what is told to stop stops, nothing is left."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from qanat.platform.processes.supervisor import Chore, Part, supervise

COUNTING = "import sys, time, pathlib; open(sys.argv[1], 'a').write('x'); "


@pytest.fixture
def supervised():
    """Start supervising parts in a thread; everything is stopped at the end."""
    stops = []

    def start(*parts, chores=()):
        stop = threading.Event()
        thread = threading.Thread(target=supervise, args=(parts, stop), kwargs={"chores": chores})
        thread.start()
        stops.append((stop, thread))
        return stop, thread

    yield start
    for stop, thread in stops:
        stop.set()
        thread.join()


def until(holds):
    deadline = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < deadline, "it never came about"
        time.sleep(0.02)


def size(path):
    return path.stat().st_size if path.exists() else 0


def test_a_part_that_ends_is_started_again_even_with_exit_code_0(supervised, tmp_path):
    mark = tmp_path / "starts"
    supervised(Part("part", (sys.executable, "-c", COUNTING, str(mark))))

    until(lambda: size(mark) >= 3)


def test_one_that_dies_leaves_the_others_alone(supervised, tmp_path):
    steady, short = tmp_path / "steady", tmp_path / "short"
    supervised(
        Part("steady", (sys.executable, "-c", COUNTING + "time.sleep(60)", str(steady))),
        Part("short", (sys.executable, "-c", COUNTING, str(short))),
    )

    until(lambda: size(short) >= 3)

    assert size(steady) == 1


def test_stopping_ends_every_part(supervised, tmp_path):
    mark = tmp_path / "pid"
    write_pid = (
        "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
    )
    stop, thread = supervised(Part("part", (sys.executable, "-c", write_pid, str(mark))))
    until(lambda: size(mark) > 0)

    stop.set()
    thread.join(10)

    assert not thread.is_alive()
    assert not Path(f"/proc/{mark.read_text()}").exists()


def test_chores_are_done_again_and_again(supervised):
    done = []
    supervised(chores=[Chore(lambda: done.append(1), 0.1)])

    until(lambda: len(done) >= 3)


def test_a_child_ends_with_a_parent_that_is_killed(tmp_path):
    mark = tmp_path / "pid"
    child = (
        "import os, signal, sys, time; "
        "from qanat.platform.processes.endings import end_with_parent; "
        "end_with_parent(os.getppid(), signal.SIGTERM); "
        "open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
    )
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import subprocess, sys; subprocess.run([sys.executable, '-c', *sys.argv[1:]])",
            child,
            str(mark),
        ],
        cwd=Path(__file__).resolve().parents[4],
    )
    until(lambda: size(mark) > 0)
    pid = int(mark.read_text())
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()

    until(lambda: not alive(pid))


def alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_child_whose_parent_is_gone_already_ends_at_once():
    program = (
        "import os, signal; from qanat.platform.processes.endings import end_with_parent; "
        "end_with_parent(1 if os.getppid() != 1 else 2, signal.SIGTERM); print('went on')"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).resolve().parents[4],
        capture_output=True,
        check=False,
    )

    assert (ended.returncode, ended.stdout) == (-signal.SIGTERM, b"")
