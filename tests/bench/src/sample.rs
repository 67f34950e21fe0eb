//! One measurement, and what many of them say.

use std::iter::Sum;
use std::str::FromStr;

/// What one process used.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Sample {
    /// From start to end, in seconds.
    pub(crate) wall: f64,
    /// User and system time of all threads, in seconds. Other work on the machine disturbs it less.
    pub(crate) cpu: f64,
    /// The largest resident set, in MB (10^6 bytes).
    pub(crate) peak: f64,
}

impl Sample {
    /// As one line that [`Sample::from_str`] reads.
    pub(crate) fn to_line(self) -> String {
        format!("{} {} {}\n", self.wall, self.cpu, self.peak)
    }
}

impl FromStr for Sample {
    type Err = String;

    fn from_str(line: &str) -> Result<Self, String> {
        let numbers: Vec<f64> = line
            .split_ascii_whitespace()
            .filter_map(|word| word.parse().ok())
            .collect();
        match *numbers.as_slice() {
            [wall, cpu, peak] => Ok(Self { wall, cpu, peak }),
            _ => Err(format!("`{line}` is no measurement")),
        }
    }
}

/// What processes that ran one after the other used together.
impl Sum for Sample {
    fn sum<I: Iterator<Item = Self>>(samples: I) -> Self {
        let nothing = Self {
            wall: 0.0,
            cpu: 0.0,
            peak: 0.0,
        };
        samples.fold(nothing, |sum, one| Self {
            wall: sum.wall + one.wall,
            cpu: sum.cpu + one.cpu,
            peak: sum.peak.max(one.peak),
        })
    }
}

/// Two rivals, measured in turns.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    pub(crate) ours: Vec<Sample>,
    pub(crate) theirs: Vec<Sample>,
}

impl Pairs {
    /// The median over the pairs of ours divided by theirs.
    pub(crate) fn ratio(&self, of: impl Fn(&Sample) -> f64) -> f64 {
        let pairs = self.ours.iter().zip(&self.theirs);
        median(pairs.map(|(ours, theirs)| of(ours) / of(theirs)))
    }
}

/// The middle value, or the mean of the middle two; NaN of nothing.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let (Some(low), Some(high)) = (
        values.get(values.len().saturating_sub(1) / 2),
        values.get(values.len() / 2),
    ) else {
        return f64::NAN;
    };
    f64::midpoint(*low, *high)
}
