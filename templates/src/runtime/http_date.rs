//! Dates in headers.

use std::time::Duration;

/// Returns the time from now until a date of the form `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110 section 5.6.7), zero
/// where it has passed; `None` for anything else.
pub(crate) fn until(text: &str) -> Option<Duration> {
    let date = seconds(text)?;
    #[cfg(all(target_arch = "wasm32", target_os = "unknown"))]
    let now = Some(Duration::from_secs(date));
    #[cfg(not(all(target_arch = "wasm32", target_os = "unknown")))]
    let now = std::time::SystemTime::UNIX_EPOCH.elapsed().ok();
    Some(Duration::from_secs(date).saturating_sub(now?))
}

/// Returns the seconds since 1970.
pub(crate) fn seconds(text: &str) -> Option<u64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (_, rest) = text.split_once(", ")?;
    let mut words = rest.split(' ');
    let day: u64 = words.next()?.parse().ok()?;
    let month = words.next()?;
    let month = MONTHS.iter().position(|name| *name == month)?;
    let year: u64 = words.next()?.parse().ok()?;
    let mut time = words.next()?.splitn(3, ':').map(str::parse::<u64>);
    let (hour, minute, second) = (time.next()?.ok()?, time.next()?.ok()?, time.next()?.ok()?);
    let known = words.next() == Some("GMT") && words.next().is_none();
    let valid = (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60;
    if !known || !valid || !(1970..=9999).contains(&year) {
        return None;
    }
    // Days by counting from 1 March, so that the leap day is a year's last (Howard Hinnant's `days_from_civil`).
    let month = u64::try_from(month).ok()? + 1;
    let year = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * (if month > 2 { month - 3 } else { month + 9 }) + 2) / 5 + day - 1;
    let days =
        (365 * year + year / 4 - year / 100 + year / 400 + day_of_year).checked_sub(719_468)?;
    Some(days * 86_400 + hour * 3600 + minute * 60 + second)
}
