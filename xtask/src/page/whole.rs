//! The page's programs and Rust's standard library, compiled as one.
//!
//! As it is shipped, the standard library is made for speed, and for telling where and why a program
//! panicked: 20 kB of the page in gzip, for what only a developer reads. Compiled with them it is made
//! for size, and a panic is a trap: start.mjs tells the person. A page built with `trunk build` still
//! tells the developer.

use std::env;

/// What cargo is told. Trunk's hook takes it off again, for what is not of the page.
///
/// Both features wait to be stable. The stable compiler takes them under the first name, so page and
/// tests have one compiler.
const SETTINGS: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort"),
];
/// Tells the hook that the page's own program has them.
const MARK: (&str, &str) = ("BOARDWALK_WHOLE", "1");

type Variables = Vec<(&'static str, &'static str)>;

/// For Trunk, and through it for the page's own program.
pub(super) fn for_trunk() -> Variables {
    SETTINGS.into_iter().chain([MARK]).collect()
}

/// For the program that Trunk's hook builds: the same, so that what both are made of is built once.
pub(super) fn for_the_hook() -> Variables {
    if env::var_os(MARK.0).is_some() { SETTINGS.to_vec() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hook_takes_off_every_setting() {
        let trunk = include_str!("../../../Trunk.toml");
        for (name, _) in SETTINGS {
            assert_eq!(trunk.matches(&format!("\"-u\", \"{name}\"")).count(), 1, "{name}");
            assert_eq!(trunk.matches(&format!("set {name}=& ")).count(), 1, "{name}");
        }
    }
}
