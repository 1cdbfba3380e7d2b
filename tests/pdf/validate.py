"""The outside check of the tests: which rules of PDF/UA-1 and PDF/A-2a a file breaks."""

import page

PROFILES = ("ua1", "2a")


def faults(pdf):
    """The rules that page-validation finds broken, as "PDFUA1-...: what is wrong"."""
    return [
        f"{failure.rule_id}: {failure.message}"
        for profile in PROFILES
        for failure in page.validate_pdf_bytes(pdf, profile=profile).failures
    ]
