use super::{Ending, judge};
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
        assert_eq!(judge(&ended).0, expected, "{ended:?}");
    }
    let late = Ended {
        late: true,
        ..ended(false, "signal: 9 (SIGKILL)", "", "")
    };
    assert_eq!(judge(&late).0, Ending::Late);
    let refused = ended(false, "exit status: 1", "", "Error: no");
    assert_eq!(judge(&refused).1, "exit code 1: Error: no");
}
