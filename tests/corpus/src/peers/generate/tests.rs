use super::judge;
use rivals::generate::Ending;
use rivals::process::Ended;
use rivals::tools::Tool;

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
