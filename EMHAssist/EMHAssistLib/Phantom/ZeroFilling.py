"""Noise of a scanner that stores more pixels than it acquires.

It fills the outer part of k-space with zeros (Bernstein, Fain, Riederer, J Magn Reson Imaging 2001;14:270): neighbors
then share their noise, and edges ring as they do on real images.
"""

import numpy as np


def noisyMagnitude(image, noiseSigma, factor, generator):
    """Magnitude image of acquired pixels with complex noise.

    :param image: noiseless signed signal of the acquired pixels, float32 array of shape (K, J, I)
    :param noiseSigma: SD of the noise in the real and in the imaginary channel
    :param factor: stored pixels per acquired one along J and along I, a whole number
    :param generator: numpy random generator
    :return: int16 array of shape (K, factor * J, factor * I), C-contiguous
    """
    noise = generator.standard_normal(image.shape + (2,), dtype=np.float32) * np.float32(noiseSigma)
    acquired = noise.view(np.complex64)[..., 0]
    acquired += image
    stored = zeroFilled(acquired, factor)
    return np.rint(np.abs(stored)).astype(np.int16, order="C")


def zeroFilled(image, factor):
    """Interpolate the slices of a complex image by zero-filling; acquired pixels keep their values.

    :param image: complex array of shape (K, J, I)
    :return: complex array of shape (K, factor * J, factor * I)
    """
    if factor == 1:
        return image
    for axis in (1, 2):
        image = _zeroFilledAlong(image, factor, axis)
    return image


def _zeroFilledAlong(image, factor, axis):
    count = image.shape[axis]
    spectrum = np.moveaxis(np.fft.fft(image, axis=axis), axis, -1)
    filled = np.zeros(spectrum.shape[:-1] + (factor * count,), dtype=spectrum.dtype)
    upper = (count + 1) // 2  # frequencies from zero up; those below zero are at the end
    filled[..., :upper] = spectrum[..., :upper]
    filled[..., factor * count - (count - upper):] = spectrum[..., upper:]
    return np.moveaxis(factor * np.fft.ifft(filled, axis=-1), -1, axis)
