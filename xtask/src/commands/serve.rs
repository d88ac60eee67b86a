//! `cargo xtask serve`: build the page and serve it on this computer.

use crate::failure::{Failure, Outcome};
use crate::project::{self, Invocation};
use crate::{page, server};

const DEFAULT_PORT: u16 = 8080;

pub(crate) fn run(invocation: &Invocation) -> Outcome {
    let port = port(&invocation.arguments)?;
    // First, so that a taken port is told before minutes of building.
    let listener = server::listen(port)?;
    page::build()?;
    println!("\nBoardwalk is at http://localhost:{port} (Ctrl-C stops it).");
    server::serve(&listener, project::built_page())
}

fn port(arguments: &[String]) -> Outcome<u16> {
    let number = match arguments {
        [] => return Ok(DEFAULT_PORT),
        [option, number] if option == "--port" => number,
        [option] if option.starts_with("--port=") => &option["--port=".len()..],
        _ => return Err(Failure::new("`serve` takes only `--port NUMBER`.")),
    };
    number
        .parse()
        .map_err(|_| Failure::new(format!("`{number}` is not a port: choose one from 1 to 65535.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_port_can_be_given_in_both_ways() {
        assert_eq!(port(&words("")), Ok(8080));
        assert_eq!(port(&words("--port 9000")), Ok(9000));
        assert_eq!(port(&words("--port=9000")), Ok(9000));
    }

    #[test]
    fn anything_else_is_refused() {
        assert!(port(&words("--port 70000")).is_err());
        assert!(port(&words("--port")).is_err());
        assert!(port(&words("9000")).is_err());
    }
}
