//! Where in a JSON text decoding failed.
//!
//! Successful decoding pays nothing: only an error on its way up adds the keys and indexes it passes, innermost first,
//! to a list of this thread. The top-level decode empties the list before and takes it after.

use std::cell::RefCell;
use std::fmt::Write as _;

/// More segments than this are not kept. JSON is read to a depth of 128, so the limit is met only where errors are
/// collected by code that never takes the path.
const LIMIT: usize = 512;

thread_local! {
    static SEGMENTS: RefCell<Vec<Segment>> = const { RefCell::new(Vec::new()) };
}

#[derive(Debug)]
enum Segment {
    Field(&'static str),
    Key(String),
    Index(usize),
}

fn push(segment: Segment) {
    SEGMENTS.with_borrow_mut(|segments| {
        if segments.len() < LIMIT {
            segments.push(segment);
        }
    });
}

/// Notes that the error lies inside the property of this name.
#[cold]
pub fn inside_field(name: &'static str) {
    push(Segment::Field(name));
}

/// Notes that the error lies inside the map entry with this key.
#[cold]
pub fn inside_key(key: String) {
    push(Segment::Key(key));
}

/// Notes that the error lies inside the list element of this index.
#[cold]
pub fn inside_index(index: usize) {
    push(Segment::Index(index));
}

/// Forgets what was noted, where an error is not passed on.
pub fn clear() {
    SEGMENTS.with_borrow_mut(Vec::clear);
}

/// Takes what was noted as a path such as `detail[0].loc`; empty for the top.
#[must_use]
pub fn take() -> String {
    let segments = SEGMENTS.with_borrow_mut(std::mem::take);
    let mut path = String::new();
    for segment in segments.iter().rev() {
        match segment {
            Segment::Field(name) => push_name(&mut path, name),
            Segment::Key(key) => push_name(&mut path, key),
            Segment::Index(index) => {
                // Writing to a `String` cannot fail.
                let _ = write!(path, "[{index}]");
            }
        }
    }
    path
}

/// Writes a plain name with a dot, any other one as `["a.b"]`.
fn push_name(path: &mut String, name: &str) {
    let plain = !name.is_empty()
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '$' | '@'));
    if plain {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(name);
    } else {
        let _ = write!(path, "[{name:?}]");
    }
}
