//! `/export.{csv,jsonl,bib,csl.json,stix.json}?q=`: what a search finds, as a file.

use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures::{StreamExt as _, stream};

use crate::api::Problem;
use crate::error::WebError;
use crate::export::{Export, ExportFormat};
use crate::finding::SearchParams;
use crate::params::Params;
use crate::state::WebState;

/// What is gathered before sending begins: a short file is sent whole, with its length and a tag.
const SHORT_BYTES: usize = 256 << 10;

macro_rules! files {
    ($($name:ident: $format:ident),+ $(,)?) => {
        $(pub(crate) async fn $name(State(state): State<WebState>, params: Params) -> Result<Response, Problem> {
            file(&state, &params, ExportFormat::$format).await
        })+
    };
}

files!(jsonl: Jsonl, csv: Csv, stix: Stix, bibtex: Bibtex, csl: Csl);

async fn file(state: &WebState, params: &Params, format: ExportFormat) -> Result<Response, Problem> {
    let asked = SearchParams::read(params)?;
    let mut export = Export::new(state, format, &asked.q);
    let mut begun = String::new();
    let body = loop {
        match export.next().await? {
            None => break Body::from(begun),
            Some(part) => begun.push_str(&part),
        }
        if begun.len() > SHORT_BYTES {
            break rest(begun, export);
        }
    };
    let disposition = format!("attachment; filename=\"watchline.{}\"", format.extension());
    let headers = [(CONTENT_TYPE, format.content_type().to_owned()), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, body).into_response())
}

/// What has been written and what is still to come. The reader sets the pace; where the archive fails midway, the
/// connection is broken off, so that a part is never taken for the whole.
pub(crate) fn rest(begun: String, export: Export) -> Body {
    let next = async |(begun, mut export): (Option<String>, Export)| {
        if let Some(begun) = begun {
            return Ok(Some((begun, (None, export))));
        }
        let part = export.next().await.inspect_err(|error| tracing::error!(%error, "an export broke off"))?;
        Ok::<_, WebError>(part.map(|part| (part, (None, export))))
    };
    // Compression asks once more after the end.
    Body::from_stream(stream::try_unfold((Some(begun), export), next).fuse())
}
