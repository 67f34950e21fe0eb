use super::tidy;

#[test]
fn text_is_as_rustfmt_would_leave_it() {
    let long = "a".repeat(80);
    let name = "A".repeat(60);
    let cases = [
        // Signatures.
        (
            "    pub fn f(\n        &self,\n        a: i64,\n    ) -> Call<F> {\n    }\n".to_owned(),
            "    pub fn f(&self, a: i64) -> Call<F> {\n    }\n".to_owned(),
        ),
        (
            format!("fn f(\n    {long}: i64,\n    b: i64,\n) {{\n}}\n"),
            format!("fn f(\n    {long}: i64,\n    b: i64,\n) {{\n}}\n"),
        ),
        // Arms.
        (
            "    4 => {\n        Outcome::Failure(\n            E::A(answer.json()?),\n        )\n    }\n"
                .to_owned(),
            "    4 => Outcome::Failure(E::A(answer.json()?)),\n".to_owned(),
        ),
        (
            format!("    4 => {{\n        Outcome::Failure(E::{name}(answer.json()?))\n    }}\n"),
            format!("    4 => Outcome::Failure(E::{name}(\n        answer.json()?,\n    )),\n"),
        ),
        // Chains; a string that looks like a call is none.
        (
            "    Call::new(&self.core).set_path(\"a).set_b(\", a).set_query(\"bbbbbbbb\", b)\n".to_owned(),
            "    Call::new(&self.core)\n        .set_path(\"a).set_b(\", a)\n        .set_query(\"bbbbbbbb\", b)\n"
                .to_owned(),
        ),
        (
            "    check\n        .field(\"a\")\n        .text(\n            value,\n        );\n".to_owned(),
            "    check.field(\"a\").text(\n        value,\n    );\n".to_owned(),
        ),
        (
            "    check\n        .field(\"a\")\n        .items(\n            1,\n        )\n        .unique(value);\n"
                .to_owned(),
            "    check\n        .field(\"a\")\n        .items(\n            1,\n        )\n        .unique(value);\n"
                .to_owned(),
        ),
        // Literals.
        (
            "    Self { id: id.into() }\n    Self { origin: origin.into(), b }\n".to_owned(),
            "    Self { id: id.into() }\n    Self {\n        origin: origin.into(),\n        b,\n    }\n"
                .to_owned(),
        ),
        (
            "    p: &[\n        S {\n            a: 1,\n        },\n    ],\n".to_owned(),
            "    p: &[S {\n        a: 1,\n    }],\n".to_owned(),
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(tidy(&text), wanted, "from\n{text}");
    }
}

#[test]
fn what_looks_like_code_in_a_comment_stays() {
    let text = "/// pub fn f(\n/// a,\n/// )\n///     Self { origin: origin.into() }\nstruct A;\n";
    assert_eq!(tidy(text), text);
    let text = "    /// a.then(b => {\n    ///     c(\n    ///         d\n    ///     );\n    /// })\n    fn e();\n    }\n";
    assert_eq!(tidy(text), text);
}
