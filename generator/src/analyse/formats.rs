//! Whether a text is what its `format` says, in the form in which the runtime would write it again.

use crate::ir::{IntegerFormat, StringFormat};

/// Whether a text has the format and survives being read and written; formats that are kept as text always do.
pub(super) fn keeps(format: &StringFormat, text: &str) -> bool {
    match format {
        StringFormat::Date => Rest(text).date().is_some_and(|rest| rest.0.is_empty()),
        StringFormat::DateTime => is_date_time(text),
        StringFormat::Uuid => is_uuid(text),
        StringFormat::Base64 => is_base64(text, *b"+/", true),
        StringFormat::Base64Url => is_base64(text, *b"-_", false),
        StringFormat::Decimal | StringFormat::Integer(IntegerFormat::Big) => is_decimal(text),
        StringFormat::Integer(format) => text
            .parse::<i128>()
            .is_ok_and(|value| holds(*format, value) && value.to_string() == text),
        StringFormat::Plain
        | StringFormat::Password
        | StringFormat::Binary
        | StringFormat::Other(_) => true,
    }
}

/// Whether values of an integer type include this one.
pub(super) fn holds(format: IntegerFormat, value: i128) -> bool {
    match format {
        IntegerFormat::Int32 => i32::try_from(value).is_ok(),
        IntegerFormat::Int64 => i64::try_from(value).is_ok(),
        IntegerFormat::UInt32 => u32::try_from(value).is_ok(),
        IntegerFormat::UInt64 => u64::try_from(value).is_ok(),
        IntegerFormat::Big => true,
    }
}

/// What is left of a text.
#[derive(Clone, Copy)]
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn number(&mut self, digits: usize) -> Option<u32> {
        let (number, rest) = self.0.split_at_checked(digits)?;
        self.0 = rest;
        let digits = number.bytes().all(|byte| byte.is_ascii_digit());
        if digits { number.parse().ok() } else { None }
    }

    fn within(&mut self, most: u32) -> Option<u32> {
        self.number(2).filter(|number| *number <= most)
    }

    fn mark(&mut self, marks: &[char]) -> Option<()> {
        self.0 = self.0.strip_prefix(marks)?;
        Some(())
    }

    /// `full-date` of RFC 3339, and what follows it.
    fn date(mut self) -> Option<Rest<'a>> {
        let year = self.number(4)?;
        self.mark(&['-'])?;
        let month = self.number(2)?;
        self.mark(&['-'])?;
        let day = self.number(2)?;
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 if leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            _ => return None,
        };
        (1..=last).contains(&day).then_some(self)
    }

    /// What the runtime's `DateTime` reads behind a date.
    fn time(mut self) -> Option<Rest<'a>> {
        self.mark(&['T', 't', ' '])?;
        self.within(23)?;
        self.mark(&[':'])?;
        self.within(59)?;
        if self.mark(&[':']).is_some() {
            self.within(60)?;
            if self.mark(&['.']).is_some() {
                let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
                self.0 = self.0.get(digits..).filter(|_| (1..=9).contains(&digits))?;
            }
        }
        if self.mark(&['+', '-']).is_some() {
            self.within(23)?;
            let colon = self.mark(&[':']).is_some();
            if colon || !self.0.is_empty() {
                self.within(59)?;
            }
        } else {
            let _ = self.mark(&['Z', 'z']);
        }
        Some(self)
    }
}

fn is_date_time(text: &str) -> bool {
    Rest(text)
        .date()
        .is_some_and(|rest| rest.0.is_empty() || rest.time().is_some_and(|rest| rest.0.is_empty()))
}

/// The form that is written: small letters, hyphens (RFC 9562 section 4).
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(index, byte)| match index {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

/// Base64 (RFC 4648) with two characters of its own, and with padding or without; the bits that do not count are zero.
fn is_base64(text: &str, own: [u8; 2], padded: bool) -> bool {
    let value = |byte: u8| match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        _ if byte == own[0] => Some(62),
        _ if byte == own[1] => Some(63),
        _ => None,
    };
    let digits = text.trim_end_matches('=');
    let wanted = if padded {
        digits.len().next_multiple_of(4)
    } else {
        digits.len()
    };
    let unused = match digits.len() % 4 {
        0 => 0,
        2 => 0b1111,
        3 => 0b11,
        _ => return false,
    };
    let last = digits.bytes().last().and_then(value).unwrap_or_default();
    text.len() == wanted && digits.bytes().all(|byte| value(byte).is_some()) && last & unused == 0
}

/// What the runtime's `Decimal` reads.
fn is_decimal(text: &str) -> bool {
    let text = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (text, None),
    };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.is_none_or(|exponent| {
        let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        !exponent.is_empty() && digits(exponent)
    });
    whole.len() + fraction.len() > 0 && digits(whole) && digits(fraction) && exponent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_checked_against_their_format() {
        let date_time = [
            ("2025-12-31T23:59:59Z", true),
            ("2025-12-31T23:59:60.000+00:00", true),
            ("2025-12-31 23:59:59.1234567", true),
            ("2025-12-31T23:59-0330", true),
            ("2025-12-31T23:59:59+02", true),
            ("2024-02-29", true),
            ("2025-02-29T00:00:00Z", false),
            ("2025-12-31T24:00:00Z", false),
            ("2025-12-31T23:59:59.Z", false),
            ("2025-12-31T23:59:59.1234567890Z", false),
            ("2025-12-31T23:59:59 UTC", false),
            ("2025-12-31T23:59:59+02:", false),
            ("", false),
            ("string", false),
            ("1735689599", false),
        ];
        let others = [
            (StringFormat::Date, "2024-02-29", true),
            (StringFormat::Date, "2024-02-29T", false),
            (StringFormat::Date, "29.02.2024", false),
            (StringFormat::Date, "2024-13-01", false),
            (
                StringFormat::Uuid,
                "67e55044-10b1-426f-9247-bb680e5fe0c8",
                true,
            ),
            (
                StringFormat::Uuid,
                "67E55044-10b1-426f-9247-bb680e5fe0c8",
                false,
            ),
            (
                StringFormat::Uuid,
                "67e5504410b1426f9247bb680e5fe0c8",
                false,
            ),
            (StringFormat::Base64, "", true),
            (StringFormat::Base64, "AQ==", true),
            (StringFormat::Base64, "+/+/", true),
            (StringFormat::Base64, "AQ", false),
            (StringFormat::Base64, "AR==", false),
            (StringFormat::Base64, "-_-_", false),
            (StringFormat::Base64, "string", false),
            (StringFormat::Base64Url, "-_-_AQ", true),
            (StringFormat::Base64Url, "AQ==", false),
            (StringFormat::Decimal, "-0.10e5", true),
            (StringFormat::Decimal, "1,5", false),
            (StringFormat::Decimal, "", false),
            (StringFormat::Integer(IntegerFormat::Int64), "-7", true),
            (StringFormat::Integer(IntegerFormat::Int64), "+7", false),
            (StringFormat::Integer(IntegerFormat::UInt64), "-7", false),
            (StringFormat::Integer(IntegerFormat::Big), "0x1F", false),
            (StringFormat::Other("colour".to_owned()), "red", true),
        ];
        let date_time = date_time.map(|(text, fits)| (StringFormat::DateTime, text, fits));
        for (format, text, fits) in date_time.into_iter().chain(others) {
            assert_eq!(keeps(&format, text), fits, "{format:?}: {text:?}");
        }
    }
}
