"""Compile the planner's kernels once, before several processes of tests would each compile them: `python tools/kernels.py`."""

from concurrent.futures import ProcessPoolExecutor

from keywho.server.conf.warm_kernels import plan_and_mend, tiny_evenings

if __name__ == "__main__":
    with ProcessPoolExecutor() as processes:
        list(processes.map(plan_and_mend, reversed(tiny_evenings())))
