//! The program that makes calls with the clients of many documents in one process and shows what they send: a line for
//! each call, with what it is answered.

use generated::runtime::dispatch::{dispatch, Arguments, ByName};
use generated::runtime::{Body, ClientBuilder, Credential, HttpRequest, HttpResponse, TransportError, Value};
use std::collections::BTreeMap;
use std::io::{BufRead as _, Write as _};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// What a line asks for.
struct Line {
    operation: String,
    arguments: Arguments,
    base_url: Option<String>,
    /// The schemes that there are credentials for.
    schemes: Vec<String>,
    answer: Answer,
}

impl Line {
    fn has(&self, scheme: &str) -> bool {
        self.schemes.iter().any(|name| name == scheme)
    }
}

/// What requests are answered; those for tokens, at these URLs, with the scopes that they ask for.
#[derive(Clone)]
struct Answer {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    tokens: Vec<String>,
}

type Call = fn(Line, Arc<Mutex<Vec<Value>>>) -> String;
type Model = fn(&str) -> Result<(String, Option<String>), String>;

fn main() {
    let (calls, models) = (calls(), models());
    for line in std::io::stdin().lock().lines() {
        let line: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let module = text(&line["module"]);
        let answer = match line.get("model") {
            Some(model) => read(models.get(&(module, text(model))), &text(&line["value"])),
            None => play(calls[&module], &line),
        };
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", answer.replace(['\n', '\r'], " ")).unwrap();
        out.flush().unwrap();
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

/// Reads a value as a model, writes it again and checks it.
fn read(model: Option<&Model>, value: &str) -> String {
    let Some(model) = model else { return "{}".to_owned() };
    match model(value) {
        Ok((again, refused)) => {
            let refused = Value::from(refused);
            format!("{{\"again\":{again},\"refused\":{refused}}}")
        }
        Err(error) => format!("{{\"error\":{}}}", Value::from(error)),
    }
}

fn play(call: Call, line: &Value) -> String {
    let answer = &line["answer"];
    let headers = answer["headers"].as_object().into_iter().flatten();
    let read = Line {
        operation: text(&line["operation"]),
        arguments: Arguments::from(line["arguments"].clone()),
        base_url: line["base_url"].as_str().map(str::to_owned),
        schemes: line["schemes"].as_array().into_iter().flatten().map(text).collect(),
        answer: Answer {
            status: answer["status"].as_u64().unwrap_or(204).try_into().unwrap(),
            headers: headers.map(|(name, value)| (name.clone(), text(value))).collect(),
            body: text(&answer["body"]).into_bytes(),
            tokens: answer["tokens"].as_array().into_iter().flatten().map(text).collect(),
        },
    };
    let sent = Arc::new(Mutex::new(Vec::new()));
    let told = call(read, sent.clone());
    let sent = Value::Array(sent.lock().unwrap().clone());
    format!("{{\"sent\":{sent},\"told\":{told}}}")
}

fn called<C: ByName>(line: Line, sent: Arc<Mutex<Vec<Value>>>, builder: ClientBuilder<C>) -> String {
    let answer = line.answer;
    let mut builder = builder.answer_with(move |request| {
        let response = answered(&answer, request, &sent);
        async move { Ok::<_, TransportError>(response) }
    });
    if let Some(base_url) = line.base_url {
        builder = builder.base_url(base_url);
    }
    let client = builder.build().unwrap();
    match finished(dispatch(&client, &line.operation, line.arguments)) {
        Ok(answer) => answer.to_json(),
        Err(error) => format!("{{\"error\":{}}}", error.to_json()),
    }
}

/// Nothing that is asked here waits for anything.
fn finished<F: Future>(future: F) -> F::Output {
    let mut future = pin!(future);
    for _ in 0..1000 {
        if let Poll::Ready(output) = future.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return output;
        }
    }
    panic!("a call waits");
}

fn answered(answer: &Answer, request: HttpRequest<Body>, sent: &Mutex<Vec<Value>>) -> HttpResponse<Body> {
    let body = request.body().bytes().expect("all of a body is there");
    let url = request.uri().to_string();
    let headers: Vec<Value> = request
        .headers()
        .iter()
        .map(|(name, value)| Value::from(vec![name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()]))
        .collect();
    let mut shown = serde_json::Map::new();
    shown.insert("method".to_owned(), request.method().as_str().into());
    shown.insert("url".to_owned(), url.clone().into());
    shown.insert("headers".to_owned(), headers.into());
    shown.insert("body".to_owned(), String::from_utf8_lossy(&body).into());
    sent.lock().unwrap().push(Value::Object(shown));
    if answer.tokens.contains(&url) {
        let form = String::from_utf8_lossy(&body);
        let scope = form.split('&').find_map(|pair| pair.strip_prefix("scope="));
        let token = format!("token.{}", scope.unwrap_or_default());
        let token = format!("{{\"access_token\":{},\"token_type\":\"bearer\",\"expires_in\":3600}}", Value::from(token));
        let response = HttpResponse::builder().header("content-type", "application/json");
        return response.body(Body::from(token)).unwrap();
    }
    let mut response = HttpResponse::builder().status(answer.status);
    for (name, value) in &answer.headers {
        response = response.header(name, value);
    }
    response.body(Body::from(answer.body.clone())).unwrap()
}

/// A client with a credential for each scheme that is asked for.
fn builder<C: ByName>(line: &Line) -> ClientBuilder<C> {
    let mut builder = ClientBuilder::<C>::new();
    for scheme in C::TABLE.schemes.iter().filter(|scheme| line.has(scheme.name())) {
        builder = builder.credential(scheme, if scheme.is_basic() {
            Credential::basic("user", "word")
        } else {
            Credential::bearer("given")
        });
    }
    builder
}
