//! The fields that a query can name, with every spelling that is taken for one.

/// A field that holds words of a closed or named set; each has a column of the index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum KeywordField {
    Vendor,
    Product,
    /// Any entity, whatever its kind.
    Entity,
    Event,
    Status,
    Severity,
    /// Document kind.
    Kind,
    Tier,
    Source,
    Language,
    Country,
    Vulnerability,
    Incident,
}

impl KeywordField {
    /// In the order of their declaration: `field as usize` is the place in this list.
    pub(crate) const ALL: [Self; 13] = [
        Self::Vendor,
        Self::Product,
        Self::Entity,
        Self::Event,
        Self::Status,
        Self::Severity,
        Self::Kind,
        Self::Tier,
        Self::Source,
        Self::Language,
        Self::Country,
        Self::Vulnerability,
        Self::Incident,
    ];

    /// Name of the column, and of the facet where it has one.
    pub(crate) const fn column(self) -> &'static str {
        match self {
            Self::Vendor => "vendor",
            Self::Product => "product",
            Self::Entity => "entity",
            Self::Event => "event",
            Self::Status => "status",
            Self::Severity => "severity",
            Self::Kind => "kind",
            Self::Tier => "tier",
            Self::Source => "source",
            Self::Language => "language",
            Self::Country => "country",
            Self::Vulnerability => "vulnerability",
            Self::Incident => "incident",
        }
    }

    /// Its name in a query.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Language => "lang",
            Self::Vulnerability => "cve",
            _ => self.column(),
        }
    }
}

/// What may stand before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldName {
    Keyword(KeywordField),
    After,
    Before,
    Happened,
    Known,
    By,
    Sort,
}

/// The names to suggest.
pub(super) const NAMES: [(&str, FieldName); 19] = [
    ("vendor", FieldName::Keyword(KeywordField::Vendor)),
    ("product", FieldName::Keyword(KeywordField::Product)),
    ("entity", FieldName::Keyword(KeywordField::Entity)),
    ("event", FieldName::Keyword(KeywordField::Event)),
    ("status", FieldName::Keyword(KeywordField::Status)),
    ("severity", FieldName::Keyword(KeywordField::Severity)),
    ("kind", FieldName::Keyword(KeywordField::Kind)),
    ("tier", FieldName::Keyword(KeywordField::Tier)),
    ("source", FieldName::Keyword(KeywordField::Source)),
    ("lang", FieldName::Keyword(KeywordField::Language)),
    ("country", FieldName::Keyword(KeywordField::Country)),
    ("cve", FieldName::Keyword(KeywordField::Vulnerability)),
    ("incident", FieldName::Keyword(KeywordField::Incident)),
    ("after", FieldName::After),
    ("before", FieldName::Before),
    ("happened", FieldName::Happened),
    ("known", FieldName::Known),
    ("by", FieldName::By),
    ("sort", FieldName::Sort),
];

/// Understood without a word, never suggested.
const OTHER_SPELLINGS: [(&str, &str); 10] = [
    ("language", "lang"),
    ("ghsa", "cve"),
    ("vulnerability", "cve"),
    ("model", "product"),
    ("person", "entity"),
    ("regulator", "entity"),
    ("organization", "entity"),
    ("vendors", "vendor"),
    ("products", "product"),
    ("events", "event"),
];

/// The field of a name, whatever its case.
pub(super) fn find(name: &str) -> Option<FieldName> {
    let name = name.to_lowercase();
    let name = OTHER_SPELLINGS.iter().find(|(other, _)| *other == name).map_or(name.as_str(), |(_, known)| known);
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, field)| *field)
}
