"""What was measured on: numbers mean nothing without it."""

import os
import platform
import sysconfig
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil
from django.db import connection


def machine(now: datetime) -> dict[str, Any]:
    """The machine, the interpreter and the database, in words and numbers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT version()")
        postgres = " ".join(cursor.fetchone()[0].split()[:2])
    return {
        "date": now.date().isoformat(),
        "cores": os.cpu_count(),
        "processor": _processor(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "python_build": _build(),
        "postgresql": postgres,
        "load_before": round(os.getloadavg()[0], 2),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")


def _build() -> str:
    """Whether the interpreter was built with optimisations: without, it is about half as fast."""
    flags = sysconfig.get_config_var("CONFIG_ARGS") or ""
    optimised = "--enable-optimizations" in flags
    return "optimised" if optimised else "built without optimisations"
