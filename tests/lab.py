"""A network of one's own: a namespace in which a test breaks what it likes.

	lab("ip link set lo up")    a Lab, once these commands were run in it
	lab.command("connect", ...) the program's command line in it
	lab.sh("ip route add ...")  one more command

Nothing leaves it. It has lo, down as in every new one; V0, a pair of network
interfaces, v0 and v1: what is sent through v0 comes out of v1, where router.py
stands for the rest of the world. Root may make such a namespace, and elsewhere
a user namespace helps.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import TIMEOUT, Child, command, needs

UP = "ip link set lo up"
V0 = (UP, "ip link add v0 type veth peer name v1",
      "ip address add 10.9.0.1/24 broadcast 10.9.0.255 dev v0",
      "ip -6 address add fd09::1/64 dev v0 nodad",
      "ip link set v1 address 02:00:00:00:00:02",
      "ip neighbour add 10.9.0.2 dev v0 lladdr 02:00:00:00:00:02",
      "ip link set v0 up", "ip link set v1 up")
ROUTER = Path(__file__).with_name("router.py")


class Lab:
    def __init__(self):
        user = [] if os.getuid() == 0 else ["-r"]
        self.holder = Child(
            [needs("unshare"), *user, "-n", "sh", "-c", "echo ready; exec cat"])
        self.enter = [needs("nsenter"), "-t", str(self.holder.pid), "-n",
                      *(["-U", "--preserve-credentials"] if user else [])]

    def is_there(self):
        try:
            self.holder.wait_out(b"ready")
        except AssertionError:
            return False
        return True

    def inside(self, *argv):
        return [*self.enter, *map(str, argv)]

    def command(self, *args):
        return self.inside(*command(*map(str, args)))

    def sh(self, line):
        subprocess.run(self.inside("sh", "-c", line), check=True,
                       timeout=TIMEOUT, stdout=subprocess.DEVNULL)

    def python(self, script):
        return self.inside(sys.executable, "-c", script)


@pytest.fixture
def lab(start):
    """Labs; gone with the test."""
    labs = []

    def make(*commands):
        needs("ip")
        made = Lab()
        labs.append(made)
        if not made.is_there():
            pytest.skip("no network namespace can be made here")
        for line in commands:
            made.sh(line)
        return made

    yield make
    for each in labs:
        each.holder.kill()


@pytest.fixture
def router(start):
    """The rest of the world, once it stands there: router.py's arguments."""
    def router(lab, *args):
        child = start(lab.inside(sys.executable, ROUTER, *args))
        child.wait_out(b"ready")
        return child
    return router
