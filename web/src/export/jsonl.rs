//! A document a line, as `/api/v1/documents/{id}` answers it.

use watchline_store::DocumentView;

use crate::api::dto;
use crate::state::WebState;

pub(super) fn line(view: &DocumentView, state: &WebState) -> String {
    format!("{}\n", dto::document(view, state))
}
