//! Witnesses of answers: what a server of the new document may answer, and the old client cannot read or misreads.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::calls::{Call, calls};
use crate::compared::{Loss, lost, unnamed};
use crate::document::{Answer, Operation};
use crate::hints::Hints;
use crate::mock::{Refusal, covers, receive, token_urls};
use crate::play::{Player, Reply};
use crate::replies::{Sample, sampler, samples};
use crate::requests::{Class, Old, Witness};
use crate::schema::{Schemas, Sender};

/// What a judgement needs.
pub(crate) struct Judge<'a, 'd> {
    pub(crate) player: &'a mut Player,
    pub(crate) old: &'a Old<'d>,
    pub(crate) new: &'a Schemas<'d>,
    pub(crate) hints: &'a Hints,
    pub(crate) count: usize,
    pub(crate) witnesses: Vec<Witness>,
}

impl<'a, 'd> Judge<'a, 'd> {
    pub(crate) fn new(
        player: &'a mut Player,
        old: &'a Old<'d>,
        new: &'a Schemas<'d>,
        hints: &'a Hints,
    ) -> Self {
        Self {
            player,
            old,
            new,
            hints,
            count: 0,
            witnesses: Vec::new(),
        }
    }

    pub(crate) fn all(&mut self) {
        let document = self.old.schemas.document;
        for operation in &document.operations {
            let all = calls(self.old.schemas, operation, self.hints);
            let mut call = all[0].clone();
            self.operation(operation, &call, None);
            // With the credentials of another alternative.
            for other in all.iter().filter(|other| other.schemes != call.schemes) {
                self.operation(operation, other, None);
            }
            let answers = operation
                .answers
                .iter()
                .filter(|(status, _)| status.starts_with('2'));
            for (_, answer) in answers {
                for (media_type, _) in answer.content.iter().filter(|_| answer.content.len() > 1) {
                    call.arguments["accept"] = json!(media_type);
                    self.operation(operation, &call, Some(media_type));
                }
            }
        }
        self.webhooks();
    }

    fn operation(&mut self, operation: &Operation, call: &Call, accept: Option<&str>) {
        let is_relative = self.old.is_relative();
        let document = self.new.document;
        let tokens = token_urls(document);
        let (sent, told) = self.player.play(
            self.old.client,
            call,
            &tokens,
            &Reply::empty(204),
            is_relative,
        );
        let Some(sent) = sent else {
            return;
        };
        let index = match receive(self.new, &sent) {
            Ok(received) => received.operation,
            Err(Refusal::Argument(index, _)) => index,
            Err(refusal) => {
                self.count += 1;
                self.witness(
                    Class::Refused,
                    format!(
                        "{}: {} {}",
                        call.operation,
                        refusal.text(),
                        told["error"]["message"]
                    ),
                    false,
                );
                return;
            }
        };
        let accepted = sent.header("accept").unwrap_or("*/*").to_owned();
        for (status, answer) in &document.operations[index].answers {
            for sample in samples(self.new, self.hints, status, answer) {
                let is_success = sample.reply.status < 400;
                let is_range = answer.content.iter().any(|(name, _)| name.contains('*'));
                let unwanted = sample
                    .media_type
                    .as_ref()
                    .is_some_and(|media| !covers(&accepted, media));
                let is_choice = answer
                    .content
                    .iter()
                    .any(|(media, _)| covers(&accepted, media) || covers(media, &accepted));
                if is_success && unwanted && is_choice && !is_range {
                    continue;
                }
                if is_success && unwanted && accept.is_some() {
                    self.witness(
                        Class::Refused,
                        format!("nothing is {accepted} any more"),
                        false,
                    );
                    break;
                }
                let (_, told) =
                    self.player
                        .play(self.old.client, call, &tokens, &sample.reply, is_relative);
                self.count += 1;
                self.answer(operation, call, &sample, &told);
            }
        }
    }

    fn witness(&mut self, class: Class, text: String, loose: bool) {
        self.witnesses.push(Witness { class, text, loose });
    }

    /// What the client makes of an answer.
    fn answer(&mut self, operation: &Operation, call: &Call, sample: &Sample, told: &Value) {
        let status = sample.reply.status;
        let shown = format!(
            "{} answers {status} {} {}",
            call.operation,
            sample.reply.body,
            json!(sample.reply.headers)
        );
        let known = answer_of(operation, status);
        let media = known.and_then(|answer| {
            let media_type = sample.media_type.as_deref()?;
            answer
                .content
                .iter()
                .find(|(name, _)| covers(name, media_type))
        });
        let allowed = known.is_some_and(|answer| self.is_allowed(answer, sample));
        let error = told["error"]["kind"].as_str();
        let (class, why) = match error {
            // An error that is not documented is an error all the same.
            Some("undocumented-status") if status >= 400 => return,
            Some("status") if status >= 400 => (None, None),
            None if status < 400 => (None, None),
            Some("undocumented-status") => (
                Some(Class::Refused),
                Some("the status is unknown".to_owned()),
            ),
            _ => (
                Some(Class::Undecodable),
                Some(told["error"]["message"].to_string()),
            ),
        };
        // What the old document allows too is nothing new; it can show what is meant, and refutes nothing.
        let loose = sample.loose || allowed;
        if let (Some(class), Some(why)) = (class, why) {
            if !(sample.loose && allowed) {
                self.witness(class, format!("{shown}: {why}"), loose);
            }
            return;
        }
        let read = if error.is_some() {
            &told["error"]["body"]
        } else {
            &told["body"]
        };
        let schema = media.map_or(&Value::Null, |(_, media)| &media.schema);
        let loss = match (&sample.media_type, media) {
            (None, _) => None,
            (Some(_), None) => Some(Loss::Gone {
                place: "the body".to_owned(),
                named: false,
            }),
            (Some(media_type), Some(_)) => {
                let came = as_told(media_type, &sample.value);
                lost(&came, read, self.old.schemas.document, schema)
            }
        };
        match loss {
            Some(Loss::Changed(why)) if !(sample.loose && allowed) => {
                self.witness(Class::Lost, format!("{shown}: {why}"), loose);
            }
            Some(Loss::Gone { place, named: true }) if !(sample.loose && allowed) => {
                self.witness(Class::Lost, format!("{shown}: {place} is not read"), loose);
            }
            Some(Loss::Gone {
                place,
                named: false,
            }) if self.is_named_now(sample, schema) => {
                self.witness(Class::Lost, format!("{shown}: {place} is not read"), true);
            }
            _ => {}
        }
        if let (Some(answer), false) = (known, allowed) {
            self.promise(answer, schema, sample, &shown);
        }
    }

    /// Whether the new document names a property of an answer that the old one does not.
    fn is_named_now(&self, sample: &Sample, schema: &Value) -> bool {
        let (new, old) = (self.new.document, self.old.schemas.document);
        unnamed(&sample.value, (new, &sample.schema), (old, schema)).is_some()
    }

    /// Whether the document allows an answer, of which the status is known.
    fn is_allowed(&self, answer: &Answer, sample: &Sample) -> bool {
        self.refused(answer, sample).is_none()
    }

    fn refused(&self, answer: &Answer, sample: &Sample) -> Option<String> {
        for header in &answer.headers {
            let mut sent = sample.reply.headers.iter();
            let Some((_, text)) = sent.find(|(name, _)| *name == header.name) else {
                if header.required {
                    return Some(format!("{} is missing", header.name));
                }
                continue;
            };
            let value = crate::parameters::of_header(self.old.schemas, header, text);
            if let Some(why) = self
                .old
                .schemas
                .refuses(&header.schema, Sender::Server, &value)
            {
                return Some(format!("{}: {why}", header.name));
            }
        }
        let Some(media_type) = &sample.media_type else {
            return (!answer.content.is_empty()).then(|| "there is no body".to_owned());
        };
        let media = answer
            .content
            .iter()
            .find(|(name, _)| covers(name, media_type));
        let Some((_, media)) = media else {
            return Some(format!("{media_type} is not documented"));
        };
        self.old
            .schemas
            .refuses(&media.schema, Sender::Server, &sample.value)
    }

    /// What the old document excludes: at best the client's own check says so.
    fn promise(&mut self, answer: &Answer, schema: &Value, sample: &Sample, shown: &str) {
        let Some(why) = self.refused(answer, sample) else {
            return;
        };
        let place = schema["$ref"]
            .as_str()
            .map(|to| to.trim_start_matches('#').to_owned());
        let checked = place.and_then(|place| self.checked(&place, &sample.value));
        match checked {
            Some(checked) => {
                self.witness(Class::Checked, format!("{shown}: {checked}"), sample.loose);
            }
            // What has no body where there was none is nothing that anybody looks at.
            None if answer.content.is_empty() && sample.media_type.is_some() => {}
            None => self.witness(Class::Promise, format!("{shown}: {why}"), sample.loose),
        }
    }

    fn checked(&mut self, place: &str, value: &Value) -> Option<String> {
        let model = self.old.models.get(place)?;
        let told = self.player.model(self.old.client, model, value);
        told["refused"].as_str().map(str::to_owned)
    }

    /// What is sent to those who receive webhooks with the old models.
    fn webhooks(&mut self) {
        let document = self.old.schemas.document;
        for (name, schema) in &self.new.document.webhooks {
            let Some(known) = document.webhooks.get(name) else {
                continue;
            };
            let place = known["$ref"].as_str().map(|to| to.trim_start_matches('#'));
            let Some(model) = place.and_then(|place| self.old.models.get(place)) else {
                continue;
            };
            for value in sampler(self.new, self.hints, false).values(schema, schema) {
                let told = self.player.model(self.old.client, model, &value);
                self.count += 1;
                if let Some(error) = told["error"].as_str() {
                    self.witness(
                        Class::Undecodable,
                        format!("{name} {value}: {error}"),
                        false,
                    );
                } else if let Some(loss) = lost(&value, &told["again"], document, known) {
                    self.witness(Class::Lost, format!("{name} {value}: {loss:?}"), false);
                }
            }
        }
    }
}

/// What is documented for a status: itself, its range, or any other.
fn answer_of(operation: &Operation, status: u16) -> Option<&Answer> {
    let range = format!("{}XX", status / 100);
    let answers = &operation.answers;
    let exact = answers.get(&status.to_string());
    exact
        .or_else(|| answers.get(&range))
        .or_else(|| answers.get("default"))
}

/// A body as calls by name tell it.
fn as_told(media_type: &str, value: &Value) -> Value {
    if media_type.ends_with("json") || media_type == "application/xml" {
        return value.clone();
    }
    if media_type.starts_with("text/") {
        return value.clone();
    }
    STANDARD.encode(value.as_str().unwrap_or_default()).into()
}
