use super::client::{BASIC, Client, KEY, QUERY_KEY};
use super::models::{PaginationSortMethod, UserPostData};
use super::operations::{CreateUser, CreateUserError, DeleteUser, SearchUsers};
use crate::runtime::dispatch::table::{
    Bodies, Body, Entry, Nothing, Parameter, Told, success, text,
};
use crate::runtime::dispatch::{ByName, Table};
use crate::runtime::{Answer, Core, DecodeError, Location, Operation, Outcome, Plain};

impl ByName for Client {
    const TABLE: &'static Table = &Table {
        operations: &[OPERATIONS],
        schemes: &[&BASIC, &KEY, &QUERY_KEY],
        streams: &[],
    };

    fn core(&self) -> &Core {
        &self.core
    }
}

static OPERATIONS: &[Entry] = &[
    Entry {
        method: "create_user",
        spec: CreateUser::SPEC,
        parameters: &[],
        body: Some(Bodies {
            required: true,
            types: &[
                Body::json("application/json", text::<UserPostData>),
                Body::form(
                    "application/x-www-form-urlencoded",
                    &[],
                    text::<UserPostData>,
                ),
                Body::text("text/plain"),
                Body::bytes("image/*"),
            ],
        }),
        answer: create_user,
    },
    Entry {
        method: "delete_user",
        spec: DeleteUser::SPEC,
        parameters: &[Parameter::required(
            Location::Path,
            "user_id",
            text::<String>,
        )],
        body: None,
        answer: success::<Nothing, DeleteUser>,
    },
    Entry {
        method: "search_users",
        spec: SearchUsers::SPEC,
        parameters: &[
            Parameter::optional(Location::Query, "search_string", text::<String>),
            Parameter::optional(Location::Query, "page_size", text::<i64>),
            Parameter::optional(Location::Query, "sort", text::<PaginationSortMethod>),
            Parameter::optional(Location::Query, "fields", text::<Vec<String>>),
            Parameter::optional(Location::Header, "X-Trace-Id", text::<String>),
            Parameter::optional(Location::Cookie, "session", text::<String>),
        ],
        body: None,
        answer: success::<Plain, SearchUsers>,
    },
];

fn create_user(answer: &Answer) -> Result<Told, DecodeError> {
    let told = match CreateUser::decode(answer) {
        Outcome::Success(body) => Told::success::<Plain, _>(&body),
        Outcome::Failure(CreateUserError::BadRequest(body)) => Told::failure::<Plain, _>(&body),
        Outcome::Failure(CreateUserError::Unauthorized) => Told::empty_failure(),
        Outcome::Undocumented => Told::undocumented(),
        Outcome::Malformed(error) => return Err(error),
    };
    Ok(told)
}
