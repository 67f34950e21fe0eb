//! The allocator: who gets a name that several wish for.

use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;

use super::{Name, words};
use crate::ir::Pointer;
use crate::lock::Kind;
use crate::parallel;
use crate::quick::QuickSet;

/// Room for a number and what separates it.
const NUMBER_DIGITS: usize = 12;

/// Fewer names than this are spelled sooner than a thread starts.
const FEW: usize = 512;

/// The second of two equal names gets this number.
const FIRST_NUMBER: u64 = 2;

/// A set of names that must differ.
#[derive(Debug)]
pub(in crate::plan) struct Scope<N> {
    /// Names taken, [folded](Name::fold), with the number to try next.
    taken: BTreeMap<String, u64>,
    kind: PhantomData<N>,
}

impl<N> Default for Scope<N> {
    fn default() -> Self {
        Self {
            taken: BTreeMap::new(),
            kind: PhantomData,
        }
    }
}

impl<N: Name> Scope<N> {
    /// A scope in which `reserved` identifiers are taken.
    pub(in crate::plan) fn reserving(reserved: &[&str]) -> Self {
        let mut scope = Self::default();
        for name in reserved {
            scope.taken.insert(N::fold(name), FIRST_NUMBER);
        }
        scope
    }

    /// Takes the first of `candidates` that is free as an identifier; the first with a number where none is.
    pub(in crate::plan) fn claim(&mut self, candidates: &[String]) -> N {
        let first = candidates.first().map(|first| N::natural(first));
        self.claim_natural(first, candidates)
    }

    /// The same where the first candidate is known as an identifier.
    fn claim_natural(&mut self, first: Option<String>, candidates: &[String]) -> N {
        let others = candidates.iter().skip(1);
        let free = first
            .into_iter()
            .chain(others.map(|candidate| N::natural(candidate)))
            .find(|name| !self.taken.contains_key(&N::fold(name)));
        let name =
            free.unwrap_or_else(|| self.numbered(candidates.first().map_or("", String::as_str)));
        self.taken.insert(N::fold(&name), FIRST_NUMBER);
        N::make(name)
    }

    /// Takes a name that somebody gave; `None` where it is taken or no identifier of this kind.
    pub(in crate::plan) fn take(&mut self, bare: &str) -> Option<N> {
        let name = N::given(bare)?;
        let key = N::fold(bare);
        if self.taken.contains_key(&key) {
            return None;
        }
        self.taken.insert(key, FIRST_NUMBER);
        Some(name)
    }

    /// `raw` with the next number that gives a free name. Numbers are not tried twice: a thousand equal names take a
    /// thousand tries.
    fn numbered(&mut self, raw: &str) -> String {
        let natural = N::natural(raw);
        let key = N::fold(&natural);
        // Names have a greatest length: the number must fit in.
        let base = words::shortened(
            natural.trim_start_matches("r#"),
            words::LONGEST - NUMBER_DIGITS,
        );
        let mut number = self.taken.get(&key).copied().unwrap_or(FIRST_NUMBER);
        loop {
            // A separator keeps `v1` and the second `v` apart.
            let name = N::natural(&format!("{base} {number}"));
            number += 1;
            if !self.taken.contains_key(&N::fold(&name)) {
                self.taken.insert(key, number);
                return name;
            }
        }
    }
}

/// A wish for a name.
#[derive(Debug, Clone)]
pub(in crate::plan) struct Wish {
    /// What wishes.
    pub(in crate::plan) kind: Kind,
    /// How the lock knows it; no two of one kind and owner are equal.
    pub(in crate::plan) id: String,
    /// The name that is not worth a line in the lock, because nobody can take it away.
    pub(in crate::plan) silent: Option<String>,
    /// What decides who comes first among equals: lower is earlier.
    pub(in crate::plan) priority: u8,
    /// Names to try, best first.
    pub(in crate::plan) candidates: Vec<String>,
    /// Where the user may say what it is called.
    pub(in crate::plan) place: Option<Pointer>,
    /// What the user wants it to be called.
    pub(in crate::plan) wanted: Option<String>,
    /// What it was called the last time.
    pub(in crate::plan) before: Option<String>,
    /// What it was called the last time if the lock says nothing.
    pub(in crate::plan) implied: Option<String>,
}

impl Wish {
    /// A wish of something that the lock knows as `id`.
    pub(in crate::plan) fn new(
        kind: Kind,
        id: impl Into<String>,
        candidates: impl IntoIterator<Item = String>,
    ) -> Self {
        Self {
            kind,
            id: id.into(),
            silent: None,
            priority: 0,
            candidates: candidates.into_iter().collect(),
            place: None,
            wanted: None,
            before: None,
            implied: None,
        }
    }

    /// Says how the document spells it: a name that is spelled so cannot be lost.
    pub(in crate::plan) fn spelled(mut self, spelled: impl Into<String>) -> Self {
        self.silent = Some(spelled.into());
        self
    }

    /// Says where it stands in the document.
    pub(in crate::plan) fn at(mut self, place: Pointer) -> Self {
        self.place = Some(place);
        self
    }

    /// Says what it is called where its owner is known and the lock has no line for it.
    pub(in crate::plan) fn usually(mut self, name: String, known: bool) -> Self {
        self.implied = known.then(|| name.clone());
        self.silent = Some(name);
        self
    }

    /// Whether the document's own word is the identifier already (`natural`); nothing that is called otherwise displaces
    /// it.
    fn exactness(&self, natural: Option<&String>) -> u8 {
        match self.candidates.first() {
            Some(first) if natural == Some(first) => u8::from(self.silent.as_ref() != Some(first)),
            _ => 2,
        }
    }
}

/// Names for all wishes, in their order. Pinned names are given first; then those whose first candidate is already
/// written as the identifier get it, then the others by priority and order: a newcomer that is spelled differently
/// moves nobody.
pub(in crate::plan) fn claim_all<N: Name>(scope: &mut Scope<N>, wishes: &[Wish]) -> Vec<N> {
    let mut names: Vec<Option<N>> = Vec::new();
    names.resize_with(wishes.len(), || None);
    let pins: [fn(&Wish) -> Option<&String>; 3] = [
        |wish| wish.wanted.as_ref(),
        |wish| wish.before.as_ref(),
        |wish| wish.implied.as_ref(),
    ];
    for pin in pins {
        for (name, wish) in names.iter_mut().zip(wishes) {
            if let (None, Some(pinned)) = (&name, pin(wish)) {
                *name = scope.take(pinned);
            }
        }
    }
    let open: Vec<(&mut Option<N>, &Wish)> = names
        .iter_mut()
        .zip(wishes)
        .filter(|(name, _)| name.is_none())
        .collect();
    let naturals = parallel::map(&open, FEW, |(_, wish)| {
        let first = wish.candidates.first();
        first.map(|first| N::natural(first))
    });
    let mut open: Vec<_> = open
        .into_iter()
        .zip(naturals)
        .map(|((name, wish), natural)| (name, wish, natural))
        .collect();
    // The sort keeps the order of equals.
    open.sort_by_key(|(_, wish, natural)| (wish.exactness(natural.as_ref()), wish.priority));
    for (name, wish, natural) in open {
        *name = Some(scope.claim_natural(natural, &wish.candidates));
    }
    names.into_iter().flatten().collect()
}

/// Makes ids of one kind differ that do not, by a number.
pub(in crate::plan) fn numbered_apart(wishes: &mut [Wish]) {
    let ids: QuickSet<(Kind, &str)> = wishes
        .iter()
        .map(|wish| (wish.kind, wish.id.as_str()))
        .collect();
    if ids.len() == wishes.len() {
        return;
    }
    let mut taken: BTreeSet<(Kind, String)> = ids
        .into_iter()
        .map(|(kind, id)| (kind, id.to_owned()))
        .collect();
    let mut seen: BTreeMap<(Kind, String), u64> = BTreeMap::new();
    for wish in wishes {
        let key = (wish.kind, wish.id.clone());
        let Some(number) = seen.get_mut(&key) else {
            seen.insert(key, FIRST_NUMBER);
            continue;
        };
        loop {
            wish.id = format!("{} {number}", key.1);
            *number += 1;
            if taken.insert((wish.kind, wish.id.clone())) {
                break;
            }
        }
    }
}
