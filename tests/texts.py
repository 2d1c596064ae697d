"""Keeps the sentences in resources/i18n in step with the screens.

`python -m tests.texts` takes new and changed sentences into every .ts file, to be translated there.
`python -m tests.texts --check` changes nothing and says what is missing.
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
I18N = ROOT / "resources" / "i18n"
SOURCES = ROOT / "pos_app"
ALIASES = "QT_TRANSLATE_NOOP+=marked"  # what tables of sentences call it


def update(texts: Path, sources: Path) -> None:
    """Take every sentence of the sources into the .ts file and drop those that are gone."""
    files = sorted(str(path) for path in sources.rglob("*.py"))
    lupdate = "from PySide6.scripts.pyside_tool import lupdate; lupdate()"
    options = ["-locations", "none", "-no-obsolete", "-silent"]
    options += ["-tr-function-alias", ALIASES, "-ts", str(texts)]
    done = subprocess.run(
        [sys.executable, "-c", lupdate, *files, *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def find_faults(texts: Path, sources: Path) -> list[str]:
    """Say what a person has still to do in one .ts file; empty when it is complete."""
    with tempfile.TemporaryDirectory() as folder:
        updated = Path(folder) / texts.name
        shutil.copy(texts, updated)
        update(updated, sources)
        before, after = _messages(texts), _messages(updated)
    faults = [f"new sentence, run `make texts`: {name}" for name in after.keys() - before.keys()]
    faults += [f"no longer used, run `make texts`: {name}" for name in before.keys() - after.keys()]
    faults += [f"not translated: {name}" for name, is_done in before.items() if not is_done]
    return sorted(f"{texts.name}: {fault}" for fault in faults)


def _messages(texts: Path) -> dict[str, bool]:
    """'context: sentence' to whether its translation is finished."""
    found = {}
    for context in ElementTree.parse(texts).getroot().iter("context"):
        for message in context.iter("message"):
            name = f"{context.findtext('name')}: {message.findtext('source')}"
            if message.find("comment") is not None:
                name += f" ({message.findtext('comment')})"
            translation = message.find("translation")
            found[name] = translation is not None and _is_finished(translation)
    return found


def _is_finished(translation: ElementTree.Element) -> bool:
    forms = translation.findall("numerusform")
    written = [form.text for form in forms] if forms else [translation.text]
    return translation.get("type") is None and all(written)


def main(arguments: list[str]) -> int:
    """Update every .ts file, or check it."""
    files = sorted(I18N.glob("*.ts"))
    if arguments != ["--check"]:
        for texts in files:
            update(texts, SOURCES)
        return 0
    faults = [fault for texts in files for fault in find_faults(texts, SOURCES)]
    print("\n".join(faults) if faults else f"{len(files)} text files, complete")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
