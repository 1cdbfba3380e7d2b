"""What all shapes of content files are made of."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
ValueId = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$")]
Text = Annotated[str, Field(min_length=1)]


class Shape(BaseModel):
    """Base of all: unknown keys are faults. What checks one is built for those files that are read.

    Others are parts of these, and are never checked alone.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
