"""The commands of the README's section "Put it on a Raspberry Pi": its indented lines, in their order."""
import os

RESTART = "sudo reboot"
SECTION = "## Put it on a Raspberry Pi"


def steps(root):
    """Two lists: what makes the package, and what is done on the machine from `apt install` on."""
    with open(os.path.join(root, "README.md")) as file:
        text = file.read()
    section = text.split(f"\n{SECTION}\n", 1)[1].split("\n## ", 1)[0]
    prose = "".join(section.split("```")[0::2])  # what stands in fences is an example, not a step
    lines = [line.strip() for line in prose.splitlines() if line.startswith("    ")]
    if not any("apt install" in line for line in lines) or RESTART not in lines:
        raise SystemExit(f"README.md: the steps below \"{SECTION[3:]}\" do not lead from `apt install` to `{RESTART}`")
    install = next(i for i, line in enumerate(lines) if "apt install" in line and ".deb" in line)
    return lines[:install], lines[install:]
