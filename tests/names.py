"""Names with the addresses that a test wants, as if /etc/hosts held them.

A process of its own sees another /etc/hosts, laid over the machine's in a
mount namespace; root may make one, and elsewhere a user namespace helps.
"""

import functools
import os
import shutil
import subprocess

import pytest

LAY_OVER = 'mount --bind "$0" /etc/hosts && exec "$@"'


@functools.lru_cache
def unshare():
    """The command that makes the namespaces; None where that is forbidden."""
    options = ["-m"] if os.getuid() == 0 else ["-r", "-m"]
    argv = ["unshare", *options, "sh", "-c", LAY_OVER]
    if not shutil.which("unshare"):
        return None
    tried = subprocess.run([*argv, "/etc/hosts", "true"],
                           stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL, timeout=20)
    return argv if tried.returncode == 0 else None


def with_name(folder, name, *addresses):
    """What goes before a command line, for which that name has them.

    Its environment needs RESOLV_MULTI=on: one name, several lines.
    """
    if unshare() is None:
        pytest.skip("no mount namespace of its own (unshare -m)")
    hosts = folder / f"hosts.{name}"
    hosts.write_text("".join(f"{a} {name}\n" for a in addresses))
    return [*unshare(), str(hosts)]
