//! `/export.{csv,jsonl,bib,csl.json,stix.json}?q=`: what a search finds, as a file.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::error::WebError;
use crate::export::{ExportFormat, export};
use crate::finding::SearchParams;
use crate::params::Params;
use crate::state::WebState;

pub(crate) async fn file(state: WebState, params: Params, format: ExportFormat) -> Result<Response, WebError> {
    params.only(&["q"])?;
    let asked = SearchParams::read(&params)?;
    let mut body = Vec::new();
    export(&state, format, &asked.q, &mut body).await?;
    let disposition = format!("attachment; filename=\"watchline.{}\"", format.extension());
    let headers = [(CONTENT_TYPE, format.content_type().to_owned()), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, body).into_response())
}
