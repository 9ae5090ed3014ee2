"""The binding to Qt must not lose references: PySide6 6.12.0 did, and the window died of it."""

import subprocess
import sys

_SEND = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

class Sender(QObject):
    sent = Signal()

application = QCoreApplication([])
sender = Sender()
timer = QTimer(singleShot=True, interval=0)
timer.timeout.connect(lambda: None)
before = sys.getrefcount(True), sys.getrefcount(None)
for _ in range(200):
    sender.sent.emit()
    sender.property("unknown")
    timer.start()
    application.processEvents()
after = sys.getrefcount(True), sys.getrefcount(None)
print(before[0] - after[0], before[1] - after[1])
"""


def test_signals_and_virtual_calls_leave_true_and_none_as_often_referred_to_as_before() -> None:
    done = subprocess.run([sys.executable, "-c", _SEND], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lost_true, lost_none = (int(number) for number in done.stdout.split())
    assert lost_true < 50
    assert lost_none < 50
