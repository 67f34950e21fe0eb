//! Tests of the runtime. They lie here, not in `tests/`, so that they address it as generated code does.

#[allow(unused_imports, reason = "tests use what they need")]
mod nethsm;
