//! What to watch and how to run: the only reader of configuration files and of the environment.
//!
//! Everything is TOML: `default.toml` (every option with its reason), `sources/*.toml` (shipped sources),
//! `taxonomy/` (names, aliases and rules as data), and the operator's own files, which are laid over them.
//! A mistake is never skipped and never panics: all problems of a file are reported together, each with
//! file, line, key and remedy.

mod document;
mod environment;
mod fields;
mod limits;
mod lint;
mod load;
mod options;
mod print;
mod problem;
mod reference;
mod schedule;
mod schema;
mod settings;
mod sources;
mod suggest;
mod taxonomy;

pub use environment::environment;
pub use load::{Config, LoadOptions, load};
pub use options::default_toml;
pub use print::print;
pub use problem::{Problem, Problems};
pub use reference::reference;
pub use schema::schema;
pub use settings::*;
pub use sources::{shipped_sources, source_toml};
pub use taxonomy::{TaxonomyPage, shipped_taxonomy, taxonomy_pages};
