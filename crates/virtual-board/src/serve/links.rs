//! The clients that come: each has a thread of its own, and there are only so many at a time.

use std::io;
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;
use std::time::Duration;

use crate::bench::{Command, LinkId};

/// Where commands go, each with the link that it comes from.
pub(crate) type Commands = Sender<(LinkId, Command)>;

/// A client has said by then that it is one.
pub(crate) const GREETS_WITHIN: Duration = Duration::from_secs(10);
/// A client that lives takes what it is told by then.
pub(crate) const TAKES_WITHIN: Duration = Duration::from_secs(30);
/// Far more than any test has; of each kind.
const MOST: usize = 32;
/// What made accepting fail, as too many open files, lasts a moment.
const AFTER_FAILED_ACCEPT: Duration = Duration::from_millis(100);

/// Has `talk` serve each client until it is gone. One too many is hung up on.
pub(crate) fn serve_each<E: 'static>(
    clients: impl Iterator<Item = io::Result<TcpStream>>,
    mut ids: impl Iterator<Item = LinkId>,
    commands: &Commands,
    talk: fn(TcpStream, LinkId, &Commands) -> Result<(), E>,
) {
    // Each client holds one more.
    let open = Arc::new(());
    for client in clients {
        let Ok(client) = client else {
            thread::sleep(AFTER_FAILED_ACCEPT);
            continue;
        };
        if Arc::strong_count(&open) > MOST {
            continue;
        }
        let Some(link) = ids.next() else { return };
        let (open, commands) = (Arc::clone(&open), commands.clone());
        thread::spawn(move || {
            let _ = talk(client, link, &commands);
            let _ = commands.send((link, Command::Detach));
            drop(open);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{ErrorKind, Read as _, Write as _};
    use std::net::{Ipv4Addr, SocketAddr, TcpListener};
    use std::sync::mpsc;

    /// Gives back what it hears, after an accept that fails.
    fn echo() -> SocketAddr {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            let (commands, _inbox) = mpsc::channel();
            let failed = || Err(io::Error::from(ErrorKind::ConnectionAborted));
            let clients = listener.incoming().flat_map(|next| [failed(), next]);
            serve_each(clients, (0..).map(LinkId), &commands, |mut client, _, _| {
                io::copy(&mut client.try_clone()?, &mut client).map(drop)
            });
        });
        address
    }

    fn is_served(client: &mut TcpStream) -> bool {
        let mut heard = [0];
        client.write_all(b"x").is_ok() && client.read(&mut heard).is_ok_and(|count| count == 1)
    }

    #[test]
    fn a_failed_accept_ends_nothing() {
        let server = echo();
        for _ in 0..2 {
            assert!(is_served(&mut TcpStream::connect(server).unwrap()));
        }
    }

    #[test]
    fn one_client_too_many_is_hung_up_on_and_places_come_back() {
        let server = echo();
        let mut clients: Vec<_> = (0..MOST).map(|_| TcpStream::connect(server).unwrap()).collect();
        assert!(clients.iter_mut().all(is_served));
        assert!(!is_served(&mut TcpStream::connect(server).unwrap()));
        drop(clients);
        while !is_served(&mut TcpStream::connect(server).unwrap()) {}
    }
}
