//! A kill at any moment leaves the old or the new tree.
//!
//! The test starts itself again as a process that writes two trees in turn for ever, kills it after a while that
//! differs from round to round, and looks at what is there.

use std::env;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::super::{journal, write};
use super::{Place, read, tree};
use crate::render::OutputTree;

const VICTIM: &str = "OAXIDE_TEST_WRITES_HERE";
const ROUNDS: u64 = 60;
const PATIENCE: Duration = Duration::from_secs(120);

/// Two trees of many files that share some.
fn trees() -> [OutputTree; 2] {
    ["one", "two"].map(|name| {
        let files: Vec<(String, String)> = (0..40)
            .map(|n| match n % 4 {
                0 => (format!("src/kept_{n}.rs"), "same\n".to_owned()),
                1 => (format!("src/{name}/only_{n}.rs"), format!("{name}\n")),
                _ => (format!("src/file_{n}.rs"), format!("{name} {n}\n")),
            })
            .collect();
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()))
            .collect();
        tree(&files)
    })
}

/// Not a test of its own: what the killed process does.
#[test]
fn victim() {
    let Some(dir) = env::var_os(VICTIM) else {
        return;
    };
    loop {
        for tree in trees() {
            write(Path::new(&dir), &tree).unwrap();
        }
    }
}

fn start(dir: &Path, stand_in: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", "emit::tests::kill::victim", "--nocapture"])
        .env(VICTIM, dir)
        .current_dir(stand_in)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Kills a writer after a while and gives what it left; `None` when it had not started yet.
fn kill_after(dir: &Path, stand_in: &Path, pause: Duration) {
    let mut child = start(dir, stand_in);
    sleep(pause);
    assert!(child.try_wait().unwrap().is_none(), "the writer gave up");
    child.kill().unwrap();
    child.wait().unwrap();
}

/// Round by round another moment, spread over the start of the process and some writes.
fn pause(round: u64) -> Duration {
    Duration::from_micros(4_000 + round * 7_919 % 60_000)
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn a_kill_leaves_the_old_or_the_new_tree() {
    let place = Place::new();
    let dir = place.dir();
    let mut wanted = trees();
    write(&dir, &wanted[0]).unwrap();
    place.put("src/hand.rs", "// mine\n");
    for tree in &mut wanted {
        tree.insert("src/hand.rs".to_owned(), "// mine\n".to_owned());
    }
    let mut seen = [0u32; 2];
    let begin = Instant::now();
    for round in 0.. {
        if round >= ROUNDS && seen.iter().all(|&times| times > 0) {
            break;
        }
        // A loaded machine starts the writer late: then it takes more rounds, with longer pauses.
        assert!(
            begin.elapsed() < PATIENCE,
            "kills never met a change: {seen:?}"
        );
        let late = Duration::from_millis(20) * u32::try_from(round.saturating_sub(ROUNDS)).unwrap();
        kill_after(&dir, place.root.path(), pause(round) + late);
        let found = read(&dir);
        let which = wanted.iter().position(|tree| *tree == found);
        let which = which.unwrap_or_else(|| panic!("round {round}: neither tree: {found:#?}"));
        seen[which] += 1;
    }
    // What was left beside the directory goes with the next run.
    write(&dir, &trees()[0]).unwrap();
    assert!(place.is_tidy());
}

#[test]
fn a_kill_in_place_is_completed_by_the_next_run() {
    let place = Place::new();
    let dir = place.dir();
    let wanted = trees();
    write(&dir, &wanted[0]).unwrap();
    for round in 0..ROUNDS / 3 {
        // The writer stands in the directory, so it may not exchange it.
        kill_after(&dir, &dir, pause(round));
        journal::complete(&dir).unwrap();
        let found = read(&dir);
        assert!(wanted.contains(&found), "round {round}: {found:#?}");
    }
}
