"""Run the README's command for the tests, as it stands there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"

blocks = re.findall(r"^```sh\n(.*?)^```$", README.read_text("utf-8"), re.DOTALL | re.MULTILINE)
(command,) = [block for block in blocks if "pytest" in block]
print(command, end="", flush=True)
sys.exit(subprocess.run(["bash", "-euo", "pipefail", "-c", command], check=False).returncode)
