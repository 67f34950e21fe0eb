//! The lines of a text by number.

/// So many lines are between two marks.
const STRIDE: usize = 256;

/// A text in which lines are found quickly; of a large one, not even the places of all lines are kept.
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    /// Where every so many lines one begins.
    marks: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Goes through `text` once.
    #[must_use]
    pub fn of(text: &'t str) -> Self {
        let begins = text.match_indices('\n').map(|(at, _)| at + 1);
        let marks = std::iter::once(0).chain(begins).step_by(STRIDE).collect();
        Self { text, marks }
    }

    /// The line with this number, from 1, without its end.
    #[must_use]
    pub fn get(&self, number: usize) -> Option<&'t str> {
        let index = number.checked_sub(1)?;
        let mark = self.marks.get(index / STRIDE)?;
        self.text.get(*mark..)?.lines().nth(index % STRIDE)
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, STRIDE};

    #[test]
    fn lines_are_those_of_the_text() {
        let numbers = (0..3 * STRIDE).map(|number| number.to_string());
        let long = numbers.collect::<Vec<_>>().join("\r\n") + "\r\n";
        let cut = long.trim_end();
        for text in ["", "\n", "a", "a\r\n\nb", &long, cut] {
            let lines = Lines::of(text);
            let all: Vec<&str> = text.lines().collect();
            for number in 0..all.len() + 2 {
                let expected = number.checked_sub(1).and_then(|index| all.get(index));
                assert_eq!(lines.get(number), expected.copied(), "{number}");
            }
        }
    }
}
