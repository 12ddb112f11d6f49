//! Enums whose variants are words of the product: written, read and listed by one macro, so that a
//! word is spelt once.

/// Declares an enum with its words; gives `as_str`, `all`, `Display`, `FromStr` and serde by word.
macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant),+ }

        impl $name {
            /// The word as it stands in TOML, SQL, JSON and addresses.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }

            /// All words, in their order.
            pub const fn all() -> &'static [Self] {
                &[$(Self::$variant),+]
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::ids::NotAWord;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::all().iter().copied().find(|word| word.as_str() == text).ok_or_else(|| {
                    let known: Vec<&str> = Self::all().iter().map(|word| word.as_str()).collect();
                    $crate::ids::NotAWord::new(stringify!($name), text, &known)
                })
            }
        }
    };
}
pub(crate) use words;
