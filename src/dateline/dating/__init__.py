"""Words → intervals of civil days. Pure."""

from dateline.dating.calendars import Heading
from dateline.dating.claims import dated, spotted
from dateline.dating.mentions import TimeMention, times_in

__all__ = ["Heading", "TimeMention", "dated", "spotted", "times_in"]
