use super::client::{self, Client};
use super::models::{CreatedUser, ErrorMessage, PaginationSortMethod, UserPostData};
use crate::runtime::{
    Answer, Call, Failure, HeaderError, Operation, OperationSpec, Outcome, ParameterSpec, Response,
};

impl Client {
    /// Creates a user.
    pub fn create_user(&self, body: UserPostData) -> Call<CreateUser> {
        Call::new(&self.core).set_json(&body)
    }

    /// Deletes a user.
    pub fn delete_user(&self, user_id: &str) -> Call<DeleteUser> {
        Call::new(&self.core).set_path("user_id", user_id)
    }

    /// Searches users.
    pub fn search_users(&self) -> Call<SearchUsers> {
        Call::new(&self.core)
    }
}

/// The operation behind [`Client::create_user`].
pub struct CreateUser;

impl Operation for CreateUser {
    const SPEC: &'static OperationSpec = &OperationSpec {
        id: "usersPost",
        method: "POST",
        path: "/users",
        parameters: &[],
        security: &[&[&client::BASIC]],
        accept: "application/json",
        base_url: None,
    };
    type Output = CreatedUser;
    type Error = CreateUserError;

    fn decode(answer: &Answer) -> Outcome<Self> {
        match answer.status() {
            201 => answer.success(),
            400 => answer.failure(CreateUserError::BadRequest),
            401 => Outcome::Failure(CreateUserError::Unauthorized),
            _ => Outcome::Undocumented,
        }
    }
}

/// The documented errors of [`Client::create_user`].
#[derive(Debug)]
#[non_exhaustive]
pub enum CreateUserError {
    /// `400`
    BadRequest(ErrorMessage),
    /// `401`
    Unauthorized,
}

impl Response<CreateUser> {
    pub fn location(&self) -> Option<&str> {
        self.header("location")
    }

    pub fn remaining(&self) -> Result<Option<i64>, HeaderError> {
        self.header_as("x-remaining")
    }
}

impl Failure<CreateUserError> {
    pub fn retry_after(&self) -> Option<&str> {
        self.header("retry-after")
    }
}

/// The operation behind [`Client::delete_user`].
pub struct DeleteUser;

impl Operation for DeleteUser {
    const SPEC: &'static OperationSpec = &OperationSpec {
        id: "usersDelete",
        method: "DELETE",
        path: "/users/{user_id}",
        parameters: &[],
        security: &[&[&client::KEY, &client::QUERY_KEY], &[&client::BASIC], &[]],
        accept: "",
        base_url: None,
    };
    type Output = ();
    type Error = std::convert::Infallible;

    fn decode(answer: &Answer) -> Outcome<Self> {
        match answer.status() {
            204 => Outcome::Success(()),
            _ => Outcome::Undocumented,
        }
    }
}

/// The operation behind [`Client::search_users`].
pub struct SearchUsers;

impl Operation for SearchUsers {
    const SPEC: &'static OperationSpec = &OperationSpec {
        id: "usersGet",
        method: "GET",
        path: "/users",
        parameters: &[ParameterSpec::query("fields").explode(false)],
        security: &[],
        accept: "application/json",
        base_url: None,
    };
    type Output = Vec<CreatedUser>;
    type Error = std::convert::Infallible;

    fn decode(answer: &Answer) -> Outcome<Self> {
        match answer.status() {
            200 => answer.success(),
            _ => Outcome::Undocumented,
        }
    }
}

impl Call<SearchUsers> {
    pub fn search_string(self, value: &str) -> Self {
        self.set_query("search_string", value)
    }

    pub fn page_size(self, value: i64) -> Self {
        self.set_query("page_size", &value)
    }

    pub fn sort(self, value: PaginationSortMethod) -> Self {
        self.set_query("sort", &value)
    }

    pub fn fields(self, value: &[&str]) -> Self {
        self.set_query("fields", value)
    }

    pub fn trace_id(self, value: &str) -> Self {
        self.set_header("X-Trace-Id", value)
    }
}
