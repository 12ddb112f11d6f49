//! The pages on what is looked for, `docs/taxonomy.md` and one for each family of kinds in `docs/taxonomy/`: written from
//! the taxonomy itself, so that they cannot say anything else than the program does.

mod prose;

use std::fmt::Write;

use watchline_model::taxonomy::{EventDefinition, EventPattern, Family, Side, Taxonomy};
use watchline_model::{EntityKind, Status};

/// A file below `docs/` and what stands in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaxonomyPage {
    pub path: String,
    pub text: String,
}

/// The index, then a page a family in the families' order.
pub fn taxonomy_pages(taxonomy: &Taxonomy) -> Vec<TaxonomyPage> {
    let mut pages = vec![TaxonomyPage { path: "taxonomy.md".to_owned(), text: index(taxonomy) }];
    for family in Family::all() {
        pages.push(TaxonomyPage { path: format!("taxonomy/{family}.md"), text: family_page(taxonomy, *family) });
    }
    pages
}

fn index(taxonomy: &Taxonomy) -> String {
    let mut out = String::from(prose::TOP);
    for family in Family::all() {
        line(&mut out, &format!("\n### {family}\n\n{}\n", prose::family(*family)));
        line(&mut out, "| kind | is | weight |\n|---|---|---|");
        for kind in kinds(taxonomy, *family) {
            let (id, label) = (&kind.id, &kind.label);
            let definition = &kind.definition;
            line(
                &mut out,
                &format!("| [{label}](taxonomy/{family}.md#{id}) | {definition} | {} |", kind.severity_weight),
            );
        }
    }
    out.push_str(prose::NOT_HAPPENING);
    entities(&mut out, taxonomy);
    out.push_str(prose::STATUS);
    for status in Status::all() {
        line(&mut out, &format!("| `{status}` | {} |", prose::status(*status)));
    }
    severity(&mut out, taxonomy);
    out.push_str(prose::OWN);
    out
}

fn entities(out: &mut String, taxonomy: &Taxonomy) {
    out.push_str(prose::ENTITIES);
    for kind in EntityKind::all() {
        let count = taxonomy.entities.iter().filter(|entity| entity.kind == *kind).count();
        let shipped = if count == 0 { "—".to_owned() } else { count.to_string() };
        line(out, &format!("| `{kind}` | {} | {shipped} |", prose::entity(*kind)));
    }
    let ambiguous = taxonomy.entities.iter().filter(|entity| !entity.ambiguous.is_empty()).count();
    out.push_str(&prose::AMBIGUOUS.replace("{count}", &ambiguous.to_string()));
}

fn severity(out: &mut String, taxonomy: &Taxonomy) {
    out.push_str(prose::SEVERITY);
    for threshold in &taxonomy.severity.thresholds {
        line(out, &format!("| `{}` | {} |", threshold.severity, threshold.score));
    }
    line(out, "\n| fact told beside it | adds | by these words |\n|---|---|---|");
    for fact in &taxonomy.severity.facts {
        line(out, &format!("| {} | {} | {} |", fact.label, fact.weight, code(&fact.text).replace('|', "\\|")));
    }
}

fn family_page(taxonomy: &Taxonomy, family: Family) -> String {
    let mut out = format!("# Events of the family {family}\n\n{}\n\n{}\n", prose::GENERATED, prose::family(family));
    line(&mut out, "\nHow patterns are read, and what strikes a match out: [taxonomy](../taxonomy.md).");
    for kind in kinds(taxonomy, family) {
        out.push_str(&section(kind));
    }
    out
}

/// Its heading is the kind's id, so that `#data_exposure` leads to it.
fn section(kind: &EventDefinition) -> String {
    let mut out = format!("\n## {}\n\n**{}.** {}\n", kind.id, kind.label, kind.definition);
    line(&mut out, &format!("\n- Example: {}", kind.example));
    if let Some(counter_example) = &kind.counter_example {
        line(&mut out, &format!("- Not this: {counter_example}"));
    }
    if let Some(recognised) = &kind.recognised {
        line(&mut out, &format!("- Recognised by: {recognised}"));
    }
    line(&mut out, &format!("- Weight in the severity of an incident: {}", kind.severity_weight));
    line(&mut out, &format!("- In queries: `event:{}`", kind.id));
    if !kind.patterns.is_empty() {
        line(&mut out, "\nPatterns, in their order:\n");
    }
    for (number, pattern) in kind.patterns.iter().enumerate() {
        line(&mut out, &format!("{}. {}", number + 1, pattern_line(pattern)));
    }
    out
}

/// Not in a table: a bar within a pattern would end the cell.
fn pattern_line(pattern: &EventPattern) -> String {
    let mut text = code(&pattern.text);
    if let Some(unless) = &pattern.unless {
        text.push_str(&format!("; unless {}", code(unless)));
    }
    if let Some(also) = &pattern.also {
        text.push_str(&format!("; the sentence also matches {}", code(also)));
    }
    if let Some(needs) = pattern.needs {
        text.push_str(&format!("; {}", prose::needs(needs)));
    }
    if !pattern.yields_to.is_empty() {
        let kinds: Vec<String> = pattern.yields_to.iter().map(|kind| format!("`{kind}`")).collect();
        text.push_str(&format!("; not beside {}", kinds.join(", ")));
    }
    if pattern.language != "en" {
        text.push_str(&format!("; language {}", pattern.language));
    }
    for (role, side) in [("actor", pattern.actor), ("target", pattern.target)] {
        if side != Side::None {
            text.push_str(&format!("; {role} {}", prose::side(side)));
        }
    }
    text
}

fn kinds(taxonomy: &Taxonomy, family: Family) -> impl Iterator<Item = &EventDefinition> {
    taxonomy.events.iter().filter(move |kind| kind.family == family)
}

/// As Markdown's code.
fn code(expression: &str) -> String {
    let fence = if expression.contains('`') { "``" } else { "`" };
    format!("{fence}{expression}{fence}")
}

fn line(out: &mut String, text: &str) {
    writeln!(out, "{text}").expect("writing into a String does not fail");
}

#[cfg(test)]
mod tests;
