"""What a process that trains tells BLAS, before NumPy is loaded: one thread, and the widest kernels."""

from pathlib import Path

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""The products of a step take microseconds: shared among threads, each step waits for a time slice."""
AVX_512 = {"avx512f", "avx512cd", "avx512bw", "avx512dq", "avx512vl"}
"""What OpenBLAS's kernels for Skylake-X need."""


def environment(processor: str | None = None) -> dict[str, str]:
    """Return the variables that are set for a process that trains.

    OpenBLAS 0.3.31, which NumPy 2.4 brings, does not know AMD's newer processors by name, and takes its
    kernels for AVX2 there, although they have AVX-512, with which a product of float32 takes half the time.

    Parameters
    ----------
    processor : str, optional
        What Linux says of it in /proc/cpuinfo; this machine's if not given.
    """
    says = _processor() if processor is None else processor
    wide = "AuthenticAMD" in says and set(says.split()) >= AVX_512
    return ONE_THREAD | ({"OPENBLAS_CORETYPE": "SkylakeX"} if wide else {})


def _processor() -> str:
    try:
        return Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return ""
