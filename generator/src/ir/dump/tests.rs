use serde_json::json;

use super::dump;

#[test]
fn values_are_readable() {
    let value = json!({
        "title": "Key: value",
        "none": null,
        "empty": [],
        "no": false,
        "path": "/users/{id}",
        "number": "12",
        "reference": {"id": 3, "nullable": true, "gone": null},
        "types": [
            {"name": "a".repeat(60), "other": "b".repeat(60)},
            "two\nlines",
            [1, 2.5, "x"],
        ],
    });
    let expected = format!(
        "title: \"Key: value\"\n\
         no: false\n\
         path: \"/users/{{id}}\"\n\
         number: \"12\"\n\
         reference: {{id: 3, nullable: true}}\n\
         types:\n\
         \x20 [0]\n\
         \x20   name: {}\n\
         \x20   other: {}\n\
         \x20 [1] \"two\\nlines\"\n\
         \x20 [2] [1, 2.5, x]\n",
        "a".repeat(60),
        "b".repeat(60)
    );
    let text = dump(&value);
    assert_eq!(text, expected, "\n{text}");
}
