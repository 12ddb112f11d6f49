//! Where commands write to: stdout for machines, stderr for people.

use std::io::Write;

use serde_json::{Value, json};

/// Writes one line of JSON.
pub(super) fn line(out: &mut impl Write, value: &Value) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Writes indented JSON, for one answer that a person may read.
pub(super) fn pretty(value: &Value) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer_pretty(&mut out, value).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(())
}

/// What a bad line of JSON Lines input becomes.
pub(super) fn refused(id: &Value, number: usize, error: &str) -> Value {
    json!({ "id": id, "error": format!("line {number}: {error}") })
}

/// A table with a header, columns as wide as their widest cell; numbers stand right.
pub(super) fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let mut widths: Vec<usize> = header.iter().map(|cell| cell.chars().count()).collect();
    for row in rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let header: Vec<String> = header.iter().map(|cell| (*cell).to_owned()).collect();
    let rule: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
    let mut text = String::new();
    for row in std::iter::once(&header).chain(std::iter::once(&rule)).chain(rows) {
        let cells: Vec<String> = row.iter().zip(&widths).map(|(cell, width)| align(cell, *width)).collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
    }
    text
}

fn align(cell: &str, width: usize) -> String {
    let padding = " ".repeat(width.saturating_sub(cell.chars().count()));
    let number = !cell.is_empty() && cell.chars().all(|char| char.is_ascii_digit() || char == '.');
    if number { format!("{padding}{cell}") } else { format!("{cell}{padding}") }
}
