"""The same PCs and county, driven step by step by a generator that shortens what fails."""

import random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.sync.device import Copy, Fault
from tests.sync.simulator import Office

_PCS = 3
pcs = st.integers(0, _PCS - 1)
draws = st.integers(0, 2**32)
faults = st.sampled_from(
    [
        "",
        "",
        "before freezing",
        "frozen",
        "request lost",
        "reply lost",
        "before acknowledging",
        "while acknowledging",
        "while applying",
        "before the cursor",
        "before committing",
    ]
)


class Exchange(RuleBasedStateMachine):
    """Three PCs and a county."""

    def __init__(self) -> None:
        super().__init__()
        self.office = Office(_PCS)
        self.copies: dict[int, Copy] = {}

    @rule(pc=pcs, draw=draws)
    def user_acts(self, pc: int, draw: int) -> None:
        self.office.act(self.office.devices[pc], random.Random(draw))

    @rule(draw=draws)
    def county_acts(self, draw: int) -> None:
        self.office.county_acts(random.Random(draw))

    @rule(pc=pcs, size=st.sampled_from([1, 5, 500]), point=faults)
    def pc_sends(self, pc: int, size: int, point: str) -> None:
        device = self.office.devices[pc]
        device.batch_size(size)
        self._faulty(pc, device.send, point)

    @rule(pc=pcs, limit=st.integers(1, 8), point=faults)
    def pc_receives(self, pc: int, limit: int, point: str) -> None:
        device = self.office.devices[pc]
        for stream in device.streams:
            self._faulty(pc, lambda fault, stream=stream: device.receive(stream, limit, fault), point)

    @rule(pc=pcs)
    def pc_is_copied(self, pc: int) -> None:
        self.copies[pc] = self.office.devices[pc].backup()

    @rule(pc=pcs)
    def pc_goes_back_to_its_copy(self, pc: int) -> None:
        if pc in self.copies:
            self.office.devices[pc].restore(self.copies[pc])

    @rule(draw=draws)
    def late_frame_arrives(self, draw: int) -> None:
        self.office.late_frame(random.Random(draw))

    @rule()
    def everybody_exchanges(self) -> None:
        self.office.settle()

    @invariant()
    def no_program_stopped_inside_a_transaction(self) -> None:
        assert not any(device.file.in_transaction for device in self.office.devices)

    def teardown(self) -> None:
        try:
            self.office.settle()
        finally:
            self.office.close()

    def _faulty(self, pc: int, step, point: str) -> None:
        def fault(reached: str) -> None:
            if reached == point:
                raise Fault(point)

        try:
            step(fault)
        except Fault:
            self.office.devices[pc].restart()


TestExchange = Exchange.TestCase
TestExchange.settings = settings(max_examples=40, stateful_step_count=30)
