"""周岁: completed years of age on a day."""

from datetime import date

from desktop.domain.partial_date import first_day, last_day


def birthday_in(birth: date, year: int) -> date:
    """The birthday in a year; 29 February counts on 1 March in common years.

    Source:
        Completed years are counted from the day of birth (Civil Code, article 200 and following);
        the leap-day rule is the product's choice.
    """
    try:
        return birth.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def age_on(birth: date, day: date) -> int:
    """Completed years on a day; the birthday itself completes a year. Negative before birth."""
    return day.year - birth.year - (day < birthday_in(birth, day.year))


def age_span(birth_date: str, day: date) -> tuple[int, int]:
    """Fewest and most completed years possible for a partial birth date.

    Raises:
        ValueError: ``birth_date`` is not a partial date.
    """
    return age_on(last_day(birth_date), day), age_on(first_day(birth_date), day)


def certain_age(birth_date: str, day: date) -> int | None:
    """Completed years when the partial birth date leaves no doubt, else None; None for ""."""
    if not birth_date:
        return None
    least, most = age_span(birth_date, day)
    return least if least == most else None


def show_age(birth_date: str, day: date) -> str:
    """Age for people: ``46``, or ``45–46`` when the birth date is partial; "" when unknown.

    Infants under one year are given in months (``8个月``) when the day of birth is known.
    """
    if not birth_date:
        return ""
    least, most = age_span(birth_date, day)
    if most < 0:
        return ""
    if least != most:
        return f"{max(least, 0)}–{most}"
    if least == 0 and len(birth_date) == 10:
        born = first_day(birth_date)
        months = (day.year - born.year) * 12 + day.month - born.month - (day.day < born.day)
        return f"{max(months, 0)}个月"
    return str(least)


def reaches(birth_date: str, years: int, first: date, last: date) -> bool:
    """Whether a birthday of so many years falls within two days, both included; day precision only."""
    if len(birth_date) != 10:
        return False
    born = first_day(birth_date)
    return first <= birthday_in(born, born.year + years) <= last
