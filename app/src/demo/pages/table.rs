//! A small paper whose pages were made long ago: layout tables, `<font>`, no metadata, but a visible date.

use super::super::content::Encoding;
use super::super::markup;
use super::{Page, parts};

pub(super) fn render(page: &Page) -> String {
    let site = page.site;
    let title = markup::escape(&page.document.title);
    let charset = if page.document.encoding == Encoding::Windows1252 { "windows-1252" } else { "utf-8" };
    let nav: String =
        site.nav.iter().map(|item| format!("<a href=\"/\">{}</a> &nbsp;|&nbsp; ", markup::escape(item))).collect();
    let headlines: String = page
        .most_read
        .iter()
        .map(|other| {
            let title = markup::escape(&other.title);
            format!("<font size=\"1\"><a href=\"{}\">{title}</a></font><br>\n", site.path_of(other))
        })
        .collect();
    format!(
        "<html>\n<head>\n<meta http-equiv=\"Content-Type\" content=\"text/html; charset={charset}\">\n\
         <title>{title} - {name}</title>\n</head>\n<body bgcolor=\"#ffffff\">\n\
         <table width=\"760\" border=\"0\" cellpadding=\"4\"><tr><td colspan=\"3\"><font size=\"6\"><b>{name}</b></font>\
         <br><i>{tagline}</i></td></tr>\n<tr><td colspan=\"3\" bgcolor=\"#dddddd\">{nav}</td></tr>\n\
         <tr valign=\"top\"><td width=\"130\"><b>Headlines</b><br>\n{headlines}{clutter}</td>\n\
         <td width=\"460\"><div class=\"story\"><h1><font size=\"5\">{title}</font></h1>\n\
         <font size=\"2\">{date}{byline}</font><br><br>\n{text}\n<br><br></div></td>\n\
         <td width=\"150\"><b>Weather</b><br>Cloudy, 14 degrees<br><br>{newsletter}</td></tr>\n\
         <tr><td colspan=\"3\"><hr><font size=\"1\">{notice}<br>Contact | Advertise | Subscriptions</font></td></tr>\n\
         </table>\n</body>\n</html>\n",
        name = markup::escape(&site.name),
        tagline = markup::escape(&site.tagline),
        clutter = parts::clutter(site, "font"),
        date = page.date,
        byline = if page.byline.is_empty() { String::new() } else { format!(" - {}", markup::escape(&page.byline)) },
        text = markup::html_with_breaks(page.text),
        newsletter = markup::escape(&site.newsletter),
        notice = parts::notice(page),
    )
}
