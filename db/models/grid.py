"""Grids, the areas of grid workers."""

from db.models.base import ListText, Record, RefText, TextField


class Grid(Record):
    """A grid or micro-grid; its code is the division code and two digits."""

    code = TextField()
    name = TextField()
    head_person_id = RefText(null=True)
    worker_person_ids = ListText(null=True)

    class Meta:
        table_no = 9
