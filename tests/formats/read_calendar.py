#!/usr/bin/env python3
"""Reads calendars with python3-icalendar, and says what is in them; prints "no icalendar" if it is not installed.

usage: read_calendar.py FILE...
"""
import sys

try:
    import icalendar
except ImportError:
    print("no icalendar")
    sys.exit(0)

for path in sys.argv[1:]:
    calendar = icalendar.Calendar.from_ical(open(path, "rb").read())
    events = calendar.walk("VEVENT")
    uids = {str(event["UID"]) for event in events}
    if len(uids) != len(events):
        sys.exit(f"{path}: two entries share an identity")
    for event in events:
        if not event["SUMMARY"] or (event["DTEND"].dt - event["DTSTART"].dt).days != 1:
            sys.exit(f"{path}: {event['UID']} is not a whole day, or has no summary")
    for event in events:
        alarms = " ".join(str(-alarm["TRIGGER"].dt.days) for alarm in event.walk("VALARM"))
        print(event["DTSTART"].dt, event["SUMMARY"], "|", alarms)
