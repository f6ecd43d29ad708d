"""The house keeps its order: imports point inward, and import-linter is what says so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "flyzone"
LINT = [
    sys.executable, "-c",
    "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))",
]  # fmt: skip


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        LINT, cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


def test_imports_point_inward_only() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_an_import_that_points_outward_is_caught(tmp_path: Path) -> None:
    config = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    rules = config[config.index("[tool.importlinter]") : config.index("[tool.codespell]")]
    (tmp_path / "pyproject.toml").write_text(rules, encoding="utf-8")
    for folder in PACKAGE.iterdir():
        if folder.is_dir() and folder.name != "__pycache__":
            (tmp_path / "flyzone" / folder.name).mkdir(parents=True)
            (tmp_path / "flyzone" / folder.name / "__init__.py").touch()
    (tmp_path / "flyzone" / "__init__.py").touch()
    (tmp_path / "flyzone" / "errors.py").touch()
    (tmp_path / "flyzone" / "units.py").touch()
    (tmp_path / "flyzone" / "files.py").touch()
    (tmp_path / "flyzone" / "moments.py").touch()
    assert lint(tmp_path).returncode == 0
    model = tmp_path / "flyzone" / "model" / "__init__.py"
    model.write_text("import flyzone.timing\n", encoding="utf-8")
    result = lint(tmp_path)
    assert result.returncode == 1
    assert "flyzone.model -> flyzone.timing" in result.stdout


CORES = ("model", "geometry", "science", "timing", "training")
OUTSIDE = re.compile(
    r"^\s*(?:import|from)\s+(os|sys|time|random|pathlib|logging|io|socket|subprocess)\b"
    r"|np\.random|numpy\.random|\bopen\(|\b(?:now|utcnow|today)\(",
    re.MULTILINE,
)


@pytest.mark.parametrize("core", CORES)
def test_a_core_reads_no_clock_file_environment_or_randomness(core: str) -> None:
    found = {
        str(file.relative_to(PACKAGE)): match.group(0)
        for file in (PACKAGE / core).rglob("*.py")
        if (match := OUTSIDE.search(file.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_every_module_says_at_its_top_what_it_is() -> None:
    silent = [
        str(file.relative_to(PACKAGE))
        for file in PACKAGE.rglob("*.py")
        if (text := file.read_text(encoding="utf-8").strip())
        and not text.startswith(('"""', 'r"""'))
    ]
    assert silent == []


@pytest.mark.parametrize("lock", ["run.lock", "dev.lock"])
def test_a_lock_holds_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / "requirements" / lock).read_text(encoding="utf-8")
    packages = re.findall(r"^[A-Za-z0-9._-]+==\S+.*\\\n    --hash=sha256:[0-9a-f]{64}", text, re.M)
    assert len(packages) == len(re.findall(r"^\S+==", text, re.M)) > 5
    assert "://" not in text
    assert "--index-url" not in text
    assert "--find-links" not in text
