use super::Text;

/// What stands in `text` is what the formatter makes of it, whatever the length of the names in it.
fn is_formatted(text: Text, as_text: fn(Text) -> Result<String, String>) {
    let again = Text {
        out: text.out.clone(),
        long: true,
        ..Text::new(text.depth)
    };
    let (written, formatted) = (as_text(text).unwrap(), as_text(again).unwrap());
    assert_eq!(written, formatted);
}

#[test]
fn functions_are_as_the_formatter_prints_them() {
    for length in 1..110 {
        let name = "a".repeat(length);
        for calls in 0..4 {
            let mut text = Text::new(1);
            text.doc("What it does.");
            let arguments = ["&self".to_owned(), format!("{name}: &str")];
            text.signature("pub fn get", &arguments, "-> Call<Get> {");
            let calls: Vec<String> = (0..calls)
                .map(|index| format!(".set_path(\"{index}\", {name})"))
                .collect();
            text.chain("Call::new(&self.core)", &calls);
            text.close("}");
            is_formatted(text, Text::part);
        }
    }
}

#[test]
fn arms_are_as_the_formatter_prints_them() {
    for length in 1..110 {
        let name = "A".repeat(length);
        for value in [
            format!("Outcome::Failure({name}::NotFound)"),
            format!("Outcome::Success({name}::None)"),
            format!("answer.failure({name}::NotFound)"),
            format!("Outcome::failure_as(answer.text(), {name}::NotFound)"),
            format!("Outcome::success_as(answer.json_as::<OrNull<Plain>, _>(), {name}::Item)"),
        ] {
            let mut text = Text::new(1);
            text.signature(
                "fn decode",
                &["answer: &Answer".to_owned()],
                "-> Outcome<Self> {",
            );
            text.open("match answer.status() {");
            text.arm("200 | 404", &value);
            text.arm("_", "Outcome::Undocumented");
            text.close("}");
            text.close("}");
            is_formatted(text, Text::part);
        }
    }
}

#[test]
fn fields_are_as_the_formatter_prints_them() {
    for length in 1..110 {
        let name = "A".repeat(length);
        let mut text = Text::new(0);
        text.line("#[derive(Debug)]");
        text.open("pub struct Model {");
        text.doc("One.");
        text.field(&format!("pub one: Option<Vec<super::models::{name}>>,"));
        text.field("pub other: BTreeMap<String, Value>,");
        text.close("}");
        is_formatted(text, Text::item);
    }
}
