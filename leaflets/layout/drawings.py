"""Small line drawings as vectors of one weight: something to look at beside what is read.

They repeat what the text says, so they are decoration to a screen reader. Each stands on a grid of
24 units, y down, and is drawn with one line of 1.6 units and round ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians, sin

from reportlab.pdfgen.canvas import Canvas

from leaflets.errors import ExitCode, LeafletsError

GRID = 24
LINE = 1.6

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A pen stroke from ``start`` on: straight to a point, or along a Bezier curve to the third."""

    start: Point
    steps: tuple[tuple[Point, ...], ...]
    closed: bool = False


class UnknownDrawing(LeafletsError):
    """Content asks for a drawing that there is not."""

    exit_code = ExitCode.CONTENT


def line(*points: Point, closed: bool = False) -> Stroke:
    """Straight from point to point."""
    return Stroke(points[0], tuple((point,) for point in points[1:]), closed)


def circle(x: float, y: float, radius: float) -> Stroke:
    """A circle as four Bezier curves."""
    k = radius * 0.5523
    return Stroke(
        (x + radius, y),
        (
            ((x + radius, y + k), (x + k, y + radius), (x, y + radius)),
            ((x - k, y + radius), (x - radius, y + k), (x - radius, y)),
            ((x - radius, y - k), (x - k, y - radius), (x, y - radius)),
            ((x + k, y - radius), (x + radius, y - k), (x + radius, y)),
        ),
        closed=True,
    )


def rounded(x: float, y: float, width: float, height: float, r: float) -> Stroke:
    """A rectangle with round corners."""
    right, bottom = x + width, y + height
    return Stroke(
        (x + r, y),
        (
            ((right - r, y),),
            ((right, y), (right, y), (right, y + r)),
            ((right, bottom - r),),
            ((right, bottom), (right, bottom), (right - r, bottom)),
            ((x + r, bottom),),
            ((x, bottom), (x, bottom), (x, bottom - r)),
            ((x, y + r),),
            ((x, y), (x, y), (x + r, y)),
        ),
        closed=True,
    )


def turned(strokes: Sequence[Stroke], degrees: float) -> tuple[Stroke, ...]:
    """The strokes turned round the middle of the grid."""
    sine, cosine, middle = sin(radians(degrees)), cos(radians(degrees)), GRID / 2

    def turn(point: Point) -> Point:
        x, y = point[0] - middle, point[1] - middle
        return (
            round(middle + x * cosine - y * sine, 3),
            round(middle + x * sine + y * cosine, 3),
        )

    return tuple(
        Stroke(turn(s.start), tuple(tuple(map(turn, step)) for step in s.steps), s.closed)
        for s in strokes
    )


DRAWINGS: dict[str, tuple[Stroke, ...]] = {
    "drip": (
        line((8.5, 1.2), (15.5, 1.2)),
        line((12, 1.2), (12, 3.4)),
        Stroke(
            (7, 3.4),
            (
                ((17, 3.4),),
                ((17, 11.5),),
                ((17, 13.6), (15, 14.4), (12, 15.4)),
                ((9, 14.4), (7, 13.6), (7, 11.5)),
            ),
            closed=True,
        ),
        line((7, 8.2), (17, 8.2)),
        Stroke((12, 15.4), (((12, 18),), ((12, 22.5), (15.5, 22.8), (21, 22.4)))),
    ),
    "injection": turned(
        (
            line((-2, 8.5), (-2, 15.5)),
            line((-2, 12), (4, 12)),
            rounded(4, 8.5, 13, 7, 1),
            line((8, 8.5), (8, 11.5)),
            line((11, 8.5), (11, 11.5)),
            line((14, 8.5), (14, 11.5)),
            line((17, 12), (26, 12)),
        ),
        45,
    ),
    "tablet": turned(
        (
            Stroke(
                (5.5, 7),
                (
                    ((18.5, 7),),
                    ((21.3, 7), (23.5, 9.2), (23.5, 12)),
                    ((23.5, 14.8), (21.3, 17), (18.5, 17)),
                    ((5.5, 17),),
                    ((2.7, 17), (0.5, 14.8), (0.5, 12)),
                    ((0.5, 9.2), (2.7, 7), (5.5, 7)),
                ),
                closed=True,
            ),
            line((12, 7), (12, 17)),
        ),
        -40,
    ),
    "calendar": (
        rounded(2.5, 4.5, 19, 17.5, 2),
        line((2.5, 10), (21.5, 10)),
        line((7.5, 2), (7.5, 6.5)),
        line((16.5, 2), (16.5, 6.5)),
        line((7, 14), (7.6, 14)),
        line((11.7, 14), (12.3, 14)),
        line((16.4, 14), (17, 14)),
        line((7, 18), (7.6, 18)),
        line((11.7, 18), (12.3, 18)),
    ),
    "heart": (
        Stroke(
            (12, 20.8),
            (
                ((5, 15.8), (2, 12.4), (2, 8.4)),
                ((2, 5.2), (4.4, 3), (7.2, 3)),
                ((9.2, 3), (11, 4.1), (12, 6)),
                ((13, 4.1), (14.8, 3), (16.8, 3)),
                ((19.6, 3), (22, 5.2), (22, 8.4)),
                ((22, 12.4), (19, 15.8), (12, 20.8)),
            ),
            closed=True,
        ),
    ),
    "telephone": (
        Stroke(
            (4.5, 2.5),
            (
                ((8.2, 2.5),),
                ((10, 7.6),),
                ((7.6, 9.6),),
                ((8.9, 12.7), (11.3, 15.1), (14.4, 16.4)),
                ((16.4, 14),),
                ((21.5, 15.8),),
                ((21.5, 19.5),),
                ((21.5, 20.8), (20.6, 21.6), (19.4, 21.5)),
                ((10.6, 21), (3, 13.4), (2.5, 4.6)),
                ((2.4, 3.4), (3.2, 2.5), (4.5, 2.5)),
            ),
            closed=True,
        ),
    ),
}
"""Every drawing that content may name."""


def known(name: str) -> str:
    """The name of a drawing that there is.

    Raises:
        UnknownDrawing: There is no drawing of that name.
    """
    if name not in DRAWINGS:
        raise UnknownDrawing(
            f'there is no drawing "{name}"', hint=f"there are {', '.join(sorted(DRAWINGS))}"
        )
    return name


def draw(canvas: Canvas, name: str, x: float, y: float, side: float, colour: str) -> None:
    """Draw with the lower corner at ``x``, ``y``; ``side`` in points."""
    scale = side / GRID

    def at(point: Point) -> Point:
        return x + point[0] * scale, y + (GRID - point[1]) * scale

    canvas.saveState()
    canvas.setStrokeColor(colour)
    canvas.setLineWidth(LINE * scale)
    canvas.setLineCap(1)
    canvas.setLineJoin(1)
    for stroke in DRAWINGS[known(name)]:
        path = canvas.beginPath()
        path.moveTo(*at(stroke.start))
        for step in stroke.steps:
            if len(step) == 1:
                path.lineTo(*at(step[0]))
            else:
                first, second, third = map(at, step)
                path.curveTo(*first, *second, *third)
        if stroke.closed:
            path.close()
        canvas.drawPath(path, stroke=1, fill=0)
    canvas.restoreState()
