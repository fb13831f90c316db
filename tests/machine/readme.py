"""The README's commands: the indented lines of a section, in their order."""
import os

RESTART = "sudo reboot"
SECTION = "## Put it on a Raspberry Pi"
DESK_SECTION = "### The staff desk"
DESK_SETUP = "sudo kiosk-desk setup"


def commands(root, section):
    with open(os.path.join(root, "README.md")) as file:
        text = file.read()
    text = text.split(f"\n{section}\n", 1)[1].split("\n## ", 1)[0]
    prose = "".join(text.split("```")[0::2])  # what stands in fences is an example, not a step
    return [line.strip() for line in prose.splitlines() if line.startswith("    ")]


def desk_steps(root):
    """What is done on a server, from `apt install` to the setup."""
    lines = commands(root, DESK_SECTION)
    if DESK_SETUP not in lines or not any("apt install" in line for line in lines):
        raise SystemExit(f"README.md: the steps below \"{DESK_SECTION[4:]}\" do not lead from `apt install` to `{DESK_SETUP}`")
    return lines[next(i for i, line in enumerate(lines) if "apt install" in line):lines.index(DESK_SETUP) + 1]


def steps(root):
    """Two lists: what makes the package, and what is done on the machine from `apt install` on."""
    lines = commands(root, SECTION)
    if not any("apt install" in line for line in lines) or RESTART not in lines:
        raise SystemExit(f"README.md: the steps below \"{SECTION[3:]}\" do not lead from `apt install` to `{RESTART}`")
    install = next(i for i, line in enumerate(lines) if "apt install" in line and ".deb" in line)
    return lines[:install], lines[install:]
