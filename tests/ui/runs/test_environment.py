import pytest

from rnnlstm.ui.runs.environment import ONE_THREAD, environment

ZEN_5 = "vendor_id : AuthenticAMD\nflags : fpu avx2 avx512f avx512cd avx512bw avx512dq avx512vl avx512_bf16\n"


def test_an_amd_with_avx_512_is_told_of_the_wide_kernels():
    assert environment(ZEN_5) == ONE_THREAD | {"OPENBLAS_CORETYPE": "SkylakeX"}


@pytest.mark.parametrize(
    "says", ["", ZEN_5.replace("AuthenticAMD", "GenuineIntel"), ZEN_5.replace("avx512vl", "")]
)
def test_where_openblas_knows_better_or_a_kernel_would_not_run_it_chooses_itself(says):
    assert environment(says) == ONE_THREAD
