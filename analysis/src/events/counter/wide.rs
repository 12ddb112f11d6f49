//! The same for Chinese: what stands before a match in its clause, and just behind it, takes it back.

use std::sync::LazyLock;

use regex::Regex;
use watchline_model::taxonomy::Family;

/// How many characters before a match are looked at.
const BEFORE: usize = 40;
/// And behind it.
const BEHIND: usize = 12;

fn build(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the patterns are constants")
}

/// Within the clause, up to the match.
static NEGATION: LazyLock<Regex> = LazyLock::new(|| {
    build(
        "(?:尚未|并未|从未|未曾|未有|未发现|未发生|未见|未出现|未受|未被|未遭|暂未|未予|没有|并没|没被|没遭|并无|尚无|毫无|暂无|不存在|不会|不曾|不是|并非|而非|无需|无须|不必|拒绝|拒不|不予|不再|无法证实)[^，。；：、“”]{0,16}$|未$",
    )
});
/// "failed to stop", "without leave": a no that does not deny what follows.
static NO_NEGATION: LazyLock<Regex> = LazyLock::new(|| {
    build(
        "(?:未(?:能)?(?:有效|及时)?(?:阻止|防止|制止|避免)|没有(?:及时|阻止|防止|任何(?:身份|密码)|密码|身份|加密|设置|设防|经过))[^，。；：]{0,16}$",
    )
});
static CONJECTURE: LazyLock<Regex> = LazyLock::new(|| {
    build(
        "(?:可能|或将|或许|也许|或会|或被|或面临|面临|恐将|恐会|如果|如若|假如|倘若|一旦|万一|是否|能否|会否|担心|担忧|忧虑|警惕|防范|防止|避免|谨防|以防|杜绝|预防|防控|打击|应对|抵御|检测|鉴别|潜在|有望|考虑|呼吁|威胁要|旨在|最高可|可处|酝酿|疑问|讨论|研究如何|帮助[^，。；]{1,10}(?:发现|识别|检测))[^，。；：“”]{0,18}$|(?:若|拟|恐|应对|反|防)$",
    )
});
/// Advice reaches over commas, where what is advised is not itself told.
static ADVICE: LazyLock<Regex> = LazyLock::new(|| {
    build(
        "(?:提醒|建议|呼吁|提示)[^。；]{0,60}(?:应当?|务必|切勿|不要|请勿|谨慎|注意|警惕|谨防|防范|避免|及时|尽快|立即|核实|加强|提高)[^。；]{0,24}$|(?:建议|呼吁|倡议|主张)[^，。；]{0,24}$",
    )
});
/// An answer that is asked for has not been given.
static ORDERED: LazyLock<Regex> =
    LazyLock::new(|| build("(?:要求|责令|敦促|命令|督促|呼吁|建议|催促)[^，。；：]{0,20}$"));
/// Another affair is recalled.
static HISTORY: LazyLock<Regex> = LazyLock::new(|| {
    build(
        "(?:去年|前年|上月|上个月|数月前|以往|历史上|[0-9一二两三四五六七八九十]+(?:年|个?月)前|早在)[^。；]{0,24}[，,]?[^。；，]{0,16}曾(?:经|因|被|遭|多次|发生|出现|爆|对|向|就)?[^。；]{0,24}$|(?:类似于?|不同于|相比|好比|让人想起|令人想起|堪比|有别于)[^，。；]{0,20}$",
    )
});
/// Behind the match: it is only a danger, or a thing that deals with it.
static MERE_DANGER: LazyLock<Regex> = LazyLock::new(|| {
    build(
        "^(?:的)?(?:潜在)?(?:风险|隐患|可能|危险|担忧|担心|防护|防范|检测|应对|治理|防控|赏金|识别技术|鉴别|保险|培训|演练|论坛|峰会|意识)",
    )
});

/// Whether the words around bytes `start..end` of a sentence take back that something of this kind happened.
pub(in super::super) fn is_countered_wide(
    sentence: &str,
    start: usize,
    end: usize,
    kind: &str,
    family: Family,
) -> bool {
    if sentence.trim_end_matches(['”', '"', '’', '」', ' ']).ends_with(['？', '?']) {
        return true;
    }
    let before = tail(&sentence[..start], BEFORE);
    let behind: String = sentence[end..].chars().take(BEHIND).collect();
    if HISTORY.is_match(before) {
        return true;
    }
    if kind != "denial" && NEGATION.is_match(before) && !NO_NEGATION.is_match(before) {
        return true;
    }
    let tells_a_flaw = matches!(kind, "vulnerability_disclosed" | "vulnerability_patched" | "prompt_injection");
    if tells_a_flaw || matches!(kind, "denial" | "lawsuit_filed" | "legislation" | "guidance_issued") {
        return false;
    }
    CONJECTURE.is_match(before)
        || ADVICE.is_match(before)
        || (family == Family::Response && ORDERED.is_match(before))
        || (!matches!(family, Family::Law | Family::Response) && MERE_DANGER.is_match(&behind))
}

/// The last characters, at most so many.
fn tail(words: &str, most: usize) -> &str {
    words.char_indices().rev().nth(most - 1).map_or(words, |(at, _)| &words[at..])
}

#[cfg(test)]
mod tests;
