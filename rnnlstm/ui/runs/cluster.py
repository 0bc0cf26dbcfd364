"""Where live trainings are computed: in processes of this machine, or by a cluster of Dask's.

`RNNLSTM_CLUSTER` is the address of its scheduler, such as ``tcp://10.0.0.5:8786``. Its workers need this
package and one thread of BLAS each (`worker.ONE_THREAD`); on processors of the same kind they give the same
numbers bit by bit. A worker that is lost takes the slice with it that it was at, and another does it again.
"""

import os
import threading
from concurrent.futures import Executor

from rnnlstm.ui.runs.pool import Pool

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
    from distributed import Client  # only where there is a cluster

    lock, clients = threading.Lock(), [Client(asked, set_as_default=False)]

    def make() -> Executor:
        with lock:
            if clients[-1].status != "running":  # the scheduler was lost, and may be there again
                clients.append(Client(asked, set_as_default=False))
            executor: Executor = clients[-1].get_executor()
        return executor

    def end() -> None:
        for client in clients:
            client.close()

    return Pool(max(1, sum(clients[0].nthreads().values())), make, end)
