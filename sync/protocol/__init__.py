"""What village and county say to each other: values, messages, frames. No network, no storage."""
