"""The invented office: a village, its people and its work, for the demo, the screenshots and the tests.

Nobody here exists. County code 999901 was never assigned, no Chinese mobile begins with 100, and
the places are made up, so no value can belong to a living person.
"""
