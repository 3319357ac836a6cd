"""Start JupyterLab on the front door, with settings that suit a course."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import webbrowser

from opedlab.course import Course

PORTS_TRIED = 20
FRONT_DOOR = "lessons/home.ipynb"


def free_port(first: int) -> int | None:
    """The first free port on loopback from ``first`` on, or None if all of the next few are taken."""
    for port in range(first, first + PORTS_TRIED):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except (OSError, OverflowError):
                continue
            return port
    return None


def has_browser() -> bool:
    """Whether this machine can open a browser window for somebody."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def arguments(course: Course, port: int, browser: bool, author: bool) -> list[str]:
    """The command line of JupyterLab."""
    made = [
        sys.executable, "-m", "jupyterlab", "--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={course.root}", f"--LabApp.default_url=/lab/tree/{FRONT_DOOR}", "--ServerApp.log_level=WARN",
        # Without these, Lab looks for news and updates on the network at every start.
        "--LabApp.news_url=", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]  # fmt: skip
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        made.append("--allow-root")
    if not browser:
        made.append("--no-browser")
    if author:
        made += ["--ContentsManager.formats=ipynb,md:myst", "--ContentsManager.outdated_text_notebook_margin=inf"]
    return made


def start(course: Course, *, port: int, browser: bool, author: bool) -> int:
    """Run JupyterLab until it is ended; returns its exit code."""
    if not (course.root / FRONT_DOOR).exists():
        print(f"opedlab lab: {FRONT_DOOR} is missing; run `opedlab build`", file=sys.stderr)
        return 2
    chosen = free_port(port)
    if chosen is None:
        print(f"opedlab lab: the ports {port} to {port + PORTS_TRIED - 1} are all taken; end another server, or try --port 9000", file=sys.stderr)
        return 2
    if chosen != port:
        print(f"Port {port} is busy (another JupyterLab?); this one uses {chosen}.")
    if browser and not has_browser():
        print("No browser was found to open; copy the address below into one.")
        browser = False
    token = os.environ.get("JUPYTER_TOKEN") or os.urandom(16).hex()
    print(f"\n  The course is at  http://127.0.0.1:{chosen}/lab/tree/{FRONT_DOOR}?token={token}\n  It runs until you press Ctrl+C twice here.\n", flush=True)
    environment = {**os.environ, "JUPYTER_TOKEN": token, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
    return become(arguments(course, chosen, browser, author), course, environment)


def become(command: list[str], course: Course, environment: dict[str, str]) -> int:
    """Run a command in this process's place, so that whatever ends ``make lab`` ends the server, too."""
    os.chdir(course.root)
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], command, environment)
    try:
        return subprocess.call(command, env=environment)
    except KeyboardInterrupt:
        return 0
