//! What holds for every set of names, tried with many made-up ones.

use std::collections::BTreeSet;

use super::super::*;
use crate::lock::Kind;

/// Pieces that names are made of: words of several scripts, keywords, devices, separators, what collides.
const PIECES: &[&str] = &[
    "user",
    "User",
    "USER",
    "users",
    "id",
    "ID",
    "Id",
    "type",
    "self",
    "Self",
    "crate",
    "con",
    "aux",
    "mod",
    "main",
    "new",
    "clone",
    "Option",
    "2",
    "10",
    "0",
    "v1",
    "+1",
    "-1",
    "_",
    "-",
    " ",
    ".",
    "/",
    "$",
    "@",
    "é",
    "e\u{301}",
    "Größe",
    "имя",
    "ユーザー",
    "हिन्दी",
    "اسم",
    "ＡＢＣ",
    "ﬁ",
    "🚀",
    "\u{202e}",
    "",
    "a",
    "а",
    "the",
    "response",
    "body",
];

/// A generator of numbers that are the same in every run (Knuth's MMIX).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn name(&mut self) -> String {
        let long = if self.below(20) == 0 { 40 } else { 4 };
        let count = self.below(long);
        (0..count)
            .map(|_| PIECES[self.below(PIECES.len())])
            .collect()
    }

    fn wishes(&mut self, count: usize) -> Vec<Wish> {
        let mut wishes: Vec<Wish> = (0..count)
            .map(|_| {
                let name = self.name();
                let mut wish =
                    Wish::new(Kind::Field, &name, [name.clone(), format!("{name} field")]);
                wish.priority = u8::try_from(self.below(2)).unwrap();
                wish.spelled(name)
            })
            .collect();
        numbered_apart(&mut wishes);
        wishes
    }
}

/// Names of one kind differ, are identifiers, and stay what they are when the document grows.
fn check<N: Name + std::fmt::Display>(seed: u64, is_valid: fn(&str) -> bool) {
    let mut numbers = Numbers(seed);
    let count = 1 + numbers.below(60);
    let old = numbers.wishes(count);
    let before: Vec<N> = claim_all(&mut Scope::default(), &old);
    assert_eq!(before.len(), old.len());

    let mut folded = BTreeSet::new();
    for (name, wish) in before.iter().zip(&old) {
        let (printed, plain) = (name.to_string(), name.plain());
        assert!(folded.insert(N::fold(plain)), "{seed}: `{printed}` twice");
        assert!(unicode_normalization::is_nfc(plain), "{seed}: {printed}");
        assert!(plain.chars().count() <= 62, "{seed}: {printed}");
        assert!(
            is_valid(&printed),
            "{seed}: `{printed}` of {:?}",
            wish.candidates
        );
    }

    // The document grows: newcomers before, between and after.
    let mut grown: Vec<(Wish, Option<&str>)> = Vec::new();
    for (wish, name) in old.into_iter().zip(&before) {
        for newcomer in numbers.wishes(2) {
            grown.push((newcomer, None));
        }
        grown.push((wish, Some(name.plain())));
    }
    let (mut wishes, kept): (Vec<Wish>, Vec<Option<&str>>) = grown.into_iter().unzip();
    for (wish, kept) in wishes.iter_mut().zip(&kept) {
        wish.before = kept.map(str::to_owned);
    }
    let after: Vec<N> = claim_all(&mut Scope::default(), &wishes);
    for (name, kept) in after.iter().zip(kept) {
        // The lock has no lines for features.
        let kept = kept.filter(|kept| N::given(kept).is_some() || !is_feature(kept));
        assert!(
            kept.is_none_or(|kept| kept == name.plain()),
            "{seed}: {kept:?} became {name}"
        );
    }
    let distinct: BTreeSet<String> = after.iter().map(|name| N::fold(name.plain())).collect();
    assert_eq!(distinct.len(), after.len(), "{seed}");
}

fn is_identifier(name: &str) -> bool {
    syn::parse_str::<syn::Ident>(name).is_ok()
}

fn is_feature(name: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    name.bytes().all(plain) && name.starts_with(|c: char| c.is_ascii_lowercase())
}

#[test]
fn names_differ_are_identifiers_and_stay() {
    for seed in 0..150 {
        check::<FieldName>(seed, is_identifier);
        check::<TypeName>(seed, is_identifier);
        check::<VariantName>(seed, is_identifier);
        check::<ConstName>(seed, is_identifier);
        check::<FunctionName>(seed, is_identifier);
        check::<FileName>(seed, is_identifier);
        check::<FeatureName>(seed, is_feature);
    }
}

#[test]
fn files_are_safe_everywhere() {
    let mut numbers = Numbers(7);
    for _ in 0..2_000 {
        let raw = numbers.name();
        let file = FileName::natural(&raw);
        let plain = file
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        let device = ["con", "aux", "nul", "prn", "mod", "lib", "main"].contains(&file.as_str());
        assert!(plain && !device && !file.is_empty(), "{raw:?}: {file}");
    }
}
