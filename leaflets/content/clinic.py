"""A clinic file in; the clinic out, with every fault of the file at once."""

from functools import partial
from pathlib import Path

from leaflets.errors import ContentFault, UsageFault
from leaflets.keep.files import key_of, program_here
from leaflets.keep.kept import Kept
from leaflets.model.clinic import Clinic

_WRITTEN_IN = "en_GB"
"""The language of prose that stands in a clinic file without one."""


_CODE = ("content", "keep", "diagnostics.py", "documents.py", "model/clinic.py")
_LIBRARIES = ("pydantic", "pydantic_core", "yaml")


def load_clinic(path: Path, cache: Path | None = None) -> Clinic:
    """The clinic that ``path`` describes; what it says is kept in ``cache``.

    Raises:
        UsageFault: The file, or the logo it names, can't be read.
        ContentFault: It is not a valid clinic file.
    """
    read = partial(_read, path)
    shelf = Kept(cache, "clinic", Clinic, (Clinic,)) if cache else None
    clinic = shelf.read(partial(_key, path), read) if shelf else read()
    if clinic.logo is not None and not clinic.logo.is_file():
        raise UsageFault(f"{clinic.logo} is not there", hint=f"mend `logo` in {path}")
    return clinic


def _key(path: Path) -> str | None:
    """What stands for all that decides what the file says."""
    return key_of(("clinic", program_here(_CODE, _LIBRARIES)), [(str(path), path)])


def _read(path: Path) -> Clinic:
    from leaflets.content.shape_check import check_shape
    from leaflets.content.shapes import ClinicFile
    from leaflets.documents import read_file

    try:
        document, _ = read_file(path, str(path))
    except OSError as error:
        raise UsageFault(f"{path} can't be read: {error.strerror or error}") from error
    shape, faults = check_shape(document, ClinicFile)
    findings = (*document.findings, *faults)
    if findings or shape is None:
        listed = "\n".join(map(str, findings))
        raise ContentFault(f"the clinic file is not valid\n{listed}")
    return Clinic(
        name=shape.name,
        phone=shape.phone,
        phone_24h=shape.phone_24h,
        hours=_per_language(shape.hours),
        address=_per_language(shape.address),
        logo=path.parent / shape.logo if shape.logo else None,
    )


def _per_language(prose: dict[str, str] | str) -> dict[str, str]:
    if isinstance(prose, dict):
        return {language.replace("-", "_"): text for language, text in prose.items()}
    return {_WRITTEN_IN: prose} if prose else {}
