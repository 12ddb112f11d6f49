//! Verbs of saying in German, French, Spanish, Italian, Portuguese and Dutch, in plain letters, with the stance they carry.
//!
//! Only words that are no English ones: the tables are looked up in every text.

use watchline_model::Stance;

/// Stance, rule and words; the first that fits a place counts.
pub(super) const EUROPEAN: &[(Option<Stance>, &str, &str)] = &[
    (None, "according-to", r"\b(?:laut|nach angaben (?:von|der|des)|selon|d'apres|segun|secondo|segundo|volgens)\b"),
    (
        Some(Stance::Denies),
        "denied",
        r"\b(?:bestreitet|bestreiten|bestritt|dementiert|dementierte|dement|dementi|a dementi|conteste|rejette|a rejete|niega|nego|desmiente|desmintio|rechaza|rechazo|nega|ha negato|smentisce|ha smentito|respinge|negou|desmentiu|rejeitou|ontkent|ontkende|ontkennen)\b",
    ),
    (
        Some(Stance::Acknowledges),
        "acknowledged",
        r"\b(?:raumte|raumt|gibt zu|gab zu|entschuldigte|entschuldigt|reconnait|a reconnu|admet|a admis|s'excuse|s'est excuse|reconocio|reconoce|admitio|pidio disculpas|pide disculpas|ha ammesso|ammette|si scusa|si e scusat[oa]|reconheceu|reconhece|admitiu|pediu desculpas?|gaf toe|geeft toe|erkende|erkent)\b",
    ),
    (
        Some(Stance::Confirms),
        "confirmed",
        r"\b(?:bestatigte|bestatigt|bestatigten|a confirme|confirme|confirmo|conferma|ha confermato|confirmou|bevestigde|bevestigt)\b",
    ),
    (
        Some(Stance::Alleges),
        "alleged",
        r"\b(?:wirft|warf|beschuldigt|beschuldigte|verklagt|verklagte|accuse d'avoir|porte plainte|a porte plainte|ont assigne|a assigne|demando|denuncio|ha citato|ha denunciato|accusano|acusou|processou|beschuldigde|klaagt)\b",
    ),
    (
        Some(Stance::Announces),
        "announced",
        r"\b(?:kundigte|kundigt|annonce|a annonce|anuncio|annuncia|ha annunciato|anunciou|kondigde|kondigt)\b",
    ),
    (
        Some(Stance::Reports),
        "reported",
        r"\b(?:entdeckte|entdeckten|fanden heraus|fand heraus|berichtete|berichten|berichtet|a decouvert|ont decouvert|constate|descubrio|descubrieron|concluye|ha scoperto|hanno scoperto|descobriu|descobriram|ontdekte|ontdekten)\b",
    ),
    (
        None,
        "said",
        r"\b(?:sagte|sagt|sagten|erklarte|erklart|betonte|betont|schrieb|schreibt|teilte|heisst es bei|hiess es bei|a declare|declare|affirme|a affirme|explique|a explique|a indique|precise|souligne|raconte|assure|ecrit|dijo|declaro|afirmo|explico|senalo|aseguro|asegura|indico|cuenta|ha detto|ha dichiarato|afferma|spiega|ha spiegato|racconta|precisa|parla di|disse|afirmou|afirma|declarou|explicou|zei|zegt|verklaarde|meldt|laat weten|liet weten)\b",
    ),
];
