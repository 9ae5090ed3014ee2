"""Settings that are the village's and not this PC's: from ``setting`` to the record ``village_fact``.

Both ends of the move are logged, so that the village's other PCs get the answers by the exchange.
"""

import hashlib
import json
import time
from typing import Any

_SHARED = (
    "village_office_phone",
    "supervision_phone",
    "town_phone",
    "civil_affairs_phone",
    "voucher_hours",
    "board_place",
    "branch_place",
    "notice_days",
    "post_days",
    "branch_has_committee",
    "party_group_count",
    "public_address",
    "collective_name",
    "branch_name",
    "voucher_months",
    "duties_since",
)
_TABLE_NO, _INSERT = 80, 1


def run(connection: Any) -> None:
    """Move the answers inside an open transaction, as one action of nobody's."""
    found = connection.execute(
        "SELECT pk, key, value FROM setting WHERE key LIKE 'village_fact:%' OR key LIKE 'rule:%' "
        "OR key IN (SELECT value FROM json_each(?)) ORDER BY pk",
        (json.dumps(_SHARED),),
    ).fetchall()
    if not found:
        return
    action = connection.execute(
        "INSERT INTO change_set(at_ms, actor_id, kind, label) VALUES(?, '', 'migration', '村情随村同步')",
        (int(time.time() * 1000),),
    ).lastrowid
    connection.execute("UPDATE work_state SET change_set = ? WHERE k = 1", (action,))
    for pk, key, value in found:
        record_id = hashlib.sha256(f"village_fact:{key}".encode()).hexdigest()[:32]
        made = connection.execute(
            "INSERT INTO village_fact(id, key, value) VALUES(?, ?, ?)", (record_id, key, value)
        ).lastrowid
        # The new table has no trigger yet that would log it.
        connection.execute(
            'INSERT INTO "change"(change_set, table_no, record_pk, op, base_rev, patch) '
            "VALUES(?, ?, ?, ?, 0, NULL)",
            (action, _TABLE_NO, made, _INSERT),
        )
        connection.execute("DELETE FROM setting WHERE pk = ?", (pk,))
    connection.execute("UPDATE work_state SET change_set = NULL WHERE k = 1")
