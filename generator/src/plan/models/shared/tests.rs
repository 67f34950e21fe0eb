use std::collections::BTreeSet;

use super::partition::Partition;

/// The classes of things that begin as the letters say and name those with the given numbers.
fn classes(things: &[(char, &[usize])], apart: &[usize]) -> Vec<Vec<usize>> {
    let letters: Vec<char> = things.iter().map(|(letter, _)| *letter).collect();
    let first = |letter: &char| letters.iter().position(|other| other == letter).unwrap();
    let labels: Vec<usize> = letters.iter().map(first).collect();
    let names = things.iter().map(|(_, names)| names.to_vec()).collect();
    let mut partition = Partition::of(&labels, names);
    partition.set_apart(apart.to_vec());
    let classes = partition.classes().iter().filter(|class| !class.is_empty());
    let classes: BTreeSet<Vec<usize>> = classes
        .map(|class| class.iter().copied().collect())
        .collect();
    classes.into_iter().collect()
}

#[test]
fn the_same_are_those_that_name_the_same() {
    for (things, apart, expected) in [
        // Enumerations of the same values, and of others.
        (
            &[('e', &[][..]), ('f', &[]), ('e', &[])][..],
            &[][..],
            &[&[0, 2][..], &[1]][..],
        ),
        // Objects with such enumerations inside.
        (
            &[
                ('o', &[1]),
                ('e', &[]),
                ('o', &[3]),
                ('e', &[]),
                ('o', &[5]),
                ('f', &[]),
            ],
            &[],
            &[&[0, 2], &[1, 3], &[4], &[5]],
        ),
        // What names itself, and what names another that names itself.
        (
            &[
                ('o', &[0]),
                ('o', &[1]),
                ('o', &[0]),
                ('o', &[4]),
                ('e', &[]),
            ],
            &[],
            &[&[0, 1, 2], &[3], &[4]],
        ),
        // A circle of two is unrolled from a circle of one, but not from a circle with another thing in it.
        (
            &[
                ('o', &[1]),
                ('o', &[0]),
                ('o', &[2]),
                ('o', &[4]),
                ('x', &[3]),
            ],
            &[],
            &[&[0, 1, 2], &[3], &[4]],
        ),
        // A chain: each is as long as its tail.
        (
            &[
                ('o', &[1]),
                ('o', &[2]),
                ('o', &[3]),
                ('o', &[]),
                ('o', &[3]),
            ],
            &[],
            &[&[0], &[1], &[2, 4], &[3]],
        ),
        // What is set apart sets apart who names it.
        (
            &[
                ('c', &[]),
                ('c', &[]),
                ('o', &[0]),
                ('o', &[1]),
                ('o', &[1]),
            ],
            &[1],
            &[&[0], &[1], &[2], &[3, 4]],
        ),
    ] {
        assert_eq!(classes(things, apart), expected, "{things:?}");
    }
}
