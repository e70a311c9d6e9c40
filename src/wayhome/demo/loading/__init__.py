"""Put the invented world into a database through the same actions that pages use, in the order of its days."""
