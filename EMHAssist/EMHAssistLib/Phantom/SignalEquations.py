"""Signal of a tissue in the pulse sequences of the synthetic case.

Pure functions of tissue and sequence times. All times are in ms, signals are in the unit of the proton
density they are given. The equations hold for ideal 90 and 180 degree pulses and an echo time much shorter
than the repetition time.
"""

import numpy as np


def spinEcho(protonDensity, t1, t2, repetitionTime, echoTime):
    """Signal of a spin echo sequence, S = PD (1 - exp(-TR/T1)) exp(-TE/T2).

    :param protonDensity: proton density, scalar or array; the signal has its unit
    :param t1: longitudinal relaxation time in ms, > 0
    :param t2: transverse relaxation time in ms, > 0
    :param repetitionTime: TR in ms, > 0
    :param echoTime: TE in ms, >= 0
    :return: signal, float or array broadcast from the arguments
    :raises ValueError: if a time is not in its range

    Source: Bernstein, King, Zhou, Handbook of MRI Pulse Sequences (2004), ch. 14; Hahn, Phys Rev 1950;80:580.
    """
    _checkTimes(t1, t2, repetitionTime, echoTime)
    return protonDensity * (1.0 - np.exp(-repetitionTime / t1)) * np.exp(-echoTime / t2)


def inversionRecovery(protonDensity, t1, t2, repetitionTime, echoTime, inversionTime):
    """Signed signal of inversion recovery with spin echo readout.

    S = PD (1 - 2 exp(-TI/T1) + exp(-TR/T1)) exp(-TE/T2). It is negative where the magnetization is still
    inverted at TI. Tissues that share a voxel add up with their sign; the scanner shows the magnitude of the sum.

    :param protonDensity: proton density, scalar or array; the signal has its unit
    :param t1: longitudinal relaxation time in ms, > 0
    :param t2: transverse relaxation time in ms, > 0
    :param repetitionTime: TR in ms, > 0
    :param echoTime: TE in ms, >= 0
    :param inversionTime: TI in ms, >= 0
    :return: signal, float or array broadcast from the arguments
    :raises ValueError: if a time is not in its range

    Source: Bydder and Young, J Comput Assist Tomogr 1985;9:659; Bernstein, King, Zhou (2004), ch. 14.
    """
    _checkTimes(t1, t2, repetitionTime, echoTime)
    if np.any(np.asarray(inversionTime) < 0):
        raise ValueError("The inversion time must not be negative; give it in ms.")
    recovery = 1.0 - 2.0 * np.exp(-inversionTime / t1) + np.exp(-repetitionTime / t1)
    return protonDensity * recovery * np.exp(-echoTime / t2)


def spoiledGradientEcho(protonDensity, t1, t2Star, repetitionTime, echoTime, flipAngle):
    """Signal of a spoiled gradient echo sequence in its steady state.

    S = PD sin(a) (1 - E1) / (1 - cos(a) E1) exp(-TE/T2*) with E1 = exp(-TR/T1).

    :param protonDensity: proton density, scalar or array; the signal has its unit
    :param t1: longitudinal relaxation time in ms, > 0
    :param t2Star: decay time of the signal without refocusing in ms, > 0
    :param repetitionTime: TR in ms, > 0
    :param echoTime: TE in ms, >= 0
    :param flipAngle: a in degrees, > 0
    :return: signal, float or array broadcast from the arguments
    :raises ValueError: if a time or the angle is not in its range

    Source: Haase et al., J Magn Reson 1986;67:258; Bernstein, King, Zhou (2004), ch. 14.
    """
    _checkTimes(t1, t2Star, repetitionTime, echoTime)
    if np.any(np.asarray(flipAngle) <= 0):
        raise ValueError("The flip angle must be positive; give it in degrees.")
    angle, remaining = np.radians(flipAngle), np.exp(-repetitionTime / t1)
    steady = np.sin(angle) * (1.0 - remaining) / (1.0 - np.cos(angle) * remaining)
    return protonDensity * steady * np.exp(-echoTime / t2Star)


def nullingInversionTime(t1, repetitionTime):
    """Inversion time at which a tissue gives no signal, TI = T1 ln(2 / (1 + exp(-TR/T1))).

    The root of :func:`inversionRecovery`; it tends to T1 ln 2 for a long TR.

    :param t1: longitudinal relaxation time of the tissue in ms, > 0
    :param repetitionTime: TR in ms, > 0
    :return: TI in ms
    :raises ValueError: if a time is not positive
    """
    _checkTimes(t1, 1.0, repetitionTime, 0.0)
    return t1 * np.log(2.0 / (1.0 + np.exp(-repetitionTime / t1)))


def contrastEnhancedT1(t1, relaxivity, concentration):
    """T1 in the presence of a contrast agent, 1/T1' = 1/T1 + r1 C.

    :param t1: relaxation time without agent in ms, > 0
    :param relaxivity: r1 in L/(mmol s), >= 0
    :param concentration: concentration of the agent in the tissue in mmol/L, >= 0
    :return: T1' in ms
    :raises ValueError: if an argument is not in its range

    Source: Solomon-Bloembergen-Morgan theory in its linear (fast exchange) form, Lauffer, Chem Rev 1987;87:901.
    """
    _checkTimes(t1, 1.0, 1.0, 0.0)
    if np.any(np.asarray(relaxivity) < 0) or np.any(np.asarray(concentration) < 0):
        raise ValueError("Relaxivity and concentration must not be negative.")
    secondsPerMillisecond = 1e-3
    return 1.0 / (1.0 / t1 + relaxivity * secondsPerMillisecond * concentration)


def _checkTimes(t1, t2, repetitionTime, echoTime):
    if np.any(np.asarray(t1) <= 0) or np.any(np.asarray(t2) <= 0):
        raise ValueError("Relaxation times must be positive; give them in ms.")
    if np.any(np.asarray(repetitionTime) <= 0) or np.any(np.asarray(echoTime) < 0):
        raise ValueError("The repetition time must be positive and the echo time not negative; give them in ms.")
