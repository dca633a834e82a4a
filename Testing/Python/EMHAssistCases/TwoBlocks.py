"""Two blocks of tissue, one beside the other, as files of many kinds, right and wrong ones.

A lesion of 300 and marrow of 200 in 50, each 12 x 12 x 16 mm: 6 x 6 x 4 voxels of 2 x 2 x 4 mm.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from EMHAssistCases.DicomSlices import identify, makeSlice

SHAPE = (10, 24, 24)
LESION = np.s_[3:7, 4:10, 4:10]
MARROW = np.s_[3:7, 14:20, 14:20]
# Voxel indices to LPS and to RAS millimeters.
IJK_TO_LPS = np.array([[2, 0, 0, -23], [0, 2, 0, -23], [0, 0, 4, -18], [0, 0, 0, 1.0]])
IJK_TO_RAS = np.diag([-1.0, -1, 1, 1]) @ IJK_TO_LPS
# Middle of the blocks, LPS.
LESION_CENTER, MARROW_CENTER = (-10.0, -10.0, 0.0), (10.0, 10.0, 0.0)
BLOCK_SIZE = (12.0, 12.0, 16.0)
VOXELS, VOLUME = 144, 2304.0

LABELS = np.zeros(SHAPE, dtype=np.uint8)
LABELS[LESION], LABELS[MARROW] = 1, 2


def image(lesion: float = 300, marrow: float = 200, rest: float = 50) -> np.ndarray:
    """Return the voxels, whole numbers with noise of 6: always the same."""
    array = np.choose(LABELS, [rest, lesion, marrow]) + np.random.default_rng(1).normal(0, 6, SHAPE)
    return np.rint(array).astype(np.int16)


IMAGE = image()
MEAN_OF_LESION, MEAN_OF_MARROW = float(IMAGE[LESION].mean()), float(IMAGE[MARROW].mean())


def writeDicom(folder: Path, array: np.ndarray, change=lambda data, index: None, *, modality: str = "MR",
               series: str = "1.2.3.4", name: str = "s", first: int = 1) -> Path:
    """Write a slice a file.

    :param array: (K, 24, 24) stored values
    :param change: called with each dataset and its index before it is written; what it returns, if not None, are the
        bytes of the pixels, or False to leave the slice out
    :param first: number of the first instance
    """
    from pydicom.uid import CTImageStorage, MRImageStorage

    folder.mkdir(exist_ok=True)
    kind = {"SOPClassUID": MRImageStorage, "ImageType": ["ORIGINAL", "PRIMARY", "M"]}
    if modality == "CT":
        kind = {"SOPClassUID": CTImageStorage, "ImageType": ["ORIGINAL", "PRIMARY", "AXIAL"], "PixelRepresentation": 1,
                "RescaleSlope": 1, "RescaleIntercept": 0, "RescaleType": "HU"}
    for index, stored in enumerate(array):
        data = makeSlice(stored, index, Modality=modality, SOPInstanceUID=f"{series}.{first + index}",
                         StudyInstanceUID="1.2.3", SeriesInstanceUID=series, FrameOfReferenceUID="1.2.9", PatientID="X",
                         PatientName="X", InstanceNumber=first + index, SeriesDescription=name, PixelSpacing=[2, 2],
                         SliceThickness=4, ImagePositionPatient=[-23, -23, -18 + 4 * index], **kind)
        pixels = change(data, index)
        if pixels is False:
            continue
        if pixels is not None:
            data.PixelData = pixels
        identify(data)
        data.save_as(folder / f"{name}{first - 1 + index:03}.dcm", enforce_file_format=True)
    return folder


def writeEnhanced(path: Path, array: np.ndarray) -> Path:
    """Write all slices as the frames of one file, the last one first."""
    import pydicom
    from pydicom.uid import EnhancedMRImageStorage, ExplicitVRLittleEndian

    def group(sequence: str, **values) -> tuple[str, pydicom.Sequence]:
        item = pydicom.Dataset()
        for keyword, value in values.items():
            setattr(item, keyword, value)
        return sequence, pydicom.Sequence([item])

    data, shared = pydicom.Dataset(), pydicom.Dataset()
    data.file_meta = pydicom.dataset.FileMetaDataset()
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.SOPClassUID = data.file_meta.MediaStorageSOPClassUID = EnhancedMRImageStorage
    data.SOPInstanceUID = data.file_meta.MediaStorageSOPInstanceUID = "1.2.3.4.1"
    data.StudyInstanceUID, data.SeriesInstanceUID, data.FrameOfReferenceUID = "1.2.3", "1.2.3.4", "1.2.9"
    data.PatientID, data.Modality, data.SeriesNumber, data.SeriesDescription = "X", "MR", 1, "s"
    data.ImageType = ["ORIGINAL", "PRIMARY", "M", "NONE"]
    data.Rows, data.Columns, data.NumberOfFrames = *array.shape[1:], len(array)
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 16, 15, 0
    for name, sequence in (group("PixelMeasuresSequence", PixelSpacing=[2, 2], SliceThickness=4),
                           group("PlaneOrientationSequence", ImageOrientationPatient=[1, 0, 0, 0, 1, 0])):
        setattr(shared, name, sequence)
    data.SharedFunctionalGroupsSequence = [shared]
    data.PerFrameFunctionalGroupsSequence = []
    for index in reversed(range(len(array))):
        frame = pydicom.Dataset()
        name, sequence = group("PlanePositionSequence", ImagePositionPatient=[-23, -23, -18 + 4 * index])
        setattr(frame, name, sequence)
        data.PerFrameFunctionalGroupsSequence.append(frame)
    data.PixelData = array[::-1].astype("<u2").tobytes()
    data.save_as(path, enforce_file_format=True)
    return path


def writeNifti(path: Path, array: np.ndarray, change=lambda header: None) -> Path:
    """Write a NIfTI; ``change`` is called with its header last."""
    import nibabel

    # Without a matrix beside the header, which nibabel would write over it.
    written = nibabel.Nifti1Image(np.ascontiguousarray(array.T), None)
    written.header.set_qform(IJK_TO_RAS, 1)
    written.header.set_sform(IJK_TO_RAS, 1)
    written.header.set_xyzt_units("mm")
    change(written.header)
    nibabel.save(written, path)
    return path


def writeLabels(folder: Path) -> Path:
    """Write the label image: 1 is the lesion, 2 the marrow."""
    return writeNifti(folder / "lab.nii.gz", LABELS)


def writeNrrd(path: Path, array: np.ndarray, scale: float = 1.0, **fields: str) -> Path:
    """Write a NRRD in plain bytes, with numpy alone.

    :param scale: what lengths in mm are multiplied with
    :param fields: fields of the header with underscores for spaces, in place of the usual ones or beside them; None to
        leave one out
    """
    directions = " ".join("({})".format(",".join(f"{value:.9g}" for value in IJK_TO_LPS[:3, axis] * scale))
                          for axis in range(3))
    kind = {np.dtype(np.int16): "short", np.dtype(np.uint8): "unsigned char"}[array.dtype]
    lines = {"type": kind, "dimension": "3", "space": "left-posterior-superior",
             "sizes": " ".join(map(str, array.shape[::-1])), "space directions": directions, "endian": "little",
             "encoding": "raw", "space origin": "({})".format(",".join(f"{v * scale:.9g}" for v in IJK_TO_LPS[:3, 3])),
             **{name.replace("_", " "): value for name, value in fields.items()}}
    header = "NRRD0004\n" + "".join(f"{name}: {value}\n" for name, value in lines.items() if value is not None)
    path.write_bytes(header.encode() + b"\n" + array.astype(array.dtype.newbyteorder("<")).tobytes())
    return path


def writeRoi(path: Path, center, size=BLOCK_SIZE, **fields) -> Path:
    """Write a Markups ROI; fields replace those of the markup."""
    return writeMarkup(path, **{"type": "ROI", "roiType": "Box", "center": list(center), "size": list(size),
                                "orientation": [1, 0, 0, 0, 1, 0, 0, 0, 1], "controlPoints": points([center]),
                                **fields})


def writeMarkup(path: Path, **markup) -> Path:
    """Write a markups file with one markup."""
    fields = {"coordinateSystem": "LPS", "coordinateUnits": "mm", **markup}
    path.write_text(json.dumps({"@schema": "markups-schema-v1.0.3.json#", "markups": [fields]}))
    return path


def points(positions, status: str = "defined") -> list[dict]:
    """Return control points of a markup."""
    return [{"id": str(index + 1), "label": f"p{index}", "position": list(position), "positionStatus": status}
            for index, position in enumerate(positions)]


def rectangle(block, inset: float = 0.0) -> np.ndarray:
    """Return (4, 2) corners of a block in columns and rows, around its pixels.

    :param inset: how far inside the edges of the pixels, in pixels: 0.5 for a contour through pixel centers
    """
    rows, columns = block[1], block[2]
    left, right = columns.start - 0.5 + inset, columns.stop - 0.5 - inset
    top, bottom = rows.start - 0.5 + inset, rows.stop - 0.5 - inset
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


def contour(corners: np.ndarray, plane: float) -> np.ndarray:
    """Return (N, 3) LPS points of a contour in columns and rows of a slice."""
    return np.column_stack([corners * 2 - 23, np.full(len(corners), 4 * plane - 18)])


def contoursOf(block, inset: float = 0.0) -> list[np.ndarray]:
    """Return the contours of a block, one a slice."""
    return [contour(rectangle(block, inset), plane) for plane in range(block[0].start, block[0].stop)]


def writeStructures(path: Path, structures: dict[str, list[np.ndarray]], kind: str = "CLOSED_PLANAR",
                    series: str = "1.2.3.4") -> Path:
    """Write a RTSTRUCT.

    :param structures: name to contours, (N, 3) LPS mm each
    """
    import pydicom
    from pydicom.uid import ExplicitVRLittleEndian, RTStructureSetStorage

    data, Dataset = pydicom.Dataset(), pydicom.Dataset
    data.file_meta = pydicom.dataset.FileMetaDataset()
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.SOPClassUID = data.file_meta.MediaStorageSOPClassUID = RTStructureSetStorage
    data.SOPInstanceUID = data.file_meta.MediaStorageSOPInstanceUID = "1.2.3.5.1"
    data.Modality, data.SeriesInstanceUID, data.StudyInstanceUID = "RTSTRUCT", "1.2.3.5", "1.2.3"
    referenced, study, frame = Dataset(), Dataset(), Dataset()
    referenced.SeriesInstanceUID = series
    study.RTReferencedSeriesSequence = [referenced]
    frame.FrameOfReferenceUID, frame.RTReferencedStudySequence = "1.2.9", [study]
    data.ReferencedFrameOfReferenceSequence = [frame]
    data.StructureSetROISequence, data.ROIContourSequence = [], []
    for number, (name, contours) in enumerate(structures.items(), 1):
        roi, drawn = Dataset(), Dataset()
        roi.ROINumber, roi.ReferencedFrameOfReferenceUID, roi.ROIName = number, "1.2.9", name
        drawn.ReferencedROINumber, drawn.ContourSequence = number, []
        for corners in contours:
            item = Dataset()
            item.ContourGeometricType, item.NumberOfContourPoints = kind, len(corners)
            item.ContourData = [f"{value:.6g}" for value in np.ravel(corners)]
            drawn.ContourSequence.append(item)
        data.StructureSetROISequence.append(roi)
        data.ROIContourSequence.append(drawn)
    data.save_as(path, enforce_file_format=True)
    return path
