"""What a test leaves in its database is nothing to the next one."""

import psycopg
import pytest

from tests.support.postgres import lent_database


@pytest.fixture
def used():
    """The address of a database that somebody has used and given back."""

    def use(statement: str) -> str:
        with lent_database() as url, psycopg.connect(url) as connection:
            connection.execute(statement)
        return url

    return use


def test_a_database_is_lent_again_without_its_rows(used) -> None:
    url = used("INSERT INTO setting (name, value) VALUES ('word', '1')")
    with lent_database() as again, psycopg.connect(again) as connection:
        assert again == url
        assert connection.execute("SELECT count(*) FROM setting").fetchone() == (0,)


@pytest.mark.parametrize(
    "change",
    [
        "CREATE TABLE more (number integer)",
        "ALTER TABLE setting ADD COLUMN more text",
        "CREATE INDEX more ON setting (value)",
        "INSERT INTO migration (number, name, taken_ms) VALUES (999, 'future', 0)",
        "ANALYZE record",
    ],
)
def test_a_database_that_was_changed_otherwise_is_lent_to_nobody(used, change) -> None:
    url = used(change)
    with lent_database() as another:
        assert another != url


def test_a_connection_that_was_left_open_ends_before_the_database_is_lent_again() -> None:
    with lent_database() as url:
        left = psycopg.connect(url)
        left.execute("LOCK TABLE setting")
    with lent_database() as again:
        assert again == url
        with pytest.raises(psycopg.OperationalError):
            left.execute("SELECT 1")
    left.close()
