"""What came by an exchange becomes work of the office, each part by its own rules."""

from desktop.services.letters.intake import take_in_letters
from desktop.services.office import Office
from desktop.services.task_orders.intake import take_in_tasks


def take_in_arrivals(office: Office) -> None:
    """Take in what the last exchange brought; repeating it changes nothing."""
    take_in_tasks(office)
    take_in_letters(office)
