//! Style sheet, faces, mark and the one script of the editors' pages, compiled in. Their addresses carry a hash of their content, so that a browser
//! may keep them for a year and yet never shows an old one.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::error::WebError;
use crate::params::Params;

struct Asset {
    name: &'static str,
    content_type: &'static str,
    body: &'static [u8],
}

macro_rules! asset {
    ($name:literal, $type:literal) => {
        Asset { name: $name, content_type: $type, body: include_bytes!(concat!("../static/", $name)) }
    };
}

/// One style sheet, kept in a file a kind of page.
const STYLE_SHEET: &str = concat!(
    include_str!("../static/style/page.css"),
    include_str!("../static/style/find.css"),
    include_str!("../static/style/marks.css"),
    include_str!("../static/style/home.css"),
    include_str!("../static/style/search.css"),
    include_str!("../static/style/evidence.css"),
    include_str!("../static/style/timeline.css"),
    include_str!("../static/style/incident.css"),
    include_str!("../static/style/tables.css"),
    include_str!("../static/style/document.css"),
    include_str!("../static/style/api.css"),
    include_str!("../static/style/editors.css"),
);

/// One script of two parts, neither of which knows the other.
const SCRIPTS: &str = concat!(include_str!("../static/watchline.js"), include_str!("../static/timeline.js"));

const ASSETS: &[Asset] = &[
    Asset { name: "style.css", content_type: "text/css; charset=utf-8", body: STYLE_SHEET.as_bytes() },
    asset!("review.js", "text/javascript; charset=utf-8"),
    Asset { name: "watchline.js", content_type: "text/javascript; charset=utf-8", body: SCRIPTS.as_bytes() },
    asset!("card.png", "image/png"),
    asset!("source-serif-4-latin-400-normal.woff2", "font/woff2"),
    asset!("source-serif-4-latin-400-italic.woff2", "font/woff2"),
    asset!("source-serif-4-latin-600-normal.woff2", "font/woff2"),
    asset!("source-serif-4-OFL.txt", "text/plain; charset=utf-8"),
];

const FAVICON: &[u8] = include_bytes!("../static/favicon.svg");

/// The style sheet's address with its hash: `/static/style.css?v=1f3c…`.
pub(crate) static STYLE: LazyLock<String> = LazyLock::new(|| hashed("style.css"));
/// What moves the offers of a search field, likewise; nothing depends on it.
pub(crate) static WATCHLINE: LazyLock<String> = LazyLock::new(|| hashed("watchline.js"));
/// The keyboard of the review queue, likewise; nothing depends on it.
pub(crate) static SCRIPT: LazyLock<String> = LazyLock::new(|| hashed("review.js"));

fn hashed(name: &str) -> String {
    let body = ASSETS.iter().find(|asset| asset.name == name).map_or(&[][..], |asset| asset.body);
    let hash: String = Sha256::digest(body).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    format!("/static/{name}?v={hash}")
}

/// `/static/{name}`: kept for a year where the address carries a hash, a day otherwise.
pub(crate) async fn serve(Path(name): Path<String>, params: Params) -> Result<Response, WebError> {
    let asset = ASSETS.iter().find(|asset| asset.name == name).ok_or_else(|| WebError::missing("such file"))?;
    let kept = if params.get("v").is_some() { "public, max-age=31536000, immutable" } else { "public, max-age=86400" };
    Ok(([(CONTENT_TYPE, asset.content_type), (CACHE_CONTROL, kept)], asset.body).into_response())
}

pub(crate) async fn favicon() -> impl IntoResponse {
    ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "public, max-age=86400")], FAVICON)
}
