use std::fmt::Write as _;
use std::path::Path;

use super::*;

fn written(parts: &[Part]) -> String {
    parts.iter().map(|part| if part.is_code { format!("`{}`", part.text) } else { part.text.clone() }).collect()
}

/// `docs/api.md`, as it has to be.
fn markdown() -> String {
    let mut text = "# The API\n\nMade from the program's own description; `/api/v1/docs` shows the same, and \
        `/api/v1/openapi.json` is it for programs (OpenAPI 3.1).\n\nReading needs no key. Errors are \
        `application/problem+json` (RFC 9457) and name the parameter at fault and the remedy. Answers carry an `ETag` \
        and, where it can be promised, `Last-Modified`. Who asks too often is answered 429 with `Retry-After` \
        (`server.requests_per_minute` in [configuration.md](configuration.md)). Assistants find the same as tools at \
        `/mcp` ([assistants.md](assistants.md)).\n"
        .to_owned();
    for (group, entries) in groups("http://127.0.0.1:8080") {
        write!(text, "\n## {group}\n").unwrap();
        for entry in entries {
            write!(text, "\n### `GET {}`\n\n{}.", entry.path, entry.summary).unwrap();
            if !entry.about.is_empty() {
                write!(text, " {}", written(&entry.about)).unwrap();
            }
            text.push_str("\n\n");
            for row in &entry.parameters {
                writeln!(text, "- `{}` ({}; {}): {}", row.name, row.place, row.values, written(&row.about)).unwrap();
            }
            let answer = if entry.is_shape { entry.answer.clone() } else { format!("`{}`", entry.answer) };
            let gap = if entry.parameters.is_empty() { "" } else { "\n" };
            write!(text, "{gap}Answers {answer}; also {}.\n\n```\n{}\n```\n", entry.others, entry.example).unwrap();
        }
    }
    text.push_str("\n## What is answered\n");
    for shape in shapes(openapi::bare()) {
        write!(text, "\n### {}\n\n", shape.name).unwrap();
        if !shape.about.is_empty() {
            write!(text, "{}\n\n", written(&shape.about)).unwrap();
        }
        for field in shape.fields {
            let about = if field.about.is_empty() { String::new() } else { format!(": {}", written(&field.about)) };
            writeln!(text, "- `{}` ({}){about}", field.name, field.kind).unwrap();
        }
    }
    text
}

#[test]
fn the_document_is_what_the_program_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/api.md");
    if std::env::var_os("WATCHLINE_BLESS").is_some() {
        std::fs::write(&path, markdown()).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == markdown(),
        "docs/api.md is not what the program says; run `WATCHLINE_BLESS=1 cargo test -p watchline-web` and look at the difference"
    );
}

#[test]
fn every_answer_leads_to_a_shape_and_every_link_to_one() {
    let shapes = shapes(openapi::bare());
    let is_known = |name: &str| shapes.iter().any(|shape| shape.name == name);
    for entry in groups("").iter().flat_map(|(_, entries)| entries).filter(|entry| entry.is_shape) {
        assert!(is_known(&entry.answer), "{} answers `{}`", entry.path, entry.answer);
    }
    for shape in &shapes {
        for field in &shape.fields {
            assert!(field.shape.as_deref().is_none_or(is_known), "{}.{}", shape.name, field.name);
            assert_ne!(field.kind, "anything", "{}.{}", shape.name, field.name);
        }
    }
}
