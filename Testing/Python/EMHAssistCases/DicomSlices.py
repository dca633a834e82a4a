"""Single slices as DICOM, written by pydicom alone."""

import numpy as np

EXPLICIT, IMPLICIT, DEFLATED, BIG = ("1.2.840.10008.1.2.1", "1.2.840.10008.1.2", "1.2.840.10008.1.2.1.99",
                                     "1.2.840.10008.1.2.2")


def makeSlice(stored, index, syntax=EXPLICIT, **attributes):
    """Return the pydicom.Dataset of one MR slice.

    :param stored: (rows, columns) values, written as 16 bits unless the attributes say otherwise
    :param attributes: keyword to value, or to a tuple with one for each index; None leaves it out
    """
    import pydicom
    from pydicom.uid import UID, MRImageStorage

    data = pydicom.Dataset()
    data.file_meta = pydicom.dataset.FileMetaDataset()
    data.file_meta.TransferSyntaxUID = UID(syntax)
    data.SOPClassUID, data.SOPInstanceUID = MRImageStorage, f"1.2.826.0.1.{index + 1}"
    data.SeriesInstanceUID, data.SeriesNumber, data.SeriesDescription = "1.2.826.0.2", 1, "T1"
    data.Modality, data.ImageType = "MR", ["ORIGINAL", "PRIMARY"]
    data.Rows, data.Columns = stored.shape
    data.SamplesPerPixel, data.PhotometricInterpretation = 1, "MONOCHROME2"
    data.BitsAllocated, data.BitsStored, data.HighBit, data.PixelRepresentation = 16, 16, 15, 0
    data.PixelSpacing, data.ImageOrientationPatient = [1, 1], [1, 0, 0, 0, 1, 0]
    data.ImagePositionPatient, data.FrameOfReferenceUID = [0, 0, 3 * index], "1.2.3"
    for keyword, value in attributes.items():
        value = value[index] if isinstance(value, tuple) else value
        if value is None:
            delattr(data, keyword)
        else:
            setattr(data, keyword, value)
    identify(data)
    if "PixelData" not in data and "FloatPixelData" not in data:
        order = ">" if syntax == BIG else "<"
        kind = f"{order}u{data.BitsAllocated // 8}"
        data.PixelData = (stored.astype(np.int64) % (1 << data.BitsAllocated)).astype(kind).tobytes()
        data["PixelData"].VR = "OW"
    return data


def identify(data):
    """Say in the head of a file what it holds."""
    data.file_meta.MediaStorageSOPClassUID = data.SOPClassUID
    data.file_meta.MediaStorageSOPInstanceUID = data.SOPInstanceUID


def realWorld(slope, intercept=0.0, units="1"):
    """Return a real-world value mapping."""
    import pydicom

    item, code = pydicom.Dataset(), pydicom.Dataset()
    item.RealWorldValueSlope, item.RealWorldValueIntercept, item.LUTLabel = slope, intercept, "x"
    code.CodeValue, code.CodingSchemeDesignator, code.CodeMeaning = units, "UCUM", units
    item.MeasurementUnitsCodeSequence = pydicom.Sequence([code])
    return pydicom.Sequence([item])
