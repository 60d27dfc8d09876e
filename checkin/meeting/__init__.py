"""The engine, pure: events, the state they fold into, what is asked now, the gate, the steps."""
