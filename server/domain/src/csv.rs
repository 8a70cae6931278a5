//! Tables as text: read as spreadsheets write them, written so that no spreadsheet takes a cell for a formula.

/// A line of a table with the number that an editor shows for it, from 1.
pub type Row = (usize, Vec<String>);

/// Reads a table. Cells are separated by commas, or by semicolons where the first line has more of them; quoted cells may hold both
/// and line breaks. Empty lines are left out.
pub fn read(text: &str) -> Vec<Row> {
    let text = text.trim_start_matches('\u{feff}');
    let first = text.lines().next().unwrap_or_default();
    let separator = if first.matches(';').count() > first.matches(',').count() { ';' } else { ',' };
    let mut reader = Reader { line: 1, begun: 1, ..Reader::default() };
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' if reader.quoted && letters.peek() == Some(&'"') => {
                letters.next();
                reader.cell.push('"');
            }
            '"' if reader.quoted => reader.quoted = false,
            '"' if reader.cell.trim().is_empty() => {
                reader.cell.clear();
                reader.quoted = true;
            }
            '\n' if !reader.quoted => reader.end_row(),
            '\r' if !reader.quoted => {}
            letter if letter == separator && !reader.quoted => reader.end_cell(),
            letter => {
                reader.line += usize::from(letter == '\n');
                reader.cell.push(letter);
            }
        }
    }
    reader.end_row();
    reader.rows
}

#[derive(Default)]
struct Reader {
    rows: Vec<Row>,
    row: Vec<String>,
    cell: String,
    quoted: bool,
    line: usize,
    begun: usize,
}

impl Reader {
    fn end_cell(&mut self) {
        self.row.push(std::mem::take(&mut self.cell).trim().to_owned());
    }

    fn end_row(&mut self) {
        self.end_cell();
        let row = std::mem::take(&mut self.row);
        if row.iter().any(|cell| !cell.is_empty()) {
            self.rows.push((self.begun, row));
        }
        self.quoted = false;
        self.line += 1;
        self.begun = self.line;
    }
}

/// A line of a table, with its end. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
pub fn line<'a>(cells: impl IntoIterator<Item = &'a str>) -> String {
    let mut line = cells.into_iter().map(cell).collect::<Vec<_>>().join(",");
    line.push_str("\r\n");
    line
}

fn cell(text: &str) -> String {
    let risky = text.trim_start_matches(' ').starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let safe = if risky { format!("'{text}") } else { text.to_owned() };
    if safe.contains([',', ';', '"', '\r', '\n', '\t']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tables_are_read_as_spreadsheets_write_them() {
        let rows = read("\u{feff}e-mail,name\r\nada@example.com,\"Palmer, Ada\"\n\n \"x@y.z\" ,\"a \"\"b\"\"\nc\"\nlast,1");
        let expected = [
            (1, vec!["e-mail", "name"]),
            (2, vec!["ada@example.com", "Palmer, Ada"]),
            (4, vec!["x@y.z", "a \"b\"\nc"]),
            (6, vec!["last", "1"]),
        ];
        assert_eq!(rows, expected.map(|(line, row)| (line, row.into_iter().map(str::to_owned).collect::<Vec<_>>())));
        assert_eq!(read("a;b\n1;2,5"), [(1, vec!["a".to_owned(), "b".to_owned()]), (2, vec!["1".to_owned(), "2,5".to_owned()])]);
        assert_eq!(read(""), []);
    }

    #[test]
    fn no_cell_is_a_formula() {
        for risky in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", " =1", "＝1"] {
            let written = line([risky]);
            assert!(written.trim_start_matches('"').starts_with('\''), "{written:?}");
        }
        assert_eq!(line(["a", "b,c", "d\"e", "5"]), "a,\"b,c\",\"d\"\"e\",5\r\n");
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(cells in proptest::collection::vec("[a-z0-9 ,;\"\n.]{0,12}", 1..5)) {
            let cells: Vec<String> = cells.iter().map(|cell| cell.trim().to_owned()).collect();
            prop_assume!(cells.iter().any(|cell| !cell.is_empty()));
            let header = vec!["h"; cells.len().max(2)];
            let text = line(header) + &line(cells.iter().map(String::as_str));
            prop_assert_eq!(&read(&text)[1].1, &cells);
        }
    }
}
