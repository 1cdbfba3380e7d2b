"""What stops a run: an exit code for each kind, a sentence for the reader, a hint on what to do."""

from enum import IntEnum
from typing import Self


class ExitCode(IntEnum):
    """The exit codes of every command."""

    DONE = 0
    OUR_BUG = 1
    USAGE = 2
    CONTENT = 3
    TRANSLATION = 4
    RECORDS_REFUSED = 5
    RECORD = 6
    INTERRUPTED = 130


class LeafletsError(Exception):
    """A fault that stops this run, told in the reader's words.

    ``hint`` says what to do next. Subclasses set ``exit_code``.
    """

    exit_code = ExitCode.OUR_BUG

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def in_place(self, place: str) -> Self:
        """The same fault with the place where it was met: the key of a message, a language."""
        self.message = f"{place}: {self.message}"
        self.args = (self.message,)
        return self


class UsageFault(LeafletsError):
    """The command was asked for something it does not know, or a file can't be read or written."""

    exit_code = ExitCode.USAGE


class ContentFault(LeafletsError):
    """The content is not valid, or not in the state that was required."""

    exit_code = ExitCode.CONTENT


class TranslationFault(LeafletsError):
    """A sentence that this leaflet needs has no usable translation."""

    exit_code = ExitCode.TRANSLATION


class RecordFault(LeafletsError):
    """This record can't be printed."""

    exit_code = ExitCode.RECORD
