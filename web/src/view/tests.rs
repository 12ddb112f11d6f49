use std::path::Path;

fn templates(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in std::fs::read_dir(folder).expect("the templates are there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            templates(&path, found);
        } else {
            found.push((path.display().to_string(), std::fs::read_to_string(&path).expect("a template")));
        }
    }
}

#[test]
fn no_template_switches_escaping_off_or_brings_script_or_style() {
    let mut found = Vec::new();
    templates(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/templates")), &mut found);
    assert!(found.len() > 20, "{} templates", found.len());
    // Scripts are files of our own: one on every page, the keyboard on editors' pages only.
    let everywhere = "<script src=\"{{ frame.script }}\" defer></script>";
    assert_eq!(found.iter().filter(|(_, text)| text.contains(everywhere)).count(), 1);
    let allowed = "{%- if let Some(desk) = frame.desk %}\n<script src=\"{{ desk.script }}\" defer></script>";
    assert_eq!(found.iter().filter(|(_, text)| text.contains(allowed)).count(), 1);
    for (name, text) in found {
        let text = text.replace(allowed, "").replace(everywhere, "");
        for banned in ["|safe", "| safe", "<script", " style=", " onclick", "<style"] {
            assert!(!text.contains(banned), "{name} contains {banned}");
        }
    }
}
