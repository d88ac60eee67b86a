//! Debian's packages, where they can be installed without asking anybody.

use std::fs;
use std::process::Command;

use crate::failure::Outcome;
use crate::process::{find, output, run, say};

/// Whether this is Debian, run as root.
pub(super) fn can_install() -> bool {
    is_debian(&fs::read_to_string("/etc/os-release").unwrap_or_default())
        && find("apt-get").is_some()
        && output(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

pub(super) fn install(packages: &[&str]) -> Outcome {
    say(format!("Installing Debian's {}", packages.join(" and ")));
    run(Command::new("apt-get").args(["-qq", "update"]))?;
    run(Command::new("apt-get")
        .args(["-qq", "install", "-y", "--no-install-recommends"])
        .args(packages)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

/// Ubuntu calls itself a relative of Debian, but its package `chromium` is something else.
fn is_debian(os_release: &str) -> bool {
    os_release.lines().any(|line| line.trim() == "ID=debian")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_is_told_from_its_relatives() {
        assert!(is_debian("PRETTY_NAME=\"Debian\"\nID=debian\n"));
        assert!(!is_debian("ID=ubuntu\nID_LIKE=debian\n"));
        assert!(!is_debian(""));
    }
}
