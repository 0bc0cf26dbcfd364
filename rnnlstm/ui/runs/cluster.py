"""Where live trainings are computed: in processes of this machine, or by a cluster of Dask's.

`RNNLSTM_CLUSTER` is the address of its scheduler, such as ``tcp://10.0.0.5:8786``. Its workers need this
package and one thread of BLAS each (`worker.ONE_THREAD`); on processors of the same kind they give the same
numbers bit by bit. A worker that is lost takes the slice with it that it was at, and another does it again.
"""

import os
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from typing import TYPE_CHECKING

from rnnlstm.ui.runs.pool import Pool

if TYPE_CHECKING:
    from distributed import Client

CLUSTER = "RNNLSTM_CLUSTER"


def pool_of(address: str | None = None) -> Pool:
    """Return the workers at a scheduler's address; by default those that `RNNLSTM_CLUSTER` says, else here.

    Raises
    ------
    OSError
        If nobody answers at the address.
    """
    asked = os.environ.get(CLUSTER, "") if address is None else address
    if not asked:
        return Pool()
    make, client = _executors(asked)
    return Pool(max(1, sum(client.nthreads().values())), make)


def _executors(address: str) -> tuple[Callable[[], Executor], "Client"]:
    """Return what makes an executor, and the client that they share while the scheduler lives."""
    from distributed import Client  # only where there is a cluster

    lock, clients = threading.Lock(), [Client(address, set_as_default=False)]

    def make() -> Executor:
        with lock:
            if clients[-1].status != "running":
                clients.append(Client(address, set_as_default=False))
            executor: Executor = clients[-1].get_executor()
        return executor

    return make, clients[0]
