"""Events → graded events: statuses, tolls, Admiralty grades. Pure."""
