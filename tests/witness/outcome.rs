//! What a pair's verdict is confirmed by, and the table of that.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::requests::{Class, Witness};

/// How one verdict of a pair ends.
#[derive(Debug, Clone)]
pub(crate) struct Outcome {
    pub(crate) direction: &'static str,
    pub(crate) verdict: String,
    /// How many values were tried.
    pub(crate) tried: usize,
    pub(crate) proof: Proof,
}

#[derive(Debug, Clone)]
pub(crate) enum Proof {
    /// A witness confirms that it breaks, or may.
    Seen(Class),
    /// There is none, and none was to be found.
    Nothing,
    /// Why there is none where there should be one, or the other way round.
    Excepted(String),
    /// It is wrong.
    Wrong(String),
}

/// Compares a verdict with what was found.
pub(crate) fn outcome(
    direction: &'static str,
    verdict: &str,
    tried: usize,
    witnesses: &[Witness],
    except: Option<&String>,
) -> Outcome {
    let typed = witnesses.iter().find(|witness| !witness.loose);
    let any = typed.or(witnesses.first());
    let proof = match (verdict, typed, any) {
        ("breaking" | "risky", _, Some(witness)) => Proof::Seen(witness.class),
        ("breaking", ..) => Proof::Wrong("there is no witness".to_owned()),
        ("risky", ..) | (_, None, _) => Proof::Nothing,
        (_, Some(witness), _) => Proof::Wrong(format!("{:?}: {}", witness.class, witness.text)),
    };
    let proof = match (proof, except) {
        (Proof::Wrong(_), Some(why)) => Proof::Excepted(why.clone()),
        (_, Some(_)) => Proof::Wrong("remove the exception: it is as it should be".to_owned()),
        (proof, None) => proof,
    };
    Outcome {
        direction,
        verdict: verdict.to_owned(),
        tried,
        proof,
    }
}

/// The text of `tests/diff/WITNESSES.md`: how many verdicts are confirmed by what, and the exceptions.
pub(crate) fn table(outcomes: &[(String, Outcome)]) -> String {
    let mut counts: BTreeMap<(&str, &str), BTreeMap<&str, usize>> = BTreeMap::new();
    let mut tried = BTreeMap::new();
    for (_, outcome) in outcomes {
        let proof = match &outcome.proof {
            Proof::Seen(class) => class.says(),
            Proof::Nothing => "no witness",
            Proof::Excepted(_) => "exception",
            Proof::Wrong(_) => "wrong",
        };
        *counts
            .entry((outcome.direction, &outcome.verdict))
            .or_default()
            .entry(proof)
            .or_default() += 1;
        *tried.entry(outcome.direction).or_insert(0) += outcome.tried;
    }
    let mut columns: Vec<&str> = Class::ALL.iter().map(|class| class.says()).collect();
    columns.extend(["no witness", "exception"]);
    let mut text = format!(
        "# Witnesses of the verdicts about the wire\n\n\
         Written by `BLESS=1 cargo test -p e2e --test witness`; [README.md](README.md#witnesses) says what is counted.\n\n\
         {} pairs, over {} thousand requests and {} thousand answers.\n\n| | verdict | pairs | {} |\n|---|---|--:|{}\n",
        outcomes.len() / 2,
        tried["request"] / 1000,
        tried["response"] / 1000,
        columns.join(" | "),
        "--:|".repeat(columns.len())
    );
    for ((direction, verdict), counts) in &counts {
        let cells: Vec<String> = columns
            .iter()
            .map(|column| {
                counts
                    .get(column)
                    .map_or_else(String::new, usize::to_string)
            })
            .collect();
        let all: usize = counts.values().sum();
        let _ = writeln!(
            text,
            "| {direction} | {verdict} | {all} | {} |",
            cells.join(" | ")
        );
    }
    text.push_str("\n## Exceptions\n\n| pair | | verdict | why |\n|---|---|---|---|\n");
    for (id, outcome) in outcomes {
        if let Proof::Excepted(why) = &outcome.proof {
            let _ = writeln!(
                text,
                "| {id} | {} | {} | {why} |",
                outcome.direction, outcome.verdict
            );
        }
    }
    text
}
