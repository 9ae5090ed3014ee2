"""What both ends decide about changes: values in, values out. No network, no storage, no clock."""
