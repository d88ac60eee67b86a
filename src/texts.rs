//! Every sentence that people read, made from `www/texts/` at build time.

include!(concat!(env!("OUT_DIR"), "/texts.rs"));
