"""The numbers that the cells of DICOM pixel data stand for, held against what the header says of their bits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .FrameValue import EXPORT_AGAIN

# Fewer different numbers than this at the far end may be padding, or text that was burned in.
_FEWEST_DIFFERENT = 3


@dataclass(frozen=True)
class PixelFormat:
    """How the header says that a pixel is stored, see DICOM PS3.5 section 8.1.1.

    :param allocated: bits of a cell
    :param stored: bits of it that hold the value
    :param high: the highest of these, counted from 0
    :param isSigned: two's complement
    :param overlayBits: mask of the bits of a cell that hold overlays
    """

    allocated: int
    stored: int
    high: int
    isSigned: bool
    overlayBits: int = 0

    @property
    def limits(self) -> tuple[int, int]:
        """The lowest and the highest value that these bits can hold."""
        return (-(1 << self.stored - 1), (1 << self.stored - 1) - 1) if self.isSigned else (0, (1 << self.stored) - 1)


def pixelFormat(data) -> PixelFormat:
    """Return what a header says of the bits of a pixel.

    :param data: pydicom.Dataset
    :raises ValueError: it contradicts itself
    """
    allocated, stored = int(data.BitsAllocated), int(data.BitsStored)
    high = data.get("HighBit")
    high = stored - 1 if high is None else int(high)
    representation = int(data.get("PixelRepresentation") or 0)
    if allocated not in (8, 16, 32) or not stored - 1 <= high < allocated or stored < 1 or representation not in (0, 1):
        raise ValueError(f"its header says {stored} bits up to bit {high} of {allocated} are stored, which cannot be "
                         f"(BitsStored, HighBit, BitsAllocated, PixelRepresentation {representation}); {EXPORT_AGAIN}")
    overlays = 0
    for group in range(0x6000, 0x6020, 2):
        # Overlays of their own have all bits of a cell to themselves, and begin at 0.
        position, bits = data.get((group, 0x0102)), data.get((group, 0x0100))
        if position is not None and bits is not None and int(bits.value or 0) > 1:
            overlays |= 1 << int(position.value or 0)
    value = ((1 << stored) - 1) << (high + 1 - stored)
    if overlays & value:
        raise ValueError(f"its header puts an overlay into the bits of the values (OverlayBitPosition); {EXPORT_AGAIN}")
    return PixelFormat(allocated, stored, high, representation == 1, overlays)


def storedValues(cells: np.ndarray, form: PixelFormat, padding: tuple[int, int] | None = None) -> np.ndarray:
    """Return the values of cells.

    :param cells: of any shape, unsigned integers of the bits allocated
    :param padding: lowest and highest of the values that fill the image where there is nothing, which may be beyond
        what the bits can hold; None for none
    :return: integers of the same size
    :raises ValueError: the cells hold what the header says they cannot
    """
    if form.overlayBits:
        cells = cells & cells.dtype.type(~form.overlayBits & (1 << form.allocated) - 1)
    values = cells.view(cells.dtype.str.replace("u", "i")) if form.isSigned else cells
    shift = form.high + 1 - form.stored
    if shift:
        if (cells & cells.dtype.type((1 << shift) - 1)).any():
            raise ValueError(f"bits below the {form.stored} bits stored are in use, as if HighBit {form.high} were "
                             f"wrong; {EXPORT_AGAIN}")
        values = values >> shift
    low, high = int(values.min()), int(values.max())
    lowest, highest = form.limits
    if low < lowest or high > highest:
        # Overlays have taken the place of the sign bits.
        if form.isSigned and form.overlayBits and low >= 0 and high < 1 << form.stored:
            values = np.where(values > highest, values - values.dtype.type(highest - lowest + 1), values)
        else:
            used = _used(values, padding)
            if used.size and (used.min() < lowest or used.max() > highest):
                raise ValueError(f"bits above the {form.stored} bits stored are in use: its values go from "
                                 f"{used.min()} to {used.max()}, its header allows {lowest} to {highest} (BitsStored); "
                                 f"{EXPORT_AGAIN}")
    if form.stored >= 16:
        _checkSign(values, form, low, high, padding)
    return values


def _checkSign(values: np.ndarray, form: PixelFormat, low: int, high: int, padding: tuple[int, int] | None) -> None:
    """Refuse numbers that have been wrapped around: near both ends of what the bits can hold, and none where the
    others would lie that they come with; or all of them below zero and taken for unsigned.
    """
    part = 1 << form.stored - 3
    # Unsigned numbers taken for signed leave a gap below zero, signed ones taken for unsigned one in the middle.
    end, start, gap = (-3 * part, 3 * part, (-part // 2, 0)) if form.isSigned else (3 * part, 5 * part,
                                                                                   (3 * part, 5 * part))
    if high < start:
        return
    used = _used(values, padding)
    if ((used >= gap[0]) & (used < gap[1])).any():
        return
    below, above = np.unique(used[used < end]), np.unique(used[used >= start])
    if not form.isSigned and not len(below) and len(above) >= _FEWEST_DIFFERENT:
        raise ValueError(f"its values lie all at the upper end of what {form.stored} bits can hold ({used.min()} to "
                         f"{used.max()}), as numbers below zero do that are taken for unsigned: its header says "
                         f"unsigned (PixelRepresentation); {EXPORT_AGAIN}")
    if min(len(below), len(above)) >= _FEWEST_DIFFERENT:
        one, other = ("signed", "unsigned") if form.isSigned else ("unsigned", "signed")
        raise ValueError(f"its values lie at both ends of what {form.stored} bits can hold ({used.min()} to "
                         f"{used.max()}) with a gap between: they are {other} and its header says {one} "
                         f"(PixelRepresentation); {EXPORT_AGAIN}")


def _used(values: np.ndarray, padding: tuple[int, int] | None) -> np.ndarray:
    """Return the values that are no padding, in one dimension."""
    return values.ravel() if padding is None else values[(values < padding[0]) | (values > padding[1])]
