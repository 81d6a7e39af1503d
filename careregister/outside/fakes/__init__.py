"""Services of others as small processes on loopback, for tests and for the demonstration. Never in earnest."""
