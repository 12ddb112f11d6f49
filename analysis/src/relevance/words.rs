//! Words that speak of AI, of harm, and of pieces that tell no happening.

use std::sync::LazyLock;

use regex::bytes::Regex;

use crate::text::{Sentence, Text};

fn build(pattern: &str) -> Regex {
    Regex::new(&format!("(?-u){pattern}")).expect("the patterns are constants")
}

static AI: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:ai|a\.i\.|artificial intelligence|chatbots?|language models?|llms?|generative|deep-?fakes?|machine learning|ai-\w+|genai|neural network|facial[- ]recognition|face[- ](?:recognition|search)|license plate recognition|diffusion models?|retrieval-augmented|reinforcement learning|tensorflow|pytorch|comfyui[a-z-]*|self-driving|driverless|autonomous vehicles?|robotaxis?|voice[- ]clon\w+|algorithms?|algorithmic|copilot|gpt-?\d?\w*|mcp|agentic|vibe[- ]cod\w+|(?:coding|browser|voice|autonomous|software) (?:agents?|assistants?)|prompt[- ]injections?|model weights|system prompts?|jail-?br(?:eak|oke)\w*|image generators?|text-to-\w+|inteligencia artificial|intelligenza artificiale|intelligence artificielle|kunstliche intelligenz|ki-\w+|ia (?:generativ|generative)\w*|humanoid robots?|autopilot|full self-driving|predictive policing|image recognition|speech recognition|face-?swap\w*|nudif\w+|voice assistants?|recommendation (?:system|engine))\b",
    )
});
static WIDE_AI: LazyLock<regex::Regex> = LazyLock::new(|| {
    regex::Regex::new("人工智能|大模型|AI|聊天机器人|智能体|语言模型|编程助手|深度伪造|人脸识别|自动驾驶|人工知能|チャットボット|ディープフェイク|인공지능|챗봇|딥페이크")
        .expect("the pattern is a constant")
});
/// Harm that no kind of the taxonomy may have caught.
static HARM: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:breach\w*|leak(?:s|ed|ing)?|hack(?:s|ed|ers?)?|malware|ransomware|phish\w*|scam\w*|fraud\w*|steal\w*|stole\w*|theft|abus(?:e|es|ed|ing)|misus\w+|death|died|kill(?:s|ed)?|suicid\w+|self-harm|injur\w+|crash(?:es|ed)?|wrongful\w*|falsely|misidentif\w+|discriminat\w+|bias(?:ed|es)?|racis[mt]|sexis[mt]|antisemit\w+|disinformation|misinformation|propaganda|fabricat\w+|hallucinat\w+|plagiari\w+|infring\w+|lawsuit|sued|jailbr\w+|unauthori[sz]ed|without (?:\w+ )?(?:consent|permission)|non-?consensual|defam\w+|deceiv\w+|misle(?:d|ad)\w*|manipulated|surveil\w*|malfunction\w*|incorrect\w*|wrongly|inaccura\w+|offensive|violen\w+|malicious|poison(?:s|ed|ing)|compromised|backdoor\w*|outages?|blackmail\w*|extort\w*|imperson\w+|stalk\w*|harass\w*|arrest\w*|controvers\w+|backlash|outrage|uproar|accus(?:es|ed)|under fire|slammed|criticis\w+|disturbing|sexuali[sz]\w*|smear\w*|spam\w*|psychosis|delusion\w*|hang himself|explosi\w+|bombs?|weapons?|rogue|amok|deleted|toxic|vulnerab\w+|exploit(?:s|ed|ing)?|insecure|unencrypted|copyright|bans?|banned|rce|redos|xss|ssrf|unsafe|fake|cheat\w*|hate|swindl\w*|hoax|misinform\w*|misdirect\w*|mislabel\w*|misattribut\w*|misrepresent\w*|dies|dying|assassinat\w*|illegal(?:ly)?|pirated?|pretend(?:s|ed)? to be|recall(?:s|ed) (?:for|over|after)|veer\w*|oncoming|dangerous|disordered|deception|scrap(?:es|ed|ing)|poisoned|hospitali[sz]\w*|privacy (?:concerns?|risks?|violations?)|attacks? (?:[a-z]+ )?(?:workers?|people|men|women|children)|causes? (?:[a-z0-9.$]+ )?loss(?:es)?|loses? (?:his|her|their|an? )?(?:kidney|job|life|savings|home|money|custody)|(?:fail(?:s|ed)?|miss(?:es|ed)?) to|suggests? (?:[a-z]+ ){0,3}(?:eat|drink|kill|harm)\w*|porn\w*|tricked|cyberstalk\w*|guilty|jailed|deadly|fatal\w*|dead|genocide|wrong (?:advice|answers?|information|person|man|woman|results?|diagnos[ei]s)|false (?:[a-z]+ )?(?:alerts?|alarms?|positives?|claims?|accusations?)|(?:strikes?|struck|hits?|damag(?:es|ed)|runs? over|ran over) (?:an? |the |two |three )?(?:[a-z]+ )?(?:child|children|pedestrians?|man|woman|boy|girl|cyclists?|dog|cat|cars?|bus|wall|truck)|accidental(?:ly)?|remov(?:es|ed|ing) (?:[a-z']+ )?cloth(?:es|ing)|undress\w*|misstated|rip(?:s|ped|ping) off|invent(?:s|ed)? (?:quotes|facts)|toxic|erroneous\w*|mistak\w+|failed|injection)\b",
    )
});
/// The same in German, French, Spanish, Portuguese, Italian and Dutch, where the word is not English as well.
static HARM_ABROAD: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:sicherheitslucke\w*|datenleck\w*|datenpanne\w*|verklag\w+|klage (?:gegen|ein)\w*|verbiet\w+|verbot(?:en)?|bussgeld\w*|gesperrt|betrug\w*|betrog\w+|gefalscht\w*|angreifer\w*|hackerangriff\w*|falschlich\w*|ermittl\w+|festgenommen|verletzt|getotet|vulnerabilit[ea]\w*|fuite de donnees|porte plainte|plainte contre|poursuivi\w*|interdi(?:t|te|ts|ction)|amende|escroquer\w*|arnaqu\w+|pirat(?:e|age|es)|enquete (?:sur|contre)|accuse d\w*|trompe\w*|vulnerabilidad\w*|filtracion|filtro datos|demanda (?:contra|a)|demand(?:o|an) a|prohib(?:e|en|io|ida|ido|icion)|multa\w*|estafa\w*|fraude|suplant\w+|hackead\w+|investiga (?:a|por)|vulnerabilidade\w*|vazamento\w*|vazou|processad\w+|processa a|proib\w+|golpe\w*|suspende\w*|suspens[ao]\w*|vulnerabilita|fuga di dati|causa contro|denuncia\w*|vietat\w*|divieto|sanzion\w+|truffa\w*|bloccat\w+|garante|istruttoria|indagine|arrestat\w+|datalek\w*|aangeklaagd|verboden|boete|oplichting|opgelicht)\b",
    )
});
/// … and in Chinese, Japanese and Korean.
static WIDE_HARM: LazyLock<regex::Regex> = LazyLock::new(|| {
    regex::Regex::new("漏洞|泄露|泄漏|外泄|攻击|入侵|黑客|诈骗|欺诈|冒充|伪造|造谣|谣言|起诉|诉讼|被告|索赔|侵权|处罚|罚款|下架|封禁|禁止|禁用|约谈|调查|整改|致歉|道歉|误删|误判|误认|撞|事故|身亡|死亡|自杀|受伤|注入|越狱|恶意|窃取|后门|宕机|崩溃|故障|換臉|换脸|偷拍|監控|脆弱性|漏えい|流出|不正アクセス|攻撃|詐欺|なりすまし|提訴|訴訟|和解|賠償|罰金|禁止|停止|誤認|事故|死亡|自殺|謝罪|障害|偽|취약점|유출|해킹|사기|사칭|소송|고소|과징금|금지|차단|조사|사고|사망|자살|사과|장애|오류")
        .expect("the pattern is a constant")
});
/// Against harm, not of it.
static DEFENCE: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:launch(?:es|ed)?|introduc\w+|unveil\w*|rolls? out|partners?|partnership|helps?|to (?:fight|combat|detect|prevent|protect|stop|reduce|tackle|curb|block|spot)|detector|detection|prevention|protects?|defen[cs]es?|funding|raises|hires|benchmark|tool for|startup|prevents|investment|acquires)\b",
    )
});
/// … unless it went wrong.
static FAULT: LazyLock<Regex> = LazyLock::new(|| {
    build(r"\b(?:falsely|wrong\w*|fail(?:s|ed)?|miss(?:es|ed)|mistak\w+|errors?|accus(?:es|ed)|flawed|biased)\b")
});
/// A piece that tells no happening of its own.
static OPINION: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"^(?:opinion|editorial|column|commentary|op-ed|letters?|analysis|explainer|review|interview|podcast|webinar|quiz|guide|how to|what is|what are|why (?:you|we|every)|\d+ (?:ways|tips|things|best|steps|reasons)|best practices|top \d+|the best|sponsored|press release|the ultimate|ask the expert|five (?:ways|tips|things)|ten (?:ways|tips|things))\b",
    )
});
static SALE: LazyLock<Regex> = LazyLock::new(|| {
    build(
        r"\b(?:raises? (?:\$|€|£|\d)|series [a-e]\b|funding round|valuation of|valued at|unveils?|launches (?:new|its|a)|now available|general availability|introducing|announces? (?:general availability|partnership|new)|quarterly (?:results|earnings)|earnings|ipo|benchmark|outperforms|hires|appoints|to acquire|acquires|price target|stock)\b",
    )
});

/// So many sentences are looked at for harm in other languages.
const SENTENCES_ABROAD: usize = 4;

#[derive(Debug, Clone, Copy)]
pub(super) struct AiWords {
    pub(super) in_headline: bool,
    pub(super) count: usize,
}

pub(super) fn ai_words(text: &Text) -> AiWords {
    let mut words = AiWords { in_headline: false, count: 0 };
    for sentence in text.sentences.iter().filter(|sentence| !sentence.clutter) {
        let mut count = AI.find_iter(sentence.plain(text)).count();
        if sentence.wide {
            count += WIDE_AI.find_iter(sentence.words(text)).count();
        }
        words.count += count;
        words.in_headline |= sentence.headline && count > 0;
    }
    words
}

pub(crate) fn has_ai_word(sentence: &Sentence, text: &Text) -> bool {
    AI.is_match(sentence.plain(text)) || (sentence.wide && WIDE_AI.is_match(sentence.words(text)))
}

/// Whether the headline speaks of a defence against harm, or of news about one.
pub(super) fn defends(text: &Text) -> bool {
    let headline = text.sentences.iter().find(|sentence| sentence.headline).map(|sentence| sentence.plain(text));
    headline.is_some_and(|headline| DEFENCE.is_match(headline) && !FAULT.is_match(headline))
}

/// Whether the headline or one of the first sentences names harm in another language than English.
pub(super) fn names_harm_abroad(text: &Text) -> bool {
    let first = text.sentences.iter().filter(|sentence| !sentence.clutter).take(SENTENCES_ABROAD);
    first.into_iter().any(|sentence| {
        sentence.wide && WIDE_HARM.is_match(sentence.words(text)) || HARM_ABROAD.is_match(sentence.plain(text))
    })
}

/// How much the text speaks of harm: up to 0.35. The headline counts most; words of the body only in sentences that speak of
/// AI, and little.
pub(super) fn harm(text: &Text, speaks_of_ai: impl Fn(&Sentence) -> bool) -> f32 {
    let headline = text.sentences.iter().find(|sentence| sentence.headline).map(|sentence| sentence.plain(text));
    let defends = defends(text);
    let in_headline = !defends && headline.is_some_and(|headline| HARM.is_match(headline));
    let body: usize = text
        .sentences
        .iter()
        .filter(|sentence| !sentence.headline && !sentence.clutter && speaks_of_ai(sentence))
        .map(|sentence| HARM.find_iter(sentence.plain(text)).count())
        .sum();
    match (in_headline, body) {
        (true, 1..) => 0.35,
        (true, 0) => 0.25,
        (false, 3..) if !defends && text.length() < 1500 => 0.2,
        (false, 1..) if !defends && text.length() < 900 => 0.08,
        _ => 0.0,
    }
}

/// Why the piece looks general: opinion or advice, or news of business.
pub(super) fn general(text: &Text) -> Option<&'static str> {
    let headline = text.sentences.iter().find(|sentence| sentence.headline)?.plain(text);
    if OPINION.is_match(headline) || headline.trim_ascii_end().ends_with(b"?") && HARM.find(headline).is_none() {
        return Some("reads like opinion or advice");
    }
    (SALE.is_match(headline) && !HARM.is_match(headline)).then_some("reads like news of business")
}
