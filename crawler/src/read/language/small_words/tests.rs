use super::*;

#[test]
fn headlines_are_told_by_their_small_words() {
    for (text, expected) in [
        ("Orbit stops the trial of its helper in schools", Some("en")),
        ("Behörde verbietet den Einsatz der Software in Schulen", Some("de")),
        ("La préfecture suspend un outil après une fuite de données", Some("fr")),
        ("El ministerio prohíbe el uso de la herramienta en las escuelas", Some("es")),
        ("Il comune sospende lo strumento dopo la fuga di dati", Some("it")),
        ("A prefeitura suspende o uso da ferramenta nas escolas", Some("pt")),
    ] {
        assert_eq!(language(text), expected, "{text}");
    }
}

#[test]
fn one_word_or_a_tie_tells_nothing() {
    for text in ["Orbit", "La Paz", "de la", "Orbit 3.2"] {
        assert_eq!(language(text), None, "{text}");
    }
}
