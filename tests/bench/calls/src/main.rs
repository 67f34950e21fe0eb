//! Makes the same calls on loopback in turns: with a generated client, and with one written by hand. Prints per case a
//! line of what, unit, ours, theirs, ratio; fields are separated by tabs. Times are of one call.

mod server;

use std::time::Instant;

use tokio::runtime::{Builder, Runtime};

/// So many calls are timed as one: in less than a millisecond, so that most pairs are not interrupted by other programs.
const CALLS: u32 = 20;

/// So many pairs are measured for each run that was asked for.
const PAIRS: usize = 50;

const USERS: &str = r#"[{"id":"7","email":"ann@example.org","first_name":"Ann","roles":[{"id":"1","name":"admin","description":"All","composite":false}]}]"#;

const OFFICE_USER: &str = r#"{"id":"3fa85f64-5717-4562-b3fc-2c963f66afa6","email":"ann@example.org","firstName":"Ann","lastName":"Lee","roles":[{"roleType":"qae"}],"active":true,"createdAt":"2024-02-29T12:30:45Z"}"#;

fn main() {
    stay_on_one_core();
    let runs = std::env::args()
        .nth(1)
        .and_then(|runs| runs.parse().ok())
        .unwrap_or(5);
    let runtime = Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("starts");

    let url = server::start("200 OK", USERS);
    let ours = generated::user_management::Client::builder()
        .base_url(&url)
        .api_key("token")
        .build()
        .expect("is complete");
    let theirs = handwritten::user_management::Client::new(&url, "token");
    let query = handwritten::user_management::SearchUsers {
        search_string: Some("ann lee".to_owned()),
        sort: None,
        page_size: Some(20),
        page: Some(1),
    };
    compare(
        "GET with a query",
        &runtime,
        runs,
        async || {
            let call = ours.search_users().search_string("ann lee").page_size(20);
            call.page(1).await.expect("is answered").len()
        },
        async || {
            theirs
                .search_users(&query)
                .await
                .expect("is answered")
                .len()
        },
    );

    let url = server::start("201 Created", OFFICE_USER);
    let ours = generated::ghc::Client::builder()
        .base_url(format!("{url}/ghc/v1"))
        .build()
        .expect("is complete");
    let theirs = handwritten::ghc::Client::new(&url);
    let body = generated::ghc::models::OfficeUserCreate::new()
        .email("ann@example.org")
        .first_name("Ann")
        .last_name("Lee");
    let their_body = handwritten::ghc::OfficeUserCreate {
        email: Some("ann@example.org".to_owned()),
        first_name: Some("Ann".to_owned()),
        last_name: Some("Lee".to_owned()),
        ..Default::default()
    };
    compare(
        "POST with a body",
        &runtime,
        runs,
        async || {
            let call = ours.create_requested_office_user().body(body.clone());
            call.await.expect("is answered").id
        },
        async || {
            let body = their_body.clone();
            let answer = theirs.create_requested_office_user(&body);
            answer.await.expect("is answered").id
        },
    );
}

/// Keeps this thread, and those that it starts, on the core where it is. Else the time until another core wakes is measured,
/// which is longer than a call and depends on where the threads happen to be.
fn stay_on_one_core() {
    #[cfg(target_os = "linux")]
    {
        use nix::sched::{CpuSet, sched_getcpu, sched_setaffinity};

        let mut cores = CpuSet::new();
        let set = sched_getcpu().and_then(|core| cores.set(core));
        set.and_then(|()| sched_setaffinity(nix::unistd::Pid::from_raw(0), &cores))
            .expect("a thread may stay where it is");
    }
}

/// Measures both in turns.
fn compare<A: PartialEq>(
    what: &str,
    runtime: &Runtime,
    runs: usize,
    ours: impl AsyncFn() -> A,
    theirs: impl AsyncFn() -> A,
) {
    assert!(
        runtime.block_on(ours()) == runtime.block_on(theirs()),
        "both give the same"
    );
    let mut times = Vec::new();
    for pair in 0..runs.saturating_mul(PAIRS) {
        // Who comes first finds the memory in another state.
        times.push(if pair % 2 == 0 {
            (time(runtime, &ours), time(runtime, &theirs))
        } else {
            let theirs = time(runtime, &theirs);
            (time(runtime, &ours), theirs)
        });
    }
    let (mine, other) = (
        median(times.iter().map(|(mine, _)| *mine)),
        median(times.iter().map(|(_, other)| *other)),
    );
    let ratio = median(times.iter().map(|(mine, other)| mine / other));
    println!("{what}, wall\tµs\t{mine}\t{other}\t{ratio}");
    let (mine, other) = (allocations(runtime, &ours), allocations(runtime, &theirs));
    println!("{what}, allocations\t\t{mine}\t{other}\t{}", mine / other);
}

/// Microseconds of one call.
fn time<A>(runtime: &Runtime, call: &impl AsyncFn() -> A) -> f64 {
    let start = Instant::now();
    runtime.block_on(async {
        for _ in 0..CALLS {
            call().await;
        }
    });
    start.elapsed().as_secs_f64() * 1e6 / f64::from(CALLS)
}

/// Allocations of one call, in the thread that makes it; the median, since buffers grow now and then.
fn allocations<A>(runtime: &Runtime, call: &impl AsyncFn() -> A) -> f64 {
    let counts = (0..10 * CALLS).map(|_| {
        let info = allocation_counter::measure(|| {
            runtime.block_on(call());
        });
        info.count_total as f64
    });
    median(counts)
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
