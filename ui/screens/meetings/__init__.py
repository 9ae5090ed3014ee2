"""Meetings (会议): planned and held, their lists, agendas, votes and minutes."""
