//! The stub's bytes, taken from the npm package `esptool-js` when the page is built.

use esp8266_loader::stub::{Segment, StubImage};

include!(concat!(env!("OUT_DIR"), "/stub.rs"));
