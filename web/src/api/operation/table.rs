//! The table itself, in the order in which its addresses are described.

use axum::routing::{MethodRouter, get};
use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::{Answer, Operation};
use crate::api::dto::{self, DocumentItem, DocumentVersion, EntityItem, EventItem, Found, IncidentItem, Listing};
use crate::api::fresh::Fresh;
use crate::api::parameter::{Kind, Parameter};
use crate::api::{handlers, openapi};
use crate::feeds;
use crate::finding::PAGE;
use crate::state::WebState;

fn schema<T: JsonSchema>(generator: &mut SchemaGenerator) -> Schema {
    generator.subschema_for::<T>()
}

const Q: Parameter = Parameter::query(
    "q",
    Kind::Query,
    "In the query language; empty finds everything. What is not understood is left out and told in `notes`.",
    "event:data_exposure severity>=high",
);
const SEARCH: &[Parameter] = &[
    Q,
    Parameter::query("after", Kind::Moment, "Became known at or after this moment.", "2026-06"),
    Parameter::query("before", Kind::Moment, "Became known before this moment.", "2026-07-15"),
    Parameter::query("sort", Kind::OneOf(&["newest", "oldest", "relevance"], "newest"), "Order of items.", "oldest"),
    Parameter::query("limit", Kind::Number(1, 100, PAGE), "Items on a page.", "20"),
    Parameter::query(
        "histogram",
        Kind::OneOf(&["day", "month", "year"], "month"),
        "Width of the histogram's bars.",
        "year",
    ),
    Parameter::query("cursor", Kind::Cursor, "`next_cursor` of the page before.", "n-8006c3a14b5e7000-d12"),
];
const DOCUMENT: Parameter = Parameter::path("id", Kind::Ordinal, "Number of the document.", "1");
const LISTS: &str = "Pages go by place: what comes in meanwhile moves nothing and repeats nothing.";

/// All of them, in the order in which they are described.
pub(crate) const OPERATIONS: &[Operation] = &[
    Operation {
        path: "/api/v1/documents",
        id: "listDocuments",
        group: "Search",
        summary: "Documents that a query finds, with facets and histogram",
        about: LISTS,
        parameters: SEARCH,
        answer: Answer::Json(schema::<Found<DocumentItem>>),
        fresh: Fresh::Search,
        others: &[409],
        route: || get(handlers::documents),
    },
    Operation {
        path: "/api/v1/events",
        id: "listEvents",
        group: "Search",
        summary: "Events that a query finds, each with its evidence and document",
        about: LISTS,
        parameters: SEARCH,
        answer: Answer::Json(schema::<Found<EventItem>>),
        fresh: Fresh::Search,
        others: &[409],
        route: || get(handlers::events),
    },
    Operation {
        path: "/api/v1/incidents",
        id: "listIncidents",
        group: "Search",
        summary: "Incidents that a query finds",
        about: LISTS,
        parameters: SEARCH,
        answer: Answer::Json(schema::<Found<IncidentItem>>),
        fresh: Fresh::Search,
        others: &[409],
        route: || get(handlers::incidents),
    },
    Operation {
        path: "/api/v1/complete",
        id: "complete",
        group: "Search",
        summary: "What may be typed next: names of fields, values with their counts, words",
        about: "",
        parameters: &[
            Parameter::query("q", Kind::Query, "What has been typed so far.", "vendor:an"),
            Parameter::query("at", Kind::Place, "Where the cursor stands.", "9"),
            Parameter::query("limit", Kind::Number(1, 50, handlers::CANDIDATES), "Candidates.", "8"),
        ],
        answer: Answer::Json(schema::<dto::Completion>),
        fresh: Fresh::Search,
        others: &[],
        route: || get(handlers::complete),
    },
    Operation {
        path: "/api/v1/documents/{id}",
        id: "findDocument",
        group: "Records",
        summary: "A document with its tags and versions",
        about: "",
        parameters: &[DOCUMENT],
        answer: Answer::Json(schema::<dto::Document>),
        fresh: Fresh::Store,
        others: &[404],
        route: || get(handlers::document),
    },
    Operation {
        path: "/api/v1/documents/{id}/versions/{number}",
        id: "findVersion",
        group: "Records",
        summary: "One archived version of a document, with the hashes that prove it",
        about: "",
        parameters: &[DOCUMENT, Parameter::path("number", Kind::Ordinal, "Versions count from 1.", "1")],
        answer: Answer::Json(schema::<DocumentVersion>),
        fresh: Fresh::Store,
        others: &[404],
        route: || get(handlers::version),
    },
    Operation {
        path: "/api/v1/incidents/{id}",
        id: "findIncident",
        group: "Records",
        summary: "An incident with everything its page shows, also as it was known on a date",
        about: "An incident that was merged into another leads there.",
        parameters: &[
            Parameter::path("id", Kind::Incident, "Public id.", "INC-2026-0001"),
            Parameter::query(
                "by",
                Kind::Moment,
                "As it was known at the end of this day, month or year.",
                "2026-07-03",
            ),
        ],
        answer: Answer::Json(schema::<dto::Bundle>),
        fresh: Fresh::Store,
        others: &[308, 404],
        route: || get(handlers::incident),
    },
    Operation {
        path: "/api/v1/entities",
        id: "listEntities",
        group: "Records",
        summary: "Vendors, products and others, with how often they are spoken of",
        about: "",
        parameters: &[],
        answer: Answer::Json(schema::<Listing<EntityItem>>),
        fresh: Fresh::Store,
        others: &[],
        route: || get(handlers::entities),
    },
    Operation {
        path: "/api/v1/entities/{slug}",
        id: "findEntity",
        group: "Records",
        summary: "A vendor, product or other entity with its newest incidents",
        about: "",
        parameters: &[Parameter::path("slug", Kind::Text(200), "Id of the entity.", "anthropic")],
        answer: Answer::Json(schema::<dto::Entity>),
        fresh: Fresh::Search,
        others: &[404],
        route: || get(handlers::entity),
    },
    Operation {
        path: "/api/v1/sources",
        id: "listSources",
        group: "Records",
        summary: "What is watched, and how it is doing",
        about: "",
        parameters: &[],
        answer: Answer::Json(schema::<Listing<dto::Source>>),
        fresh: Fresh::Live,
        others: &[],
        route: || get(handlers::sources),
    },
    Operation {
        path: "/api/v1/sources/{id}",
        id: "findSource",
        group: "Records",
        summary: "One source and its health",
        about: "",
        parameters: &[Parameter::path("id", Kind::Text(200), "Id of the source.", "example-news")],
        answer: Answer::Json(schema::<dto::Source>),
        fresh: Fresh::Live,
        others: &[404],
        route: || get(handlers::source),
    },
    Operation {
        path: "/feed.atom",
        id: "feedAtom",
        group: "Feeds",
        summary: "The 50 newest incidents that a query finds, as Atom (RFC 4287)",
        about: "",
        parameters: &[Q],
        answer: Answer::File("application/atom+xml"),
        fresh: Fresh::Search,
        others: &[],
        route: || get(feeds::atom),
    },
    Operation {
        path: "/feed.json",
        id: "feedJson",
        group: "Feeds",
        summary: "The 50 newest incidents that a query finds, as JSON Feed 1.1",
        about: "",
        parameters: &[Q],
        answer: Answer::File("application/feed+json"),
        fresh: Fresh::Search,
        others: &[],
        route: || get(feeds::json),
    },
    Operation {
        path: "/calendar.ics",
        id: "calendar",
        group: "Feeds",
        summary: "The days on which something takes effect, as a calendar (RFC 5545)",
        about: "",
        parameters: &[Q],
        answer: Answer::File("text/calendar"),
        fresh: Fresh::Search,
        others: &[],
        route: || get(feeds::calendar),
    },
    export(
        "/export.jsonl",
        "exportJsonl",
        "application/x-ndjson",
        "A document a line, as findDocument answers it",
        || get(feeds::jsonl),
    ),
    export("/export.csv", "exportCsv", "text/csv", "A document a row (RFC 4180), for spreadsheets", || get(feeds::csv)),
    export("/export.stix.json", "exportStix", "application/stix+json;version=2.1", "A STIX 2.1 bundle", || {
        get(feeds::stix)
    }),
    export("/export.bib", "exportBibtex", "application/x-bibtex", "References as BibTeX", || get(feeds::bibtex)),
    export(
        "/export.csl.json",
        "exportCsl",
        "application/vnd.citationstyles.csl+json",
        "References as CSL-JSON",
        || get(feeds::csl),
    ),
    Operation {
        path: "/api/v1/openapi.json",
        id: "describe",
        group: "Description",
        summary: "This description (OpenAPI 3.1)",
        about: "",
        parameters: &[],
        answer: Answer::File(openapi::CONTENT_TYPE),
        fresh: Fresh::Live,
        others: &[],
        route: || get(handlers::description),
    },
];

const fn export(
    path: &'static str,
    id: &'static str,
    media: &'static str,
    summary: &'static str,
    route: fn() -> MethodRouter<WebState>,
) -> Operation {
    Operation {
        path,
        id,
        group: "Exports",
        summary,
        about: "All that the query finds, however many, newest first, written as it is read.",
        parameters: &[Q],
        answer: Answer::File(media),
        fresh: Fresh::Search,
        others: &[],
        route,
    }
}
