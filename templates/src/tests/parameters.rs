//! Styles of parameters against the table of OAS 3.0.4 section 4.8.12.6 (3.0.3 section 4.7.12.7), written down by hand.

use serde_json::{Value, json};

use crate::runtime::operation::{Location, ParameterSpec, Style};
use crate::runtime::parameters::{form, write};

fn spec(location: Location, style: Style, explode: bool) -> ParameterSpec {
    ParameterSpec {
        style,
        explode,
        ..ParameterSpec::of(location, "color")
    }
}

fn text(spec: ParameterSpec, value: &Value) -> String {
    write(spec, &value.to_string())
        .unwrap()
        .unwrap_or_else(|| "(nothing)".to_owned())
}

#[test]
fn the_table_of_styles() {
    use Location::{Cookie, Header, Path, Query};
    use Style::{
        DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited, TabDelimited,
    };
    let array = json!(["blue", "black", "brown"]);
    // Keys in alphabetical order: whether a tree keeps another order is a feature of `serde_json`.
    let object = json!({"B": 150, "G": 200, "R": 100});
    #[rustfmt::skip]
    let rows = [
        (Path, Matrix, false, ";color", ";color=blue", ";color=blue,black,brown", ";color=B,150,G,200,R,100"),
        (Path, Matrix, true, ";color", ";color=blue", ";color=blue;color=black;color=brown", ";B=150;G=200;R=100"),
        (Path, Label, false, ".", ".blue", ".blue,black,brown", ".B,150,G,200,R,100"),
        (Path, Label, true, ".", ".blue", ".blue.black.brown", ".B=150.G=200.R=100"),
        (Query, Form, false, "color=", "color=blue", "color=blue,black,brown", "color=B,150,G,200,R,100"),
        (Query, Form, true, "color=", "color=blue", "color=blue&color=black&color=brown", "B=150&G=200&R=100"),
        (Path, Simple, false, "", "blue", "blue,black,brown", "B,150,G,200,R,100"),
        (Path, Simple, true, "", "blue", "blue,black,brown", "B=150,G=200,R=100"),
        (Header, Simple, false, "", "blue", "blue,black,brown", "B,150,G,200,R,100"),
        (Header, Simple, true, "", "blue", "blue,black,brown", "B=150,G=200,R=100"),
        (Query, SpaceDelimited, false, "color=", "color=blue", "color=blue%20black%20brown", "color=B%20150%20G%20200%20R%20100"),
        (Query, PipeDelimited, false, "color=", "color=blue", "color=blue%7Cblack%7Cbrown", "color=B%7C150%7CG%7C200%7CR%7C100"),
        // `tsv` of Swagger 2.0, and its delimiters outside of a query (section "Parameter Object").
        (Query, TabDelimited, false, "color=", "color=blue", "color=blue%09black%09brown", "color=B%09150%09G%09200%09R%09100"),
        (Path, TabDelimited, false, "", "blue", "blue%09black%09brown", "B%09150%09G%09200%09R%09100"),
        (Path, SpaceDelimited, false, "", "blue", "blue%20black%20brown", "B%20150%20G%20200%20R%20100"),
        (Path, PipeDelimited, false, "", "blue", "blue%7Cblack%7Cbrown", "B%7C150%7CG%7C200%7CR%7C100"),
        (Header, TabDelimited, false, "", "blue", "blue\tblack\tbrown", "B\t150\tG\t200\tR\t100"),
        (Header, SpaceDelimited, false, "", "blue", "blue black brown", "B 150 G 200 R 100"),
        (Header, PipeDelimited, false, "", "blue", "blue|black|brown", "B|150|G|200|R|100"),
        (Query, SpaceDelimited, true, "color=", "color=blue", "color=blue&color=black&color=brown", "B=150&G=200&R=100"),
        (Query, DeepObject, true, "color=", "color=blue", "color=blue&color=black&color=brown", "color%5BB%5D=150&color%5BG%5D=200&color%5BR%5D=100"),
        (Cookie, Form, false, "color=", "color=blue", "color=blue,black,brown", "color=B,150,G,200,R,100"),
        (Cookie, Form, true, "color=", "color=blue", "color=blue; color=black; color=brown", "B=150; G=200; R=100"),
    ];
    for (location, style, explode, empty, string, list, map) in rows {
        let spec = spec(location, style, explode);
        let row = format!("{location:?} {style:?} {explode}");
        assert_eq!(text(spec, &json!("")), empty, "{row}");
        assert_eq!(text(spec, &json!("blue")), string, "{row}");
        assert_eq!(text(spec, &array), list, "{row}");
        assert_eq!(text(spec, &object), map, "{row}");
        assert_eq!(text(spec, &Value::Null), "(nothing)", "{row}");
    }
}

#[test]
fn defaults_are_those_of_the_place() {
    use Location::{Cookie, Header, Path, Query};
    for (location, style, explode) in [
        (Path, Style::Simple, false),
        (Header, Style::Simple, false),
        (Query, Style::Form, true),
        (Cookie, Style::Form, true),
    ] {
        let spec = ParameterSpec::of(location, "x");
        assert_eq!(
            (spec.style, spec.explode, spec.allow_reserved, spec.json),
            (style, explode, false, false)
        );
    }
}

#[test]
fn all_but_unreserved_characters_are_encoded() {
    let query = ParameterSpec::of(Location::Query, "a b[]");
    let value = json!("azAZ09-._~ !\"#$%&'()*+,/:;<=>?@[\\]^`{|}é\r\n");
    let encoded = "azAZ09-._~%20%21%22%23%24%25%26%27%28%29%2A%2B%2C%2F%3A%3B%3C%3D%3E%3F%40%5B%5C%5D%5E%60%7B%7C%7D%C3%A9%0D%0A";
    assert_eq!(text(query, &value), format!("a%20b%5B%5D={encoded}"));
    let reserved = ParameterSpec {
        allow_reserved: true,
        ..query
    };
    assert_eq!(
        text(reserved, &json!("a/b:c?d@e,f!$'()*;g&h=i+j#k[l] %é")),
        "a%20b%5B%5D=a/b:c?d@e,f!$'()*;g%26h=i%2Bj%23k[l]%20%25%C3%A9"
    );
    assert_eq!(
        text(reserved, &json!("50%25, 5%2 %é")),
        "a%20b%5B%5D=50%25,%205%252%20%25%C3%A9"
    );
    // The separators of a list are not those inside its elements.
    let list = ParameterSpec {
        explode: false,
        ..ParameterSpec::of(Location::Query, "x")
    };
    assert_eq!(text(list, &json!(["a,b", "c"])), "x=a%2Cb,c");
    let path = ParameterSpec::of(Location::Path, "x");
    assert_eq!(
        text(path, &json!("../a/b?c#d%2e")),
        "..%2Fa%2Fb%3Fc%23d%252e"
    );
    let path = ParameterSpec {
        allow_reserved: true,
        ..path
    };
    assert_eq!(text(path, &json!("a/b&c+d=e?f#g")), "a/b&c+d=e%3Ff%23g");
}

#[test]
fn nothing_is_encoded_in_the_style_of_cookies() {
    let cookie = ParameterSpec {
        style: Style::Cookie,
        ..ParameterSpec::of(Location::Cookie, "a[b]")
    };
    assert_eq!(text(cookie, &json!("x/y==%20")), "a[b]=x/y==%20");
    assert_eq!(text(cookie, &json!([1, 2])), "a[b]=1; a[b]=2");
    assert!(write(cookie, r#""1; admin=1""#).is_err());
    let list = ParameterSpec {
        explode: false,
        ..cookie
    };
    assert_eq!(text(list, &json!([1, 2])), "a[b]=1,2");
}

#[test]
fn a_list_inside_an_exploded_object_repeats_its_key() {
    let form = ParameterSpec::of(Location::Query, "x");
    assert_eq!(text(form, &json!({"a": [1, 2], "b": 3})), "a=1&a=2&b=3");
}

#[test]
fn json_content_is_json() {
    let value = json!({"a": [1, "é"]});
    for (location, expected) in [
        (Location::Query, "x=%7B%22a%22%3A%5B1%2C%22%C3%A9%22%5D%7D"),
        (Location::Path, "%7B%22a%22%3A%5B1%2C%22%C3%A9%22%5D%7D"),
        (Location::Header, r#"{"a":[1,"é"]}"#),
    ] {
        assert_eq!(
            text(
                ParameterSpec {
                    json: true,
                    ..ParameterSpec::of(location, "x")
                },
                &value
            ),
            expected
        );
    }
}

#[test]
fn what_a_style_cannot_write_is_refused() {
    let form_style = ParameterSpec::of(Location::Query, "x");
    let deep = ParameterSpec {
        style: Style::DeepObject,
        ..form_style
    };
    for (spec, value) in [
        (form_style, json!([[1]])),
        (form_style, json!([{"a": 1}])),
        (form_style, json!([null])),
        (form_style, json!({"a": {"b": 1}})),
        (deep, json!({"a": [null]})),
    ] {
        let error = write(spec, &value.to_string()).unwrap_err().to_string();
        assert!(error.starts_with("parameter `x`: "), "{error}");
    }
    assert_eq!(text(form_style, &json!([])), "(nothing)");
    let joined = ParameterSpec {
        explode: false,
        ..form_style
    };
    assert_eq!(text(joined, &json!([])), "x=");
    assert_eq!(text(joined, &json!({})), "x=");
    assert_eq!(text(form_style, &json!({})), "(nothing)");
    assert_eq!(text(form_style, &json!({"a": null, "b": 1})), "b=1");
}

#[test]
fn what_is_nested_in_a_deep_object_has_brackets() {
    let deep = ParameterSpec {
        style: Style::DeepObject,
        ..ParameterSpec::of(Location::Query, "x")
    };
    let decoded = |value: Value| text(deep, &value).replace("%5B", "[").replace("%5D", "]");
    for (value, expected) in [
        (json!({"a": {"b": {"c": 1}}}), "x[a][b][c]=1"),
        (json!({"d": [true, 2.5]}), "x[d][]=true&x[d][]=2.5"),
        (
            json!({"d": [{"k": 1, "l": [2]}, {"k": 3}]}),
            "x[d][0][k]=1&x[d][0][l][]=2&x[d][1][k]=3",
        ),
        (
            json!({"d": [[1, 2], [3]]}),
            "x[d][0][]=1&x[d][0][]=2&x[d][1][]=3",
        ),
        (json!({"a": null, "b": ""}), "x[b]="),
        (json!({"a]&[": 1}), "x[a]%26[]=1"),
        (json!(["a", "b"]), "x=a&x=b"),
        (json!([{"k": 1}]), "x[0][k]=1"),
    ] {
        assert_eq!(decoded(value), expected);
    }
}

#[test]
fn forms_are_flat() {
    let value = json!({"a b": "c d+e&f=g~*", "list": [1, true], "none": null});
    assert_eq!(
        form(&value.to_string(), &[]).unwrap(),
        "a+b=c+d%2Be%26f%3Dg%7E*&list=1&list=true"
    );
    assert_eq!(
        form(r#"{"b": {"y":1,"x":2}, "a": "z"}"#, &[]).unwrap(),
        "b=%7B%22y%22%3A1%2C%22x%22%3A2%7D&a=z"
    );
    assert!(form("[1]", &[]).is_err());
}
