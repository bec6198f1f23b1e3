"""Programs run and measured. The promise of 10 seconds is one about the program's
cost, so what is held against it is processor time (its own and that of its workers);
a clock on the wall measures what else the machine does. That clock ends what hangs
without computing, and is generous."""
import os
import signal
import subprocess
import sys
import tempfile
import threading

SECONDS = 10  # of processor time, for one input
if '--instrumented' in sys.argv:
    SECONDS *= 6  # promised by the program as it is built for use: one that sanitizers watch computes about five times as much
PATIENCE = 300  # by the clock: a hang


class Run:
    """status (negative: a signal), stdout, stderr, processor (seconds), memory (bytes, of the largest process), hung"""

    def __init__(self, line, patience=PATIENCE, **more):
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            process = subprocess.Popen(line, stdout=out, stderr=err, start_new_session=True, **more)
            alarm = threading.Timer(patience, self.end, (process.pid,))
            self.hung = False
            alarm.start()
            _, status, usage = os.wait4(process.pid, 0)
            alarm.cancel()
            self.status = process.returncode = os.waitstatus_to_exitcode(status)
            self.stdout, self.stderr = (file.seek(0) or file.read() for file in (out, err))
        self.processor = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss << 10

    def end(self, group):
        self.hung = True
        os.killpg(group, signal.SIGKILL)
