"""The application of one server process, made from what ``serve`` has put into the environment."""

import os
from pathlib import Path

from fastapi import FastAPI

from sync.county.api.app import make_app
from sync.county.api.limits import Rate, Rates
from sync.county.county import open_county
from sync.county.store.database import open_database

PER_DEVICE = "CUNQINGTONG_COUNTY_PER_DEVICE"
PER_ADDRESS = "CUNQINGTONG_COUNTY_PER_ADDRESS"
DATABASE = "CUNQINGTONG_COUNTY_DATABASE"
FOLDER = "CUNQINGTONG_COUNTY_DATA"


def make_app_of_environment() -> FastAPI:
    """The application over the database and the folder that the environment names."""
    county = open_county(open_database(os.environ[DATABASE]), Path(os.environ[FOLDER]))
    rates = Rates(
        device=Rate.lasting(float(os.environ[PER_DEVICE])),
        address=Rate.lasting(float(os.environ[PER_ADDRESS])),
    )
    return make_app(county, rates)
