"""Agency services (代办): catalogue, agents, cases with their papers, steps and trips."""

from db.models.base import BooleanField, CodeText, DateText, ListText, Record, RefText, TextField


class ServiceCatalogue(Record):
    """A county's own catalogue of services, newer than the one that came with the program."""

    version = TextField()
    valid_from = DateText()
    body = TextField()

    class Meta:
        table_no = 119


class ServiceAgent(Record):
    """Somebody who does errands for villagers at the service point (代办员).

    ``items`` are the codes of the items he does, none for all; ``stand_in_id`` is the agent who does them
    while he is away.
    """

    person_id = RefText(null=True)
    name = TextField()
    phone = TextField(null=True)
    point = TextField(null=True)
    items = ListText(null=True)
    hours = TextField(null=True)
    from_on = DateText()
    to_on = DateText(null=True)
    account_id = RefText(null=True)
    stand_in_id = RefText(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 120


class ServiceCase(Record):
    """One service for one person, from the asking to the paper in his hand.

    ``mode`` and ``channel`` are codes of service_mode and service_channel_level. ``code`` is what the
    square code of the progress slip asks with. ``happened_on`` is the day that the person's own term counts
    from (birth, death, arrival), ``life_event_id`` what the register knows of it. ``next_step`` is what
    somebody who was refused can do.
    """

    number = TextField()
    code = TextField()
    item = CodeText()
    mode = CodeText()
    channel = CodeText(null=True)
    person_id = RefText(null=True)
    household_id = RefText(null=True)
    applicant = TextField()
    applicant_phone = TextField(null=True)
    for_name = TextField(null=True)
    agent_id = RefText(null=True)
    booking_id = RefText(null=True)
    state = CodeText()
    opened_at = TextField()
    due_on = DateText(null=True)
    submitted_to = TextField(null=True)
    submitted_on = DateText(null=True)
    finished_on = DateText(null=True)
    result = CodeText(null=True)
    result_text = TextField(null=True)
    delivered_on = DateText(null=True)
    delivered_way = CodeText(null=True)
    delivered_to = TextField(null=True)
    papers_asked_again = BooleanField(default=False)
    proxy_on = DateText(null=True)
    proxy_text = TextField(null=True)
    proxy_attested_by = TextField(null=True)
    satisfaction = CodeText(null=True)
    rated_at = TextField(null=True)
    event_id = RefText(null=True)
    note = TextField(null=True)
    public_text = TextField(null=True)
    asked_way = CodeText(null=True)
    happened_on = DateText(null=True)
    life_event_id = RefText(null=True)
    next_step = TextField(null=True)

    class Meta:
        table_no = 121
        indexes = (
            (("state", "due_on"), False),
            (("person_id",), False),
            (("household_id",), False),
            (("number",), False),
        )


class ServiceCasePaper(Record):
    """One paper of a case: asked for, received as original or copy, given back.

    ``form`` says how it was asked for, ``is_original`` what was brought; ``held_at`` is where an original
    lies that was handed on, empty at the service point.
    """

    case_id = RefText()
    title = TextField()
    required = BooleanField()
    state = CodeText()
    is_original = BooleanField(default=False)
    received_on = DateText(null=True)
    receipt_no = TextField(null=True)
    returned_on = DateText(null=True)
    returned_to = TextField(null=True)
    note = TextField(null=True)
    form = CodeText(null=True)
    condition = TextField(null=True)
    held_at = TextField(null=True)

    class Meta:
        table_no = 122
        indexes = ((("case_id",), False),)


class ServiceCaseStep(Record):
    """What was done about a case, with its time."""

    case_id = RefText()
    kind = CodeText()
    text = TextField(null=True)
    done_at = TextField()
    done_by = RefText()

    class Meta:
        table_no = 123
        indexes = ((("case_id",), False),)


class ServiceTrip(Record):
    """One trip for a case: ``who`` is ``villager`` or ``agent``; no destination means the service point."""

    case_id = RefText()
    who = CodeText()
    went_on = DateText()
    destination = TextField(null=True)
    reason = TextField(null=True)

    class Meta:
        table_no = 124
        indexes = ((("case_id",), False),)


class ServicePlace(Record):
    """The village's own words for an item: where it is handed in, whom to call."""

    item = CodeText()
    place = TextField(null=True)
    phone = TextField(null=True)
    note = TextField(null=True)

    class Meta:
        table_no = 146
