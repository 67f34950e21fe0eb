//! The groups of a big API: their features, and the tables that list them.

use std::fmt::Write as _;

use super::manifest::Feature;
use crate::plan::ApiPlan;
use crate::plan::api::Group;
use crate::plan::docs::Docs;

/// The feature that switches on all groups.
const ALL: &str = "all";

/// The features of a crate of its own, beside those that every crate has.
pub(super) fn features(plan: &ApiPlan) -> Vec<Feature<'_>> {
    let mut features = Vec::new();
    if !plan.groups.is_empty() {
        features.push(Feature {
            name: ALL,
            comment: "All operations. Without it, choose groups of them.".to_owned(),
            needs: plan
                .groups
                .iter()
                .map(|group| group.feature.as_str().into())
                .collect(),
            default: true,
        });
    }
    if let Some(extra) = &plan.extra {
        features.push(Feature {
            name: extra.as_str(),
            comment: "Models that no operation needs, for example what webhooks send.".to_owned(),
            needs: if plan.groups.is_empty() {
                Vec::new()
            } else {
                vec![ALL.into()]
            },
            default: false,
        });
    }
    features.extend(plan.groups.iter().map(|group| Feature {
        name: group.feature.as_str(),
        comment: format!("{}: {}.", count(group.operations), group.summary),
        needs: Vec::new(),
        default: false,
    }));
    features
}

fn count(operations: usize) -> String {
    match operations {
        1 => "1 operation".to_owned(),
        more => format!("{more} operations"),
    }
}

/// What the crate's documentation says about its features; nothing where there are none.
pub(super) fn docs(plan: &ApiPlan) -> Docs {
    if plan.groups.is_empty() {
        let text = extra(plan).map(|text| format!("# Features\n\n{text}"));
        return lines(&text.unwrap_or_default());
    }
    let text = format!(
        "# Features\n\n{}\n\n{}",
        explanation(plan),
        table(plan, |group| format!(
            "[`{}`](operations::{})",
            group.feature, group.module
        ))
    );
    lines(&text)
}

fn lines(text: &str) -> Docs {
    Docs {
        lines: text.lines().map(str::to_owned).collect(),
    }
}

/// What the feature of models that no operation needs is for.
fn extra(plan: &ApiPlan) -> Option<String> {
    let extra = plan.extra.as_ref()?;
    Some(format!(
        "`{extra}` adds the models that no operation needs, for example what webhooks send."
    ))
}

/// What the README says about features that not every crate has; nothing where there are none.
pub(super) fn readme(plan: &ApiPlan) -> String {
    if plan.groups.is_empty() {
        return extra(plan).map_or_else(String::new, |text| text + "\n");
    }
    let is_folder = |group: &Group| {
        let mut folders = plan
            .operations
            .iter()
            .filter_map(|file| file.folder.as_ref());
        folders.any(|folder| *folder == group.module)
    };
    format!(
        "### Groups of operations\n\n{}\n\n{}\n",
        explanation(plan),
        table(plan, |group| {
            let end = if is_folder(group) { "" } else { ".rs" };
            format!(
                "[`{}`](src/operations/{}{end})",
                group.feature, group.module
            )
        })
    )
}

fn explanation(plan: &ApiPlan) -> String {
    let first = plan
        .groups
        .first()
        .map_or(ALL, |group| group.feature.as_str());
    let mut text = format!(
        "Each group of operations has a feature. `{ALL}`, which is on by default, has all of them; with\n\
         `default-features = false, features = [\"rustls\", \"{first}\"]` only what you call is compiled."
    );
    if let Some(extra) = extra(plan) {
        let _ = write!(text, "\n{extra}");
    }
    text
}

fn table(plan: &ApiPlan, link: impl Fn(&Group) -> String) -> String {
    let mut text = String::from("| Feature | Operations | |\n|---|--:|---|\n");
    for group in &plan.groups {
        let _ = writeln!(
            text,
            "| {} | {} | {} |",
            link(group),
            group.operations,
            group.summary.replace('|', "\\|")
        );
    }
    text
}
