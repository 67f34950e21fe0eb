//! A server on this machine that records what it is sent, byte by byte, and answers as it is told.

use std::fmt::Display;
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use serde_json::Value;

/// What is done once a request was read. Then the connection is closed.
#[derive(Debug, Clone)]
pub(crate) struct Reply(Vec<Step>);

#[derive(Debug, Clone)]
enum Step {
    Send(Vec<u8>),
    Wait(Duration),
    /// Sends zeros until the client has enough.
    Endless,
}

impl Reply {
    /// A status without a body.
    pub(crate) fn empty(status: u16) -> Self {
        Self::with(status, &[], "")
    }

    /// A status with a body of JSON.
    pub(crate) fn json(status: u16, body: impl Display) -> Self {
        Self::with(status, &[("content-type", "application/json")], body)
    }

    /// A status with these headers and this body.
    pub(crate) fn with(status: u16, headers: &[(&str, &str)], body: impl Display) -> Self {
        let body = body.to_string();
        let head = head(status, headers);
        let text = format!("{head}content-length: {}\r\n\r\n{body}", body.len());
        Self(vec![Step::Send(text.into_bytes())])
    }

    /// The same after a while.
    pub(crate) fn after(mut self, time: Duration) -> Self {
        self.0.insert(0, Step::Wait(time));
        self
    }

    /// A body of JSON that ends before its announced length.
    pub(crate) fn truncated(status: u16, body: &str) -> Self {
        let head = head(status, &[("content-type", "application/json")]);
        let announced = body.len() + 100;
        let text = format!("{head}content-length: {announced}\r\n\r\n{body}");
        Self(vec![Step::Send(text.into_bytes())])
    }

    /// A body that does not end.
    pub(crate) fn endless(status: u16) -> Self {
        let text = head(status, &[("content-type", "application/json")]);
        Self(vec![
            Step::Send(format!("{text}\r\n").into_bytes()),
            Step::Endless,
        ])
    }

    /// A body in chunks, with a pause after each.
    pub(crate) fn chunks(status: u16, chunks: &[&str], pause: Duration) -> Self {
        let text = head(status, &[("transfer-encoding", "chunked")]);
        let mut steps = vec![Step::Send(format!("{text}\r\n").into_bytes())];
        for chunk in chunks {
            steps.push(Step::Send(
                format!("{:x}\r\n{chunk}\r\n", chunk.len()).into_bytes(),
            ));
            steps.push(Step::Wait(pause));
        }
        steps.push(Step::Send(b"0\r\n\r\n".to_vec()));
        Self(steps)
    }
}

/// A status line and headers, without the empty line.
fn head(status: u16, headers: &[(&str, &str)]) -> String {
    let mut lines = vec![
        format!("HTTP/1.1 {status} Said\r\n"),
        "connection: close\r\n".to_owned(),
    ];
    lines.extend(
        headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n")),
    );
    lines.concat()
}

/// A request as it came.
#[derive(Debug, Clone)]
pub(crate) struct Recorded {
    /// The request line and the headers, as they came, without the empty line.
    pub(crate) head: String,
    /// For example `POST /users HTTP/1.1`.
    pub(crate) line: String,
    /// Names in lower case, sorted.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Recorded {
    /// The only value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(other, _)| other == name);
        let value = values.next().map(|(_, value)| value.as_str());
        assert_eq!(values.next(), None, "`{name}` came twice");
        value
    }

    /// The body as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {:?}", String::from_utf8_lossy(&self.body)))
    }
}

/// A running server; its thread ends with the test process.
#[derive(Debug)]
pub(crate) struct Server {
    address: SocketAddr,
    connections: Arc<AtomicUsize>,
    seen: Arc<Mutex<Vec<Recorded>>>,
}

impl Server {
    /// Answers every request alike.
    pub(crate) fn answering(reply: Reply) -> Self {
        Self::start(move |_| reply.clone())
    }

    /// Answers each request by what `reply` makes of it.
    pub(crate) fn start(reply: impl Fn(&Recorded) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            connections: Arc::default(),
            seen: Arc::default(),
        };
        let (connections, seen) = (Arc::clone(&server.connections), Arc::clone(&server.seen));
        let reply = Arc::new(reply);
        thread::spawn(move || {
            for stream in listener.incoming() {
                connections.fetch_add(1, Ordering::SeqCst);
                let (seen, reply) = (Arc::clone(&seen), Arc::clone(&reply));
                thread::spawn(move || serve(stream.unwrap(), &seen, &*reply));
            }
        });
        server
    }

    /// Where it listens, for example `http://127.0.0.1:40000`.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// How many connections there were.
    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    /// The requests so far.
    pub(crate) fn seen(&self) -> Vec<Recorded> {
        self.seen.lock().unwrap().clone()
    }

    /// The requests since this was asked the last time.
    pub(crate) fn take(&self) -> Vec<Recorded> {
        std::mem::take(&mut self.seen.lock().unwrap())
    }

    /// The only request so far.
    pub(crate) fn only(&self) -> Recorded {
        let mut seen = self.seen();
        assert_eq!(seen.len(), 1, "{seen:?}");
        seen.remove(0)
    }

    /// The last request so far.
    pub(crate) fn last(&self) -> Recorded {
        self.seen().pop().unwrap()
    }

    /// Fails unless there was one request, with this line, exactly these headers besides `host` and `content-length`,
    /// and this body.
    #[track_caller]
    pub(crate) fn assert_saw(&self, line: &str, headers: &[(&str, &str)], body: Option<Value>) {
        let seen = self.only();
        assert_eq!(seen.line, line);
        assert_eq!(seen.header("host"), Some(self.address.to_string().as_str()));
        let length = seen.header("content-length").map(str::to_owned);
        let others = seen
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()));
        let others = others.filter(|(name, _)| !matches!(*name, "host" | "content-length"));
        let mut expected = headers.to_vec();
        expected.sort_unstable();
        assert_eq!(others.collect::<Vec<_>>(), expected);
        if let Some(body) = body {
            assert_eq!(length, Some(seen.body.len().to_string()));
            assert_eq!(seen.json(), body);
        } else {
            assert_eq!(String::from_utf8_lossy(&seen.body), "");
            assert!(matches!(length.as_deref(), None | Some("0")), "{length:?}");
        }
    }
}

fn serve(mut stream: TcpStream, seen: &Mutex<Vec<Recorded>>, reply: &dyn Fn(&Recorded) -> Reply) {
    let Some(request) = read(&mut stream) else {
        return;
    };
    seen.lock().unwrap().push(request.clone());
    for step in reply(&request).0 {
        // Where writing fails the client has gone, as some tests want it to.
        let sent = match step {
            Step::Send(bytes) => stream.write_all(&bytes),
            Step::Wait(time) => {
                thread::sleep(time);
                Ok(())
            }
            Step::Endless => loop {
                if let Err(error) = stream.write_all(&[b'0'; 4096]) {
                    break Err(error);
                }
            },
        };
        if sent.is_err() {
            return;
        }
    }
}

/// Reads one request; `None` where the client closes the connection before its end.
fn read(stream: &mut TcpStream) -> Option<Recorded> {
    let mut bytes = Vec::new();
    let mut chunk = [0; 4096];
    let end = loop {
        if let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break end;
        }
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return None,
            Ok(read) => bytes.extend_from_slice(&chunk[..read]),
        }
    };
    let mut body = bytes.split_off(end + 4);
    let head = String::from_utf8(bytes).expect("a head of ASCII");
    let head = head.trim_end_matches("\r\n").to_owned();
    let mut lines = head.split("\r\n");
    let line = lines.next().unwrap().to_owned();
    let headers = lines.map(|line| line.split_once(": ").unwrap_or_else(|| panic!("{line}")));
    let mut headers: Vec<(String, String)> = headers
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    headers.sort_unstable();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let length = length.map_or(0, |(_, length)| length.parse::<usize>().unwrap());
    while body.len() < length {
        match stream.read(&mut chunk) {
            Ok(0) | Err(_) => return None,
            Ok(read) => body.extend_from_slice(&chunk[..read]),
        }
    }
    let chunked = ("transfer-encoding".to_owned(), "chunked".to_owned());
    if headers.contains(&chunked) {
        while !body.ends_with(b"0\r\n\r\n") {
            match stream.read(&mut chunk) {
                Ok(0) | Err(_) => return None,
                Ok(read) => body.extend_from_slice(&chunk[..read]),
            }
        }
        body = joined(&body);
    }
    Some(Recorded {
        head,
        line,
        headers,
        body,
    })
}

/// The content of a chunked body (RFC 9112 section 7.1).
fn joined(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let end = chunks.windows(2).position(|two| two == b"\r\n").unwrap();
        let length = std::str::from_utf8(&chunks[..end]).unwrap();
        let length = usize::from_str_radix(length, 16).unwrap();
        if length == 0 {
            return body;
        }
        body.extend_from_slice(&chunks[end + 2..][..length]);
        chunks = &chunks[end + 2 + length + 2..];
    }
}
