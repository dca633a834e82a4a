"""What a DICOM header claims of the values of its pixels: whether they are a signal at all, and which are none."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from pathlib import Path

from ..Comparability import Consequence, Objection
from .FrameValue import EXPORT_AGAIN, frameValue
from .StoredValues import pixelFormat
from .ValueMappings import framesOf, valueMappings

# Lossy compression by less than this leaves what is seen as it is: of MR, by the German consensus conference of 2008
# (Loose et al., Rofo 2009;181:32-7). Beyond, or where nothing is said, means may be off; assumed, as SD of a log ratio.
_MOST_COMPRESSED = 7.0
_COMPRESSED_MORE = 0.05
# Slicer's reader of a series rounds to the type of the voxels of its first slice. Assumed, as SD of a log ratio.
_ROUNDED = 0.02

_MONOCHROME = ("MONOCHROME1", "MONOCHROME2")
# Of integers, of float and of double pixel data.
_PADDING = (("PixelPaddingValue", "PixelPaddingRangeLimit"),
            ("FloatPixelPaddingValue", "FloatPixelPaddingRangeLimit"),
            ("DoubleFloatPixelPaddingValue", "DoubleFloatPixelPaddingRangeLimit"))


def checkSignal(data) -> None:
    """Refuse an image whose pixels are no numbers that could be measured.

    :param data: pydicom.Dataset
    :raises ValueError: says why
    """
    photometric = str(data.get("PhotometricInterpretation") or "").strip()
    samples = int(data.get("SamplesPerPixel") or 1)
    if samples != 1 or photometric not in (*_MONOCHROME, ""):
        raise ValueError(f"its pixels are colors ({photometric}, SamplesPerPixel {samples}), no signal; give the "
                         "series that was acquired, not a screen shot or a colored map")
    if data.get("ModalityLUTSequence"):
        raise ValueError("its values follow a table (ModalityLUTSequence) and not a line, so that they are no signal; "
                         "give the series as it was acquired")


def checkLength(data, length: int, bytesPerPixel: int) -> tuple[Objection, ...]:
    """Hold the length of uncompressed pixels against the header.

    :param length: in bytes
    :param bytesPerPixel: of a cell
    :raises ValueError: there are fewer than the header says, or so many more that rows would be torn
    """
    rows, columns = int(data.Rows), int(data.Columns)
    frames = max(int(data.get("NumberOfFrames") or 1), 1)
    expected = rows * columns * frames * bytesPerPixel
    size = f"{rows} x {columns} pixels" + (f" in {frames} frames" if frames > 1 else "")
    if length < expected:
        raise ValueError(f"its pixel data is too short: {length} bytes instead of {expected} for {size}; copy or "
                         "export the series again")
    more = length - expected
    if more >= max(min(rows, columns) * bytesPerPixel, 2):
        raise ValueError(f"its pixel data is too long: {length} bytes instead of {expected} for {size}, so its header "
                         f"may be wrong (Rows, Columns, BitsAllocated, NumberOfFrames); {EXPORT_AGAIN}")
    if more > 1:
        return (Objection("pixel_data", f"its pixel data holds {more} bytes more than {size}; they were left out",
                          Consequence.FINE),)
    return ()


def storedPadding(data) -> tuple[float, float] | None:
    """Return the lowest and the highest of the stored values that fill the image where there is nothing.

    See DICOM PS3.3 C.7.5.1.1.2. Writers take the wrong sign for it, as its VR depends on another element.

    :return: None where the header names none
    """
    for value, limit in _PADDING:
        first = data.get(value)
        if first is None or first == "":
            continue
        last = data.get(limit)
        ends = [first, first if last is None or last == "" else last]
        if value == "PixelPaddingValue":
            form = pixelFormat(data)
            size = 1 << form.allocated
            ends = [int(end) % size for end in ends]
            if form.isSigned:
                ends = [end - size if end >= size // 2 else end for end in ends]
        low, high = sorted(map(float, ends))
        return (low, high) if isfinite(low) and isfinite(high) else None
    return None


def paddingInSlicer(datasets: Sequence) -> tuple[float, float] | None:
    """Return the lowest and the highest of the values, as Slicer has rescaled them, that fill a series where there is
    nothing.

    :param datasets: pydicom.Dataset of each of its files
    :return: None where there is none, or it differs between slices
    """
    found = {mappedPadding(storedPadding(frame.data), _plainRescale(frame))
             for data in datasets for frame in framesOf(_name(data), data)}
    return found.pop() if len(found) == 1 else None


def mappedPadding(padding: tuple[float, float] | None, line: tuple[float, float]) -> tuple[float, float] | None:
    """Return the lowest and the highest of padding values after rescaling."""
    if padding is None:
        return None
    low, high = sorted(end * line[0] + line[1] for end in padding)
    return low, high


def compressionObjections(data, ratio: float = float("nan"), isLossy: bool = False) -> tuple[Objection, ...]:
    """Say that values were lost when they were compressed: a mean over a region keeps, fine texture does not.

    :param ratio: by which it is compressed now; NaN for not
    :param isLossy: the way it is compressed now always loses something
    """
    if str(data.get("LossyImageCompression") or "00").strip() != "01" and not isLossy:
        return ()
    told = data.get("LossyImageCompressionRatio")
    try:
        ratios = [float(one) for one in ([told] if isinstance(told, (str, float, int)) else told or ())]
    except (TypeError, ValueError):
        ratios = []
    ratio = max([*ratios, *([ratio] if isfinite(ratio) else [])], default=float("nan"))
    if ratio <= _MOST_COMPRESSED:
        return (Objection("lossy", f"it was compressed with loss, {ratio:.3g}:1: fine texture may be lost",
                          Consequence.FINE),)
    by = f"{ratio:.3g}:1" if isfinite(ratio) else "how much its header does not say"
    return (Objection("lossy", f"it was compressed with loss ({by}), so that values may be off; use the series as it "
                      "was acquired", Consequence.DOUBTFUL, _COMPRESSED_MORE),)


def valuesObjections(datasets: Sequence) -> tuple[Objection, ...]:
    """Return what the headers of a series have against the values that Slicer has loaded of it.

    Slicer reads through ITK, which inverts MONOCHROME1 (GDCMImageIO::Read), knows no real-world value mapping, and
    reads further slices into the voxel type of the first one.

    :param datasets: pydicom.Dataset of each file of the series; pixels are not needed
    """
    found: list[Objection] = []
    command = "measure it with the command emhassist, which reads the files themselves"
    try:
        for data in datasets:
            checkSignal(data)
        frames = [frame for data in datasets for frame in framesOf(_name(data), data)]
        mappings = valueMappings(frames)
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        return (Objection("values", str(error) or type(error).__name__, Consequence.REFUSED),)
    if any(str(data.get("PhotometricInterpretation") or "").strip() == "MONOCHROME1" for data in datasets):
        found.append(Objection("photometric", "Slicer has inverted its values, as it does with all images that are "
                               f"shown white to black (MONOCHROME1); {command}", Consequence.REFUSED))
    found += mappings.objections
    rescales = [_plainRescale(frame) for frame in frames]
    if any(line != own and (len(set(mappings.lines)) > 1 or line[1] * own[0] != own[1] * line[0])
           for line, own in zip(mappings.lines, rescales)):
        found.append(Objection("values", "Slicer leaves out the real-world value mapping or the private scale that its "
                               f"header has, which differs between slices or moves the zero; {command}",
                               Consequence.REFUSED))
    elif len(set(rescales)) > 1 and any(frame.item is not None for frame in frames):
        found.append(Objection("rescale", "Slicer takes the rescaling of the first frame for all, and they differ; "
                               f"{command}", Consequence.REFUSED))
    elif any(not number.is_integer() for line in rescales[1:] for number in line) \
            and all(number.is_integer() for number in rescales[0]):
        found.append(Objection("rescale", "Slicer has rounded its values: the rescaling of its first slice is whole, "
                               f"that of others is not; to be exact, {command}", Consequence.DOUBTFUL, _ROUNDED))
    for data in datasets[:1]:
        found += compressionObjections(data)
    return tuple(found)


def _plainRescale(frame) -> tuple[float, float]:
    slope, intercept = (frameValue(frame.data, frame.item, "PixelValueTransformationSequence", keyword)
                        for keyword in ("RescaleSlope", "RescaleIntercept"))
    return (1.0 if slope in (None, "") else float(slope)), (0.0 if intercept in (None, "") else float(intercept))


def _name(data) -> str:
    """Return what a file is called, or a slice that has no file."""
    name = getattr(data, "filename", None)
    return Path(name).name if isinstance(name, str) and name else f"slice {data.get('InstanceNumber', '?')}"
