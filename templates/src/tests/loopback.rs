//! A server on this machine that answers as it is told and remembers what it was sent.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What the server does once it has read a request. In the end it closes the connection.
#[derive(Debug, Clone)]
pub(super) enum Step {
    /// Sends these bytes.
    Send(Vec<u8>),
    /// Does nothing for so long.
    Wait(Duration),
}

/// A running server; its thread ends with the test process.
#[derive(Debug)]
pub(super) struct Loopback {
    address: SocketAddr,
    seen: Arc<Mutex<Vec<String>>>,
}

impl Loopback {
    /// Answers every request by these steps.
    pub(super) fn steps(steps: Vec<Step>) -> Self {
        Self::start(move |_| steps.clone())
    }

    /// Answers every request with this text.
    pub(super) fn answer(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Self {
        Self::steps(vec![Step::Send(answer(status, headers, body.as_ref()))])
    }

    /// Answers each request as `reply` says, which gets the request's text.
    pub(super) fn start(reply: impl Fn(&str) -> Vec<Step> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let (record, reply) = (Arc::clone(&seen), Arc::new(reply));
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (record, reply) = (Arc::clone(&record), Arc::clone(&reply));
                thread::spawn(move || {
                    let mut stream = stream.unwrap();
                    let request = read(&mut stream);
                    record.lock().unwrap().push(request.clone());
                    for step in reply(&request) {
                        match step {
                            // The client may have gone.
                            Step::Send(bytes) => drop(stream.write_all(&bytes)),
                            Step::Wait(time) => thread::sleep(time),
                        }
                    }
                });
            }
        });
        Self { address, seen }
    }

    /// Where it listens.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests so far: head and body as they came.
    pub(super) fn seen(&self) -> Vec<String> {
        self.seen.lock().unwrap().clone()
    }

    /// The only request so far.
    pub(super) fn only(&self) -> String {
        let seen = self.seen();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen.into_iter().next().unwrap()
    }
}

/// An answer with its length.
pub(super) fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let mut text = format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {}\r\n{headers}\r\n",
        body.len()
    )
    .into_bytes();
    text.extend_from_slice(body);
    text
}

fn read(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head
                .lines()
                .find_map(|line| line.strip_prefix("content-length: "));
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return text.into_owned();
            }
        }
        match stream.read(&mut chunk).unwrap() {
            0 => return text.into_owned(),
            read => bytes.extend_from_slice(&chunk[..read]),
        }
    }
}
