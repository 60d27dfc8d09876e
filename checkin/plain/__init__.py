"""The linear interface: a meeting as plain lines, and one held unattended from a file of answers."""
