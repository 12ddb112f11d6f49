//! One file a page: load, make a view, render.

pub(crate) mod about;
pub(crate) mod alerts;
pub(crate) mod audit;
pub(crate) mod difference;
pub(crate) mod document;
pub(crate) mod edit;
pub(crate) mod entities;
pub(crate) mod failure;
pub(crate) mod history;
pub(crate) mod home;
pub(crate) mod hub;
pub(crate) mod incident;
pub(crate) mod incidents;
pub(crate) mod login;
pub(crate) mod probes;
pub(crate) mod review;
pub(crate) mod search;
pub(crate) mod sitemap;
pub(crate) mod sources;
pub(crate) mod subscription;
pub(crate) mod timeline;
pub(crate) mod undo;
pub(crate) mod version;

use askama::Template;
use axum::response::Html;

use crate::error::WebError;

/// What most pages answer.
pub(crate) type Page = Result<Html<String>, WebError>;

pub(crate) fn render(template: &impl Template) -> Page {
    Ok(Html(template.render()?))
}
