//! What is left of a text when two texts are to be compared: its terms with their weights, and a
//! min-hash of its word sequence that tells copies.
//!
//! Made from the words alone, so that a text without any entity of the taxonomy has a fingerprint too.
//! Must never look at other documents: what is rare is decided where the documents are ([`crate::similarity`]).

mod amounts;
mod key;
mod mark;
mod min_hash;
mod stem;
mod terms;

pub(crate) use amounts::write_out_amounts;
pub(crate) use key::{Key, KeyMap};
pub(crate) use min_hash::{MinHash, Sketch, resemblance};
pub(crate) use stem::stem;
pub(crate) use terms::{Term, TermKind, extract_terms, ideograph_pairs, is_ideograph, split_words, stems_in_order};
