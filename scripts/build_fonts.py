"""Build the fonts that ship in ``leaflets/fonts/``: pinned npm packages in, static subsets out.

Each package is fetched by version with ``npm pack`` and refused unless its SHA-256 is the one
written here. A subset keeps every OpenType layout feature (shaping needs them) and drops hinting
(print does not). The same tarballs and the same fontTools give the same bytes, so ``--check`` can
tell whether the shipped files are what this script makes. Run it only when the character set or a
version changes: each run that changes Chinese adds five megabytes to the history.
"""

import argparse
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset, ttLib
from fontTools import version as fonttools_version
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables._g_l_y_f import flagOverlapSimple

OUTPUT = Path(__file__).resolve().parent.parent / "leaflets" / "fonts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """An npm package: its version, the hash of its tarball, and where its licence is."""

    name: str
    version: str
    sha256: str
    licence_file: str = "LICENSE_FONT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One family to build, regular and bold. ``characters`` None keeps all it has.

    ``units_per_em`` sets outlines on a coarser grid, for fonts of which a leaflet embeds hundreds
    of glyphs. At 28 points a 256th of an em is 0.11 points, the dot of a 600 dpi printer.
    """

    name: str
    package: Package
    regular: str
    bold: str
    scripts: tuple[str, ...]
    licence: str = "OFL-1.1"
    characters: frozenset[int] | None = None
    units_per_em: int | None = None

    @property
    def licence_name(self) -> str:
        """The name of the family's licence file among the shipped fonts."""
        return f"OFL-{self.name}.txt" if self.licence == "OFL-1.1" else "LICENSE-DejaVu.txt"


def code_points(*ranges: str) -> frozenset[int]:
    """The code points of ranges written as in the standard: "0370-03FF", "20AC"."""
    points: set[int] = set()
    for each in ranges:
        first, _, last = each.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


LATIN_GREEK_CYRILLIC = code_points(
    "0020-007E", "00A0-052F", "1AB0-1ACE", "1C80-1C8A", "1D00-1DBF", "1DC0-1FFF", "2000-206F",
    "2070-20CF", "20F0", "2100-218F", "2C60-2C7F", "2DE0-2E5D", "A640-A69F", "A700-A7FF",
    "AB30-AB6B", "FB00-FB06", "FE00-FE0F", "FE20-FE2F", "FEFF", "FFFC", "FFFD",
    "2212", "2215", "25CC",
)  # fmt: skip

# DejaVu Sans for what a leaflet points, ticks and measures with: Noto Sans has none of
# these, and a script's own font lacks even the plus-minus sign.
SYMBOLS = code_points(
    "0020-007E", "00A0-00FF", "0394", "03A9", "03BC", "2000-200F", "2010-2027", "202F-205F",
    "2070-209C", "20A0-20BF", "2100-214F", "2150-218B", "2190-21FF", "2200-22FF", "2300-2315",
    "2318-232A", "23CE-23CF", "2500-25FF", "2600-26FF", "2701-27BF", "27E8-27EB", "27F5-27FF",
    "2B05-2B1A", "2B1F-2B24",
)  # fmt: skip

# Characters of today's Chinese names that GB 2312 (1980) does not have.
CHINESE_NAMES = "镕喆堃昇頔珺玥婧赟翀彧韡祎燊烜煊垚焱淼犇骉羴鑫暐玮瑄琇莀婳妍妘姝翾翛濛澍曌晞昉旸"


def gb2312() -> frozenset[int]:
    """Every character of GB 2312: rows 1-9 (symbols) and 16-87 (Han)."""
    points = set()
    for row in range(1, 88):
        for cell in range(1, 95):
            try:
                character = bytes([0xA0 + row, 0xA0 + cell]).decode("gb2312")
            except UnicodeDecodeError:
                continue
            points.add(ord(character))
    return frozenset(points)


CHINESE = gb2312() | {ord(character) for character in CHINESE_NAMES} | code_points(
    "0020-007E", "00A0-00FF", "0100-017F", "01CD-01DC", "02C6-02DD", "2000-2027", "2030-203B",
    "20AC", "2103", "2109", "2116", "2122", "2190-2193", "2460-2473", "25A0-25A1", "25B2-25B3",
    "25C6-25C7", "25CB", "25CE-25CF", "2605-2606", "2713-2714", "3000-301F", "FE10-FE19",
    "FE30-FE4F", "FF01-FF5E", "FFE0-FFE6",
)  # fmt: skip

EXPO = "@expo-google-fonts/"


def noto(
    name: str,
    version: str,
    sha256: str,
    *scripts: str,
    characters: frozenset[int] | None = None,
    units_per_em: int | None = None,
) -> Family:
    """A Noto family as the Expo project packs it; ``name`` as in ``noto-sans-bengali``."""
    words = name.split("-")
    family = "".join(word.upper() if word == "sc" else word.capitalize() for word in words)
    return Family(
        name=family,
        package=Package(name=EXPO + name, version=version, sha256=sha256),
        regular=f"400Regular/{family}_400Regular.ttf",
        bold=f"700Bold/{family}_700Bold.ttf",
        scripts=scripts,
        characters=characters,
        units_per_em=units_per_em,
    )


FAMILIES = (
    noto(
        "noto-sans", "0.4.2", "98cf14a19b8e67a0e76bfd4d5df98937b9734e6dde570bd750f2259042042548",
        "Latn", "Cyrl", "Grek", characters=LATIN_GREEK_CYRILLIC,
    ),
    noto(
        "noto-naskh-arabic", "0.4.5",
        "2f93452f15b3bdd86b922be17f247986d4d0e2ae7a1ca51f5d80326b2680628e", "Arab",
    ),
    noto(
        "noto-nastaliq-urdu", "0.4.2",
        "ed17207b541a71873b0bdd50080251759b6d564d444fd7a35ee1cb299e42f687", "Arab",
    ),
    noto(
        "noto-sans-bengali", "0.4.4",
        "aea68a0e86d50c55739f11b3efebf859cbc63219ad1dfbf83dc7e6cfd84a4243", "Beng",
    ),
    noto(
        "noto-sans-devanagari", "0.4.1",
        "fb9a4c288af3829f383d945fcec350c8cdf99abf18ffe55c987c495bca42e80e", "Deva",
    ),
    noto(
        "noto-sans-gujarati", "0.4.2",
        "8755e83efd5f0a75427bcb9adae912167c6c1fbd94d2a820c91655e0b58673af", "Gujr",
    ),
    noto(
        "noto-sans-gurmukhi", "0.4.1",
        "a880021879dfa6df078c64a414c07045491269d6ed2f585487208eccb1e0d326", "Guru",
    ),
    noto(
        "noto-sans-tamil", "0.4.3",
        "e86c62e93d3e47ec8b93f71681e1ae2010b22a9f5e8bcd496b3e46c6ba70750e", "Taml",
    ),
    noto(
        "noto-sans-sc", "0.4.3", "0d69d0f4971d2ff574e3d93cbc218dc950bf3f3f8f8e2c008d97687ed53aee59",
        "Hani", "Bopo", "Hira", "Kana", characters=CHINESE, units_per_em=256,
    ),
    Family(
        name="Symbols",
        package=Package(
            name="dejavu-fonts-ttf",
            version="2.37.3",
            sha256="b7013ac58f9225250619db82cfb72e99c37ca8195f2b5a06a9e6a95bc5e1c84a",
            licence_file="LICENSE",
        ),
        regular="ttf/DejaVuSans.ttf",
        bold="ttf/DejaVuSans-Bold.ttf",
        scripts=("Zyyy",),
        licence="Bitstream-Vera",
        characters=SYMBOLS,
    ),
)  # fmt: skip


def fetch(package: Package, folder: Path) -> dict[str, bytes]:
    """The files of a package by name; refused if the tarball is not the one pinned above."""
    tarball = folder / f"{package.name.lstrip('@').replace('/', '-')}-{package.version}.tgz"
    if not tarball.exists():
        subprocess.run(
            ["npm", "pack", "--silent", f"{package.name}@{package.version}"],
            cwd=folder, check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
    content = tarball.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != package.sha256:
        sys.exit(f"{tarball.name}: SHA-256 is {found}, pinned is {package.sha256}")
    files = {}
    with tarfile.open(fileobj=io.BytesIO(content)) as archive:
        for member in archive:
            stream = archive.extractfile(member)
            if stream:
                files[member.name.removeprefix("package/")] = stream.read()
    return files


def build_subset(family: Family, font_file: bytes) -> bytes:
    """The font with only the family's characters, all its layout features, and no hinting."""
    options = subset.Options()
    options.layout_features = ["*"]
    options.hinting = False
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    # FFTM and meta are editors' notes; kern repeats GPOS; leaflets set no formulas or columns.
    options.drop_tables += ["FFTM", "meta", "kern", "MATH", "vhea", "vmtx", "BASE", "STAT"]
    font = ttLib.TTFont(io.BytesIO(font_file), recalcTimestamp=False)
    if font["OS/2"].fsType != 0:
        sys.exit(f"{font['name'].getDebugName(4)}: its embedding is restricted (fsType)")
    if "glyf" not in font or "fvar" in font:
        sys.exit(f"{font['name'].getDebugName(4)}: not a static TrueType font")
    subsetter = subset.Subsetter(options)
    kept = family.characters
    subsetter.populate(unicodes=font.getBestCmap() if kept is None else kept)
    subsetter.subset(font)
    if family.units_per_em is not None:
        scale_upem(font, family.units_per_em)
    clear_stray_flags(font)
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()


def clear_stray_flags(font: ttLib.TTFont) -> None:
    """Let only the first point of a glyph tell that its contours overlap.

    On every other point that bit is reserved and "must be set to zero" (OpenType, glyf): browsers
    refuse a font in which it is not.
    """
    table = font["glyf"]
    for name in font.getGlyphOrder():
        glyph = table[name]
        flags = glyph.flags if glyph.numberOfContours > 0 else b""
        if any(flag & flagOverlapSimple for flag in flags[1:]):
            flags[1:] = bytes(flag & ~flagOverlapSimple for flag in flags[1:])


def build(tarballs: Path) -> dict[str, bytes]:
    """Every file of the fonts folder, by name."""
    files: dict[str, bytes] = {}
    entries = []
    for family in FAMILIES:
        package = family.package
        packed = fetch(package, tarballs)
        files[family.licence_name] = packed[package.licence_file]
        for weight, source in (("regular", family.regular), ("bold", family.bold)):
            file = f"{family.name}-{weight.capitalize()}.ttf"
            files[file] = build_subset(family, packed[source])
            entries.append(
                {
                    "file": file,
                    "sha256": hashlib.sha256(files[file]).hexdigest(),
                    "family": family.name,
                    "weight": weight,
                    "scripts": list(family.scripts),
                    "package": package.name,
                    "version": package.version,
                    "source": source,
                    "licence": family.licence,
                    "licence_file": family.licence_name,
                }
            )
            print(f"{file:32}{len(files[file]) / 1000:9.1f} kB")
    manifest = {"schema": 1, "fonttools": fonttools_version, "fonts": entries}
    files["fonts.json"] = (json.dumps(manifest, indent=1) + "\n").encode()
    return files


def main() -> None:
    """Write the fonts, or with ``--check`` compare them with what is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare, do not write")
    parser.add_argument("--tarballs", type=Path, help="keep the packages here between runs")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        files = build(arguments.tarballs or Path(scratch))
    if arguments.check:
        differing = [
            name
            for name, content in files.items()
            if not (OUTPUT / name).exists() or (OUTPUT / name).read_bytes() != content
        ]
        sys.exit(f"not as built: {', '.join(differing)}" if differing else 0)
    for name, content in files.items():
        (OUTPUT / name).write_bytes(content)


if __name__ == "__main__":
    main()
