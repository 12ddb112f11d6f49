//! What can go wrong while answering, as a status, a sentence and ways out.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use watchline_index::IndexError;
use watchline_store::StoreError;

/// Named by what the reader can do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum WebError {
    /// There is no such thing here; look elsewhere.
    #[error("there is no {what} here")]
    NotFound { what: String },
    /// Something in the address or the form is not understood: change it.
    #[error("`{parameter}` {message}")]
    Bad { parameter: String, message: String },
    /// The link is not one that was sent, or was cut short: ask for a new one.
    #[error("this link is not valid: {0}")]
    Refused(String),
    /// It contradicts how things stand by now: look again.
    #[error("{0}")]
    Conflict(String),
    /// Asked too often: wait.
    #[error("{0}")]
    TooMany(String),
    /// The same moments later may work.
    #[error("the archive is busy for a moment; try again")]
    Busy,
    /// Ours to mend.
    #[error("the archive could not be read: {0}")]
    Store(#[source] StoreError),
    /// Ours to mend; searching fails, reading goes on.
    #[error("the search failed: {0}")]
    Index(#[source] IndexError),
    /// Ours to mend.
    #[error("something broke while this was made: {0}")]
    Broken(String),
    /// The reader of an export went away or its disk is full.
    #[error("the export could not be written: {0}")]
    Write(#[from] std::io::Error),
}

impl WebError {
    pub(crate) fn bad(parameter: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Bad { parameter: parameter.into(), message: message.into() }
    }

    pub(crate) fn missing(what: impl Into<String>) -> Self {
        Self::NotFound { what: what.into() }
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self {
            Self::NotFound { .. } => StatusCode::NOT_FOUND,
            Self::Bad { .. } => StatusCode::BAD_REQUEST,
            Self::Refused(_) => StatusCode::FORBIDDEN,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Store(_) | Self::Index(_) | Self::Broken(_) | Self::Write(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// For people and machines outside: the sentence, without what is only for the log.
    pub(crate) fn told(&self) -> String {
        match self {
            Self::Store(_) | Self::Index(_) | Self::Broken(_) | Self::Write(_) => {
                "something broke while this was made; it has been noted in the log".to_owned()
            }
            known => known.to_string(),
        }
    }
}

impl From<StoreError> for WebError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::Busy,
            StoreError::Conflict(sentence) => Self::Conflict(sentence),
            error => Self::Store(error),
        }
    }
}

impl From<IndexError> for WebError {
    fn from(error: IndexError) -> Self {
        match error {
            IndexError::BadCursor { .. } => {
                Self::bad("cursor", "is not one that this search gave; leave it out to begin with the first page")
            }
            error => Self::Index(error),
        }
    }
}

impl From<askama::Error> for WebError {
    fn from(error: askama::Error) -> Self {
        Self::Broken(error.to_string())
    }
}

impl IntoResponse for WebError {
    fn into_response(self) -> Response {
        if self.status().is_server_error() {
            tracing::error!(error = %self, "request failed");
        }
        crate::pages::failure::page(self.status(), &self.told())
    }
}
