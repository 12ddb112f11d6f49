//! A document a line, as `/api/v1/documents/{id}` answers it.

use watchline_store::DocumentView;

use crate::api::dto::{Document, value_of};
use crate::state::WebState;

pub(super) fn line(view: &DocumentView, state: &WebState) -> String {
    format!("{}\n", value_of(&Document::new(view, state)))
}
