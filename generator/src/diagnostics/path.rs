//! The way from the root to the value at hand, kept while a tree is walked.

use crate::ir::Pointer;

/// One step of the way; the steps before it live further up the call stack, so walking allocates nothing.
#[derive(Debug, Clone, Copy)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    token: Token<'a>,
    depth: usize,
}

#[derive(Debug, Clone, Copy)]
enum Token<'a> {
    Root,
    Key(&'a str),
    Index(usize),
}

impl<'a> Path<'a> {
    /// The document itself.
    pub const ROOT: Self = Self {
        parent: None,
        token: Token::Root,
        depth: 0,
    };

    /// The value under `key`.
    #[must_use]
    pub fn key(&'a self, key: &'a str) -> Self {
        self.step(Token::Key(key))
    }

    /// The element at `index`.
    #[must_use]
    pub fn index(&'a self, index: usize) -> Self {
        self.step(Token::Index(index))
    }

    fn step(&'a self, token: Token<'a>) -> Self {
        Self {
            parent: Some(self),
            token,
            depth: self.depth + 1,
        }
    }

    /// How many steps it is from the root.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// The same way as a JSON Pointer (RFC 6901).
    #[must_use]
    pub fn pointer(&self) -> Pointer {
        let mut tokens = Vec::with_capacity(self.depth);
        let mut at = Some(self);
        while let Some(path) = at {
            tokens.push(path.token);
            at = path.parent;
        }
        tokens
            .into_iter()
            .rev()
            .fold(Pointer::root(), |pointer, token| match token {
                Token::Root => pointer,
                Token::Key(key) => pointer.child(key),
                Token::Index(index) => pointer.child(index),
            })
    }
}
