//! The row above and below a page of a manual that leads to its neighbours: "Prev | Up | Part II. Languages | Home | Next".
//! Pure.

/// A longer line is text, in bytes.
const LINE_MAX_BYTES: usize = 200;
const STEPS: &[&str] =
    &["prev", "previous", "previous page", "next", "next page", "zurück", "weiter", "précédent", "suivant"];
const PLACES: &[&str] = &["up", "home", "top", "contents", "table of contents", "index", "modules"];

/// Whether a line has cells of which one says "previous" or "next" and no more, and another is of the same sort.
pub(super) fn turns_pages(line: &str) -> bool {
    if line.len() > LINE_MAX_BYTES || !line.contains(['|', '\n']) {
        return false;
    }
    let is_letter = |c: char| c.is_alphabetic();
    let cells = line.split(['|', '\n']).map(|cell| cell.trim_matches(|c| !is_letter(c)).to_lowercase());
    let (mut steps, mut places) = (0, 0);
    for cell in cells {
        steps += usize::from(STEPS.contains(&cell.as_str()));
        places += usize::from(PLACES.contains(&cell.as_str()));
    }
    steps > 0 && steps + places > 1
}

#[cfg(test)]
mod tests;
