use std::collections::BTreeMap;

use crate::runtime::{
    Base64, IntegerString, List, Nullable, RawJson, Secret, UnknownInteger, UnknownValue, Value,
    int_enum, object, text_enum, union,
};

/// What a new user has.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct UserPostData {
    pub real_name: String,
    pub role: UserRole,
    pub passphrase: Secret,
    pub nickname: Option<String>,
    pub edipi: Nullable<String>,
    pub role_id: Option<i64>,
    pub ids: Option<Vec<i64>>,
    pub key: Option<Vec<u8>>,
    pub extra: BTreeMap<String, Value>,
}

impl UserPostData {
    pub fn new(
        real_name: impl Into<String>,
        role: UserRole,
        passphrase: impl Into<Secret>,
    ) -> Self {
        Self {
            real_name: real_name.into(),
            role,
            passphrase: passphrase.into(),
            nickname: None,
            edipi: Nullable::Absent,
            role_id: None,
            ids: None,
            key: None,
            extra: BTreeMap::new(),
        }
    }

    pub fn nickname(mut self, nickname: impl Into<String>) -> Self {
        self.nickname = Some(nickname.into());
        self
    }

    pub fn edipi(mut self, edipi: impl Into<Nullable<String>>) -> Self {
        self.edipi = edipi.into();
        self
    }
}

object! {
    UserPostData {
        0 real_name: "realName" !,
        1 role: "role" !,
        2 passphrase: "passphrase" !,
        3 nickname: "nickname" ?,
        4 edipi: "edipi" ~,
        5 role_id: "role_id" ? as IntegerString,
        6 ids: "ids" ? as List<IntegerString>,
        7 key: "key" ? as Base64,
        * extra,
    }
}

/// A user.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct CreatedUser {
    pub id: String,
    pub parent: Option<Box<CreatedUser>>,
}

object! { CreatedUser { 0 id: "id" !, 1 parent: "parent" ? } }

/// What was wrong.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct ErrorMessage {
    pub detail: Vec<ValidationItem>,
}

object! {
    ErrorMessage {
        0 detail: "detail" !,
    }
}

/// What was wrong at one place.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct ValidationItem {
    pub loc: Vec<LocationItem>,
    pub msg: String,
}

object! {
    ValidationItem {
        0 loc: "loc" !,
        1 msg: "msg" !,
    }
}

/// Nothing.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Empty {}

object! { Empty {} }

/// A step.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum LocationItem {
    Text(String),
    Integer(i64),
    Unknown(RawJson),
}

union! {
    LocationItem by type {
        Text: string,
        Integer: integer,
    }
}

/// What a user may do.
#[derive(Clone)]
#[non_exhaustive]
pub enum UserRole {
    Administrator,
    Operator,
    /// A value the document does not name.
    Unknown(UnknownValue),
}

text_enum! {
    UserRole {
        Administrator: "Administrator",
        Operator: "Operator",
    }
}

/// How a list is sorted.
#[derive(Clone)]
#[non_exhaustive]
pub enum PaginationSortMethod {
    Ascending,
    Unknown,
    Other(UnknownValue),
}

text_enum! { PaginationSortMethod { Ascending: "asc", Unknown: "unknown", * Other } }

/// A code.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Code {
    One,
    MinusTwo,
    Unknown(UnknownInteger),
}

int_enum! { Code { One: 1, MinusTwo: -2 } }

#[derive(Clone, PartialEq)]
pub struct Cat {
    pub pet_type: String,
    pub lives: i32,
}

object! { Cat { 0 pet_type: "petType" !, 1 lives: "lives" ! } }

#[derive(Clone, PartialEq)]
pub struct Dog {
    pub pet_type: String,
    pub friends: Option<Vec<Pet>>,
}

object! { Dog { 0 pet_type: "petType" !, 1 friends: "friends" ? } }

/// By discriminator.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Pet {
    Cat(Cat),
    Dog(Box<Dog>),
    Unknown(RawJson),
}

union! { Pet by tag "petType" { Cat: "cat" | "Cat", Dog: "dog" } }

/// By trial.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Shape {
    Circle(Circle),
    Square(Square),
    Id(i64),
    Other(RawJson),
}

union! { Shape by trial { Circle, Square, Id as IntegerString, * Other } }

#[derive(Clone, PartialEq)]
pub struct Circle {
    pub radius: f64,
    pub inner: Option<Box<Shape>>,
}

object! { Circle { 0 radius: "radius" !, 1 inner: "inner" ? } }

#[derive(Clone, PartialEq)]
pub struct Square {
    pub side: f64,
    pub inner: Option<Box<Shape>>,
}

object! { Square { 0 side: "side" !, 1 inner: "inner" ? } }
