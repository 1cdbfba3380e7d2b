"""A clinic file in; the clinic out, with every fault of the file at once."""

from pathlib import Path

from leaflets.content.shape_check import check_shape
from leaflets.content.shapes import ClinicFile
from leaflets.documents import read_file
from leaflets.errors import ContentFault, UsageFault
from leaflets.model.clinic import Clinic

_WRITTEN_IN = "en_GB"
"""The language of prose that stands in a clinic file without one."""


def load_clinic(path: Path) -> Clinic:
    """The clinic that ``path`` describes.

    Raises:
        UsageFault: The file, or the logo it names, can't be read.
        ContentFault: It is not a valid clinic file.
    """
    try:
        document, _ = read_file(path, str(path))
    except OSError as error:
        raise UsageFault(f"{path} can't be read: {error.strerror or error}") from error
    shape, faults = check_shape(document, ClinicFile)
    findings = (*document.findings, *faults)
    if findings or shape is None:
        listed = "\n".join(map(str, findings))
        raise ContentFault(f"the clinic file is not valid\n{listed}")
    logo = path.parent / shape.logo if shape.logo else None
    if logo is not None and not logo.is_file():
        raise UsageFault(f"{logo} is not there", hint=f"mend `logo` in {path}")
    return Clinic(
        name=shape.name,
        phone=shape.phone,
        phone_24h=shape.phone_24h,
        hours=_per_language(shape.hours),
        address=_per_language(shape.address),
        logo=logo,
    )


def _per_language(prose: dict[str, str] | str) -> dict[str, str]:
    if isinstance(prose, dict):
        return {language.replace("-", "_"): text for language, text in prose.items()}
    return {_WRITTEN_IN: prose} if prose else {}
