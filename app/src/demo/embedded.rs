//! The sites' files, compiled in: file name and text. A test holds that none is forgotten.

pub(super) const SITES: &[(&str, &str)] = &[
    ("advisories.weirgate.example.toml", include_str!("../../demo/sites/advisories.weirgate.example.toml")),
    ("circuit-gazette.example.toml", include_str!("../../demo/sites/circuit-gazette.example.toml")),
    ("daily-lantern.example.toml", include_str!("../../demo/sites/daily-lantern.example.toml")),
    ("eoas.example.toml", include_str!("../../demo/sites/eoas.example.toml")),
    ("harbor-post.example.toml", include_str!("../../demo/sites/harbor-post.example.toml")),
    ("jingtao-daily.example.toml", include_str!("../../demo/sites/jingtao-daily.example.toml")),
    ("ledger-and-lane.example.toml", include_str!("../../demo/sites/ledger-and-lane.example.toml")),
    ("meridian-wire.example.toml", include_str!("../../demo/sites/meridian-wire.example.toml")),
    ("news.quillmere.example.toml", include_str!("../../demo/sites/news.quillmere.example.toml")),
    ("newsroom.tarnwick.example.toml", include_str!("../../demo/sites/newsroom.tarnwick.example.toml")),
    ("notes.dunmarrow.example.toml", include_str!("../../demo/sites/notes.dunmarrow.example.toml")),
    ("promptyard.example.toml", include_str!("../../demo/sites/promptyard.example.toml")),
    ("quiet-courant.example.toml", include_str!("../../demo/sites/quiet-courant.example.toml")),
    ("slowboat-review.example.toml", include_str!("../../demo/sites/slowboat-review.example.toml")),
    ("stackwarden.example.toml", include_str!("../../demo/sites/stackwarden.example.toml")),
    ("statements-relay.example.toml", include_str!("../../demo/sites/statements-relay.example.toml")),
    ("status.quillmere.example.toml", include_str!("../../demo/sites/status.quillmere.example.toml")),
];
