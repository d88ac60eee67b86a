//! The page's program and Rust's standard library, compiled as one.
//!
//! As it is shipped, the standard library is made for speed, and for telling where and why a program
//! panicked: 20 kB of the page in gzip, for what only a developer reads. Compiled with the page it is made
//! for size, and a panic is a trap: start.mjs tells the person. A page built with `trunk build` still
//! tells the developer.

/// What Trunk's cargo is told; its hook takes it off again for what is not the page's program.
///
/// Both features wait to be stable. The stable compiler takes them under the first name, and stays the
/// one that the tests are compiled with.
pub(super) const SETTINGS: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hook_takes_off_every_setting() {
        let trunk = include_str!("../../../Trunk.toml");
        for (name, _) in SETTINGS {
            assert_eq!(trunk.matches(&format!("\"-u\", \"{name}\"")).count(), 1, "{name}");
            assert_eq!(trunk.matches(&format!("set {name}=&&")).count(), 1, "{name}");
        }
    }
}
