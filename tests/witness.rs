//! Wire verdicts of the pairs, confirmed by witnesses: calls of the old client that a server of the new document refuses or
//! understands otherwise, and answers of the new document that the old client cannot read or misreads.
//! `diff/README.md` says what is counted.

#[path = "witness/answers.rs"]
mod answers;
#[path = "witness/bodies.rs"]
mod bodies;
#[path = "witness/calls.rs"]
mod calls;
#[path = "witness/chance.rs"]
mod chance;
#[path = "witness/compared.rs"]
mod compared;
#[path = "witness/document.rs"]
mod document;
#[path = "witness/flat.rs"]
mod flat;
#[path = "witness/hints.rs"]
mod hints;
#[path = "witness/mock.rs"]
mod mock;
#[path = "witness/outcome.rs"]
mod outcome;
#[path = "witness/parameters.rs"]
mod parameters;
#[path = "witness/play.rs"]
mod play;
#[path = "witness/program.rs"]
mod program;
#[path = "witness/replies.rs"]
mod replies;
#[path = "witness/requests.rs"]
mod requests;
#[path = "witness/sample.rs"]
mod sample;
#[path = "witness/schema.rs"]
mod schema;
#[path = "witness/server.rs"]
mod server;
#[path = "wire/session.rs"]
mod session;
#[path = "witness/swagger.rs"]
mod swagger;
#[path = "witness/texts.rs"]
mod texts;
#[path = "witness/xml.rs"]
mod xml;

use std::collections::BTreeMap;
use std::path::Path;

use answers::Judge;
use document::Document;
use hints::Hints;
use outcome::{Outcome, Proof, outcome, table};
use play::Player;
use program::Clients;
use requests::{Old, Witness};
use schema::Schemas;
use support::bless;
use support::pairs::{self, Pair, pairs};

/// A client's models, by the places of their schemas.
type Models = BTreeMap<String, String>;

/// What was found for two documents.
struct Found {
    requests: (usize, Vec<Witness>),
    answers: (usize, Vec<Witness>),
    /// What the server of the old document does not understand of its own client.
    faults: Vec<String>,
}

/// Whether all parts of documents are varied, not only those that are different.
fn is_full() -> bool {
    std::env::var_os("WITNESS_FULL").is_some()
}

fn found(
    player: &mut Player,
    models: &[Models],
    client: usize,
    old: &pairs::Document,
    new: &pairs::Document,
) -> Found {
    let (before, after) = (Document::read(old), Document::read(new));
    let hints = Hints::of(&before, &after, !is_full());
    let (old, new) = (Schemas::new(&before), Schemas::new(&after));
    let old = Old {
        schemas: &old,
        client,
        models: &models[client],
    };
    let mut faults = Vec::new();
    let requests = requests::witnesses(player, &old, &new, &hints, &mut faults);
    let mut judge = Judge::new(player, &old, &new, &hints);
    judge.all();
    Found {
        requests,
        answers: (judge.count, judge.witnesses),
        faults,
    }
}

/// Pairs with the numbers of their clients, judged by several programs at once.
fn judged<T: Send>(
    program: &Path,
    pairs: &[(Pair, usize)],
    judge: impl Fn(&mut Player, &Pair, usize) -> T + Sync,
) -> Vec<T> {
    let threads = std::thread::available_parallelism()
        .map_or(2, usize::from)
        .min(8);
    let judge = &judge;
    std::thread::scope(|scope| {
        let parts = pairs.chunks(pairs.len().div_ceil(threads).max(1));
        let running: Vec<_> = parts
            .map(|part| {
                scope.spawn(move || {
                    let mut player = Player::start(program);
                    let judged: Vec<T> = part
                        .iter()
                        .map(|(pair, client)| judge(&mut player, pair, *client))
                        .collect();
                    player.end();
                    judged
                })
            })
            .collect();
        running
            .into_iter()
            .flat_map(|thread| thread.join().expect("no panic"))
            .collect()
    })
}

#[test]
fn verdicts_have_witnesses() {
    let mut clients = Clients::new();
    let pairs: Vec<(Pair, usize)> = pairs()
        .into_iter()
        .filter(|pair| pair.open.is_none())
        .map(|pair| {
            let client = clients.add(&pair.old);
            (pair, client)
        })
        .collect();
    let program = clients.build();
    let models = clients.models();
    let all = judged(&program, &pairs, |player, pair, client| {
        found(player, models, client, &pair.old, &pair.new)
    });
    let mut wrong = Vec::new();
    let mut outcomes: Vec<(String, Outcome)> = Vec::new();
    for ((pair, _), found) in pairs.iter().zip(all) {
        let (verdicts, (calls, requests), (count, answers)) =
            (&pair.verdicts, &found.requests, &found.answers);
        for outcome in [
            outcome(
                "request",
                &verdicts.request,
                *calls,
                requests,
                pair.request_witness.as_ref(),
            ),
            outcome(
                "response",
                &verdicts.response,
                *count,
                answers,
                pair.response_witness.as_ref(),
            ),
        ] {
            if let Proof::Wrong(why) = &outcome.proof {
                wrong.push(format!(
                    "{} ({}): {} {}: {why}",
                    pair.id, pair.what, outcome.direction, outcome.verdict
                ));
            }
            outcomes.push((pair.id.clone(), outcome));
        }
        wrong.extend(
            found
                .faults
                .iter()
                .take(3)
                .map(|fault| format!("{}: {fault}", pair.id)),
        );
    }
    assert!(
        wrong.is_empty(),
        "{} are wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    if !is_full() {
        bless::assert_text("witness", "tests/diff/WITNESSES.md", &table(&outcomes));
    }

    // A document that did not change has no witness: the judge sees changes, not faults of clients.
    let mut alone: Vec<(Pair, usize)> = pairs;
    alone.sort_by_key(|(_, client)| *client);
    alone.dedup_by_key(|(_, client)| *client);
    let alone = judged(&program, &alone, |player, pair, client| {
        let found = found(player, models, client, &pair.old, &pair.old);
        let (_, requests) = found.requests;
        let (_, answers) = found.answers;
        let mut witnesses = requests
            .into_iter()
            .chain(answers)
            .filter(|witness| !witness.loose);
        witnesses
            .next()
            .map(|witness| format!("{} alone: {:?}: {}", pair.id, witness.class, witness.text))
    });
    let alone: Vec<String> = alone.into_iter().flatten().collect();
    assert!(alone.is_empty(), "{}", alone.join("\n"));
}
