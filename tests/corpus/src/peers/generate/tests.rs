use super::judge;
use crate::peers::row::Ending;
use crate::peers::tools::Tool;
use crate::process::Ended;

fn ended(ok: bool, status: &str, out: &str, err: &str) -> Ended {
    Ended {
        ok,
        status: status.to_owned(),
        out: out.to_owned(),
        err: err.to_owned(),
        ..Ended::default()
    }
}

#[test]
fn how_a_generator_ended() {
    let panic = "thread 'main' panicked at src/a.rs:1:2:\nno\n";
    for (ended, expected) in [
        (ended(true, "exit status: 0", "", "news"), Ending::Made),
        (
            ended(false, "exit status: 1", "", "Error: no"),
            Ending::Refused,
        ),
        (
            ended(false, "exit status: 101", "", panic),
            Ending::Panicked,
        ),
        (ended(false, "signal: 6 (SIGABRT)", "", ""), Ending::Died),
    ] {
        assert_eq!(judge(Tool::Ploidy, &ended).0, expected, "{ended:?}");
    }
    let late = Ended {
        late: true,
        ..ended(false, "signal: 9 (SIGKILL)", "", "")
    };
    assert_eq!(judge(Tool::Ploidy, &late).0, Ending::Late);
    let refused = ended(false, "exit status: 1", "", "Error: no");
    assert_eq!(judge(Tool::Ploidy, &refused).1, "exit code 1: Error: no");
}

#[test]
fn how_our_own_ended() {
    let line = |outcome: &str| {
        let made = crate::record::Made {
            message: "why".to_owned(),
            ..crate::record::Made::default()
        };
        let text = serde_json::to_string(&made).unwrap();
        text.replace("\"Panicked\"", &format!("\"{outcome}\""))
    };
    for (outcome, expected, message) in [
        ("Whole", Ending::Made, ""),
        ("Partial", Ending::Made, ""),
        ("Nothing", Ending::Refused, "nothing: why"),
        ("Panicked", Ending::Panicked, "PANIC: why"),
    ] {
        let ended = ended(true, "exit status: 0", &line(outcome), "");
        assert_eq!(
            judge(Tool::Oaxide, &ended),
            (expected, message.to_owned()),
            "{outcome}"
        );
    }
    let ended = ended(false, "signal: 11", "", "");
    assert_eq!(judge(Tool::Oaxide, &ended).0, Ending::Died);
}
