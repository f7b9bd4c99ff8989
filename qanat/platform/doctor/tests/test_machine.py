"""What the doctor says about machines on which something is wrong."""

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from qanat.platform.config import read_config
from qanat.platform.doctor import machine
from qanat.platform.doctor.finding import State


@pytest.fixture
def config(tmp_path):
    return read_config({"QANAT_HOME": str(tmp_path / "home")})


def test_a_sound_machine_is_called_sound(config):
    findings = [check(config) for check in machine.MACHINE_CHECKS]

    assert [(one.name, one.meaning) for one in findings if one.state is State.BROKEN] == []


def test_a_home_that_cannot_be_written_is_broken(config):
    finding = machine.home(replace(config, home=Path("/proc/qanat")))

    assert finding.state is State.BROKEN
    assert finding.remedy.endswith("/proc/qanat")


def test_a_disk_with_little_room_is_a_warning_and_with_none_is_broken(config, monkeypatch):
    monkeypatch.setattr(machine, "LITTLE_FREE_BYTES", 1 << 60)
    assert machine.disk(config).state is State.WARNING

    monkeypatch.setattr(machine, "LEAST_FREE_BYTES", 1 << 60)
    assert machine.disk(config).state is State.BROKEN


def test_a_folder_without_postgres_is_broken(config):
    finding = machine.programs(replace(config, postgres_bin="/usr/share"))

    assert finding.state is State.BROKEN
    assert "QANAT_POSTGRES_BIN is /usr/share" in finding.meaning


def test_tracebacks_for_visitors_are_a_warning(config):
    assert machine.switches(replace(config, debug=True)).state is State.WARNING


def test_a_port_that_a_stranger_has_is_a_warning_with_a_port_that_is_free():
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", 0))
        finding = machine.port(stranger.getsockname()[1])

    assert finding.state is State.WARNING
    free = int(finding.remedy.rsplit(" ", 1)[1])
    assert machine.port(free).state is State.OK
