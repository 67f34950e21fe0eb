//! Server-sent events: from lines to events (WHATWG HTML section 9.2.6).

use std::time::Duration;

use bytes::Bytes;

use super::super::object;
use super::pieces::{Buffer, TooLong};

/// A server-sent event whose data has no documented type.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event {
    /// Its data: all `data` lines, with line ends between them.
    pub data: String,
    /// Its name; `None` stands for `message`.
    pub event: Option<String>,
    /// Its own id.
    pub id: Option<String>,
    /// The milliseconds to wait before a new connection, where it says so.
    pub retry: Option<i64>,
}

object! {
    Event {
        0 data: "data" !,
        1 event: "event" ?,
        2 id: "id" ?,
        3 retry: "retry" ?,
    }
}

/// An event as it came.
#[derive(Debug, Default)]
pub(super) struct RawEvent {
    pub(super) data: String,
    pub(super) event: Option<String>,
    pub(super) id: Option<String>,
    pub(super) retry: Option<u64>,
    /// Whether a line of it was not UTF-8.
    pub(super) broken: bool,
}

/// Reads lines as events.
#[derive(Debug, Default)]
pub(super) struct Events {
    /// The event that is not complete yet.
    current: RawEvent,
    has_data: bool,
    /// Whether the last line ended with a carriage return, so that a line feed may belong to it.
    after_return: bool,
    /// The id of the last event that had one.
    pub(super) last_id: Option<String>,
    /// The name of the last event.
    pub(super) last_event: Option<String>,
    /// How long to wait before a new connection, if the server has said so.
    pub(super) retry: Option<Duration>,
}

impl Events {
    /// Forgets what the end of a connection has cut off.
    pub(super) fn resume(&mut self) {
        self.current = RawEvent::default();
        self.has_data = false;
        self.after_return = false;
    }

    /// Returns the next event that is complete. One without data is none.
    pub(super) fn next(&mut self, buffer: &mut Buffer) -> Result<Option<RawEvent>, TooLong> {
        loop {
            if self.after_return {
                if buffer.skip(b'\n').is_none() {
                    return Ok(None);
                }
                self.after_return = false;
            }
            let Some((line, end)) = buffer.until(|byte| matches!(byte, b'\n' | b'\r'))? else {
                return Ok(None);
            };
            self.after_return = end == b'\r';
            if !line.is_empty() {
                self.line(&line);
                if self.current.data.len() > buffer.limit {
                    return Err(TooLong);
                }
                continue;
            }
            let mut event = std::mem::take(&mut self.current);
            if !std::mem::take(&mut self.has_data) {
                continue;
            }
            // The end of the last line is not part of the data.
            event.data.pop();
            self.last_event.clone_from(&event.event);
            return Ok(Some(event));
        }
    }

    fn line(&mut self, line: &Bytes) {
        let Ok(line) = std::str::from_utf8(line) else {
            // What it would have said is not known, so there is no event.
            self.current.broken = true;
            self.has_data = true;
            self.current.data.push('\n');
            return;
        };
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "data" => {
                self.has_data = true;
                self.current.data.push_str(value);
                self.current.data.push('\n');
            }
            "event" => self.current.event = (!value.is_empty()).then(|| value.to_owned()),
            "id" if !value.contains('\0') => {
                self.current.id = Some(value.to_owned());
                self.last_id = (!value.is_empty()).then(|| value.to_owned());
            }
            "retry" if value.bytes().all(|byte| byte.is_ascii_digit()) => {
                if let Ok(milliseconds) = value.parse() {
                    self.current.retry = Some(milliseconds);
                    self.retry = Some(Duration::from_millis(milliseconds));
                }
            }
            // A comment, or a field that nobody knows.
            _ => {}
        }
    }
}
