"""URL handlers for pyserial: `serial.protocol_handler_packages` looks here."""
