//! Tables as text: CSV (RFC 4180), read and written.

/// The cells of a text.
pub fn rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if quoted && characters.peek() == Some(&'"') => {
                characters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            other => cell.push(other),
        }
    }
    if !(cell.is_empty() && row.is_empty()) {
        row.push(cell);
        rows.push(row);
    }
    rows
}

/// A row, with the end of its line.
pub fn line(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| quoted(cell)).collect();
    format!("{}\n", cells.join(","))
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{line, rows};

    #[test]
    fn quotes_and_lines() {
        let text = "a,b\r\n\"x, \"\"y\"\"\nz\",2\nlast,";
        assert_eq!(
            rows(text),
            [vec!["a", "b"], vec!["x, \"y\"\nz", "2"], vec!["last", ""]]
        );
    }

    #[test]
    fn what_is_written_is_read_again() {
        let row: Vec<String> = ["a, b", "\"c\"\nd", "", "e"].map(str::to_owned).into();
        assert_eq!(rows(&line(&row)), [row]);
    }
}
