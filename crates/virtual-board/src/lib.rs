//! An ESP8266 development board in software.
#![no_std]
#![forbid(unsafe_code)]
