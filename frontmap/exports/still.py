"""Claims as a figure for print: base map, marks, legend, scale bar, north arrow, days and credit; day by day as frames or a film.

matplotlib draws what geopandas hands it, in an azimuthal equidistant plane about the figure's middle. All text is drawn as it
stands, never as mathematics or markup. The same claims give the same bytes from the same version of matplotlib.
"""

from __future__ import annotations

import datetime as dt
import io
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frontmap.atomic import ensure_writable, writing
from frontmap.errors import OutputError
from frontmap.exports.easel import PAGE_INCHES, Sheet, shape_of_map
from frontmap.exports.ground import Ground
from frontmap.exports.scene import PUBLISHER, Box, frame_of, scene_of
from frontmap.extras import load_extra
from frontmap.records import Claim, DateSpan, Kind
from frontmap.theatres.load import Theatre

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["FILMS", "STILLS", "Style", "check_still", "still_png", "write_still"]

STILLS = (".png", ".svg", ".pdf")
FILMS = (".gif", ".mp4")
_MOST_FRAMES = 500
_FRAME_MS, _LAST_FRAME_MS = 900, 3000
_FILM_DPI = 110
_FILM_RATE = 10  # pictures a second of an .mp4, in which each day stands for some
_LONGEST = dt.timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Style:
    """How a figure is made.

    Attributes
    ----------
    theatre : Theatre
        Sides, colours and the extent that is shown where no claim has a place.
    title : str or None
        Heading; the theatre's title without it.
    names : sequence
        Names on the base map: (name, lat, lon, rank, first zoom, last zoom), weightiest first.
    credit : str
        Who made the base map and the places.
    box : tuple of float or None
        What is shown: west, south, east, north in degrees; the claims' places without it.
    dpi : int
        Dots an inch, of a PNG.
    window_days : int
        In a figure a day: how many days back are drawn, the older the paler.
    as_known, as_happened : date or None
        The clocks by which the claims were chosen, told beside the days.
    ground : Ground or None
        Who is claimed to hold what, as `ground.ground_of` gives it; drawn as of the figure's last day.
    """

    theatre: Theatre
    title: str | None = None
    names: Sequence[tuple[str, float, float, int, int, int]] = ()
    credit: str = ""
    box: Box | None = None
    dpi: int = 200
    window_days: int = 7
    as_known: dt.date | None = None
    as_happened: dt.date | None = None
    ground: Ground | None = None

    @property
    def clocks(self) -> str:
        """The clocks in words."""
        told = (("as known on", self.as_known), ("as happened by", self.as_happened))
        return ", ".join(f"{words} {day.day} {day:%B %Y}" for words, day in told if day)


def check_still(path: Path | str) -> None:
    """Find out before the work whether a figure can be written to `path`.

    Raises
    ------
    OutputError
        If the ending names no picture, the file cannot be written, or an .mp4 finds no ffmpeg to make it.
    MissingExtraError
        If matplotlib is not installed.
    """
    ending = Path(path).suffix.lower()
    if ending not in (*STILLS, *FILMS):
        raise OutputError(f"no figure is written as {ending or 'a file without an ending'}: expected one of {', '.join((*STILLS, *FILMS))}", path=path)
    if ending == ".mp4":
        _ffmpeg(path)
    load_extra("matplotlib.figure", "still", "Figures")
    load_extra("PIL.Image", "still", "Figures")
    ensure_writable(path)


def write_still(claims: Sequence[Claim], path: Path | str, style: Style, *, each_day: bool = False) -> list[Path]:
    """Write claims as a figure, or day by day as several, or as a film.

    Parameters
    ----------
    claims : sequence of Claim
        Those to be shown.
    path : path
        Its ending names the form: `.png`, `.svg`, `.pdf`, or a film, `.gif` or `.mp4`, which is always day by day.
    each_day : bool
        A figure for each day of which a claim tells, `map.png` as `map-2023-01-13.png` and so on.

    Returns
    -------
    list of Path
        What was written.

    Raises
    ------
    OutputError, MissingExtraError
        As `check_still` has it; and if there are no days to show, or too many.
    """
    check_still(path)
    path = Path(path)
    film = path.suffix.lower() in FILMS
    sheet = _sheet(claims, style)
    if not film and not each_day:
        _draw_all(sheet, claims, style)
        return [_save(sheet, path, style.dpi)]
    shown = _days(claims, path)
    drawn = {claim.kind for claim in claims if claim.placed}
    sheet.draw_legend([kind for kind in Kind if kind in drawn], {claim.claimant_side or PUBLISHER for claim in claims}, ground=style.ground is not None)
    written = []
    pictures: list[Image.Image] = []
    for day in shown:
        recent = [claim for claim in claims if claim.event and _is_shown(claim.event, day, style.window_days)]
        sheet.draw(scene_of(recent, sheet.frame, today=day), today=day, window_days=style.window_days, ground=style.ground.on(day) if style.ground else None)
        if film:
            pictures.append(_picture(sheet))
        else:
            written.append(_save(sheet, path.with_name(f"{path.stem}-{day.isoformat()}{path.suffix}"), style.dpi))
    if film:
        written = [_film(pictures, path)]
    return written


def still_png(claims: Sequence[Claim], style: Style) -> bytes:
    """Return a figure of claims as a PNG file's bytes; MissingExtraError if matplotlib is not installed."""
    load_extra("matplotlib.figure", "still", "Figures")
    sheet = _sheet(claims, style)
    _draw_all(sheet, claims, style)
    return _bytes(sheet, "png", style.dpi)


def _sheet(claims: Sequence[Claim], style: Style) -> Sheet:
    frame = frame_of(claims, shape_of_map(), extent=style.theatre.extent, box=style.box)
    return Sheet(frame, style.theatre, style.names, style.title or style.theatre.title, style.credit, style.clocks)


def _draw_all(sheet: Sheet, claims: Sequence[Claim], style: Style) -> None:
    """Draw all claims as one scene, on the ground as it is claimed on the last of their days."""
    scene = scene_of(claims, sheet.frame)
    sheet.draw(scene, ground=style.ground.on(scene.last) if style.ground and scene.last else None)


def _days(claims: Iterable[Claim], path: Path) -> list[dt.date]:
    """Return the days on which something is said to have happened, stretches by their last day."""
    days = sorted({claim.event.last for claim in claims if claim.event and claim.event.last - claim.event.first <= _LONGEST})
    if not days:
        raise OutputError("no claim is dated, so there is no day to show: leave out --each, and write a .png", path=path)
    if len(days) > _MOST_FRAMES:
        raise OutputError(f"the claims tell of {len(days)} days, more than the {_MOST_FRAMES} that are drawn one by one: narrow them with --from and --to", path=path)
    return days


def _is_shown(span: DateSpan, day: dt.date, window_days: int) -> bool:
    """Whether something is drawn on a day: it goes on or ended within the window, and is no matter of months."""
    return span.first <= day and (day - span.last).days < window_days and span.last - span.first <= _LONGEST


def _save(sheet: Sheet, path: Path, dpi: int) -> Path:
    with writing(path) as file:
        file.write(_bytes(sheet, path.suffix.lower().removeprefix("."), dpi))
    return path


def _bytes(sheet: Sheet, form: str, dpi: int) -> bytes:
    """Return the sheet in a form, without the day on which it was drawn."""
    undated: dict[str, dict[str, Any]] = {"png": {"Software": None}, "svg": {"Date": None}, "pdf": {"CreationDate": None}}
    buffer = io.BytesIO()
    sheet.save(buffer, form=form, dpi=dpi, metadata=undated[form])
    return buffer.getvalue()


def _picture(sheet: Sheet) -> Image.Image:
    from PIL import Image

    picture = Image.open(io.BytesIO(_bytes(sheet, "png", _FILM_DPI))).convert("RGB")
    width, height = (int(inches * _FILM_DPI) // 2 * 2 for inches in PAGE_INCHES)  # a film's sides are even
    return picture.crop((0, 0, width, height))


def _film(pictures: Sequence[Image.Image], path: Path) -> Path:
    """Write pictures one after the other; the last one stays a little longer."""
    if path.suffix.lower() == ".gif":
        from PIL import Image

        palette = pictures[-1].quantize(255, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        first, *others = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
        times = [_FRAME_MS] * len(others) + [_LAST_FRAME_MS]
        with writing(path) as file:
            first.save(file, "GIF", save_all=True, append_images=others, duration=times, loop=0, optimize=False)
        return path
    with writing(path) as file:
        file.writelines(_mp4(pictures, path))
    return path


def _ffmpeg(path: Path | str) -> str:
    """Return the program that makes films: the one that the extra brings, else the system's."""
    try:
        import imageio_ffmpeg

        return str(imageio_ffmpeg.get_ffmpeg_exe())
    except (ImportError, RuntimeError):  # not installed; or without a program for this system
        found = shutil.which("ffmpeg")
    if found is None:
        raise OutputError("an .mp4 needs the program ffmpeg, which is not here: pip install 'frontmap[film]' brings it; or write a .gif", path=path)
    return found


def _mp4(pictures: Sequence[Image.Image], path: Path) -> Iterator[bytes]:
    """Yield a film in H.264 as ffmpeg makes it of pictures; one thread, whose bytes depend on no machine's cores."""
    from frontmap.exports.spooled import through_file

    def encode(target: Path) -> None:
        shown = [*pictures, *(pictures[-1] for _ in range(_LAST_FRAME_MS // _FRAME_MS - 1))]
        frames = b"".join(_png(picture) for picture in shown)
        source = ("-f", "image2pipe", "-framerate", f"{1000 / _FRAME_MS:.4f}", "-c:v", "png", "-i", "-")
        form = ("-c:v", "libx264", "-threads", "1", "-pix_fmt", "yuv420p", "-r", str(_FILM_RATE), "-movflags", "+faststart", "-fflags", "+bitexact", "-flags:v", "+bitexact")
        done = subprocess.run([_ffmpeg(path), "-loglevel", "error", "-y", *source, *form, str(target)], input=frames, capture_output=True, check=False)  # noqa: S603 - our own words
        if done.returncode:
            raise OutputError(f"ffmpeg could not make the film ({done.stderr.decode('utf-8', 'replace').strip():.200}): write a .gif", path=path)

    return through_file(encode, "film.mp4")


def _png(picture: Image.Image) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
