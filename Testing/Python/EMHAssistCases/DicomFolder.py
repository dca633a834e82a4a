"""DICOM headers and files made with pydicom alone, for tests of what they may hold."""

from pathlib import Path

import numpy as np

MR, CT = "1.2.840.10008.5.1.4.1.1.4", "1.2.840.10008.5.1.4.1.1.2"


def header(position, number=1, **attributes):
    """Return the header of one MR slice of 8 x 9 pixels, 4 mm thick.

    :param position: z in mm, or LPS
    :param number: InstanceNumber, which makes the SOPInstanceUID too
    :param attributes: DICOM keyword to value, None to leave it out
    """
    import pydicom

    data = pydicom.Dataset()
    x, y, z = position if np.ndim(position) else (0.0, 0.0, position)
    values = {"SOPClassUID": MR, "SOPInstanceUID": f"1.2.3.{number}", "SeriesInstanceUID": "1.2.3", "Modality": "MR",
              "StudyInstanceUID": "1.2", "SeriesNumber": 2, "SeriesDescription": "t1", "PatientID": "4711",
              "ImageType": ["ORIGINAL", "PRIMARY", "M", "ND"], "InstanceNumber": number, "FrameOfReferenceUID": "1.2.4",
              "ImagePositionPatient": [x, y, z], "ImageOrientationPatient": [1, 0, 0, 0, 1, 0],
              "PixelSpacing": [0.5, 0.75], "SliceThickness": 4, "Rows": 8, "Columns": 9, "SamplesPerPixel": 1,
              "PhotometricInterpretation": "MONOCHROME2", "BitsAllocated": 16, "BitsStored": 12, "HighBit": 11,
              "PixelRepresentation": 0}
    for keyword, value in {**values, **attributes}.items():
        if value is not None:
            setattr(data, keyword, value)
    return data


def stack(count=6, distance=4.0, start=0.0, first=1, **attributes):
    """Return the headers of evenly spaced slices; see header."""
    return [header(start + distance * index, first + index, **attributes) for index in range(count)]


def enhanced(count, group, values):
    """Return the header of an enhanced MR of several images with one frame a place and image.

    :param group: functional group and keyword that tell the images from each other
    :param values: of the images
    """
    import pydicom

    data = header(0, ImagePositionPatient=None, ImageOrientationPatient=None, PixelSpacing=None, SliceThickness=None,
                  ImageType=["ORIGINAL", "PRIMARY", "MIXED"], NumberOfFrames=count * len(values))
    frames = []
    for value in values:
        for index in range(count):
            frame = pydicom.Dataset()
            for sequence, content in (("PlanePositionSequence", {"ImagePositionPatient": [0, 0, 4 * index]}),
                                      ("PlaneOrientationSequence", {"ImageOrientationPatient": [1, 0, 0, 0, 1, 0]}),
                                      ("PixelMeasuresSequence", {"PixelSpacing": [0.5, 0.75], "SliceThickness": 4}),
                                      (group[0], {group[1]: value})):
                item = pydicom.Dataset()
                for keyword, one in content.items():
                    setattr(item, keyword, one)
                setattr(frame, sequence, [item])
            frames.append(frame)
    data.PerFrameFunctionalGroupsSequence = frames
    return data


def pixels(data):
    """Return the stored values of a slice, which tell its place and number: rows x columns."""
    z = round(float(data.get("ImagePositionPatient", (0, 0, 0))[2]) * 4)
    return (np.arange(72).reshape(8, 9) + 100 + z + 7 * int(data.get("InstanceNumber", 0))).astype(np.uint16)


def write(folder: Path, headers, name="s", hasPreamble=True):
    """Write headers with pixels as files s000.dcm, s001.dcm, ... and return their paths."""
    return [writeFile(folder / f"{name}{index:03}.dcm", data, hasPreamble) for index, data in enumerate(headers)]


def writeFile(path: Path, data, hasPreamble=True, values=None):
    """Write one header with pixels; the ones of `pixels` unless values are given."""
    import pydicom
    from pydicom.uid import ExplicitVRLittleEndian

    data.file_meta = pydicom.dataset.FileMetaDataset()
    data.file_meta.TransferSyntaxUID = ExplicitVRLittleEndian
    data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID
    data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID
    data.PixelData = (pixels(data) if values is None else values).astype("<u2").tobytes()
    if hasPreamble:
        data.save_as(path, enforce_file_format=True)
    else:
        del data.file_meta
        data.save_as(path, implicit_vr=False, little_endian=True, enforce_file_format=False)
    return path
