// Colours are tokens, for light and for dark; severity always has a sign and a word as well. Nothing is fetched.
#include "render/html/style.h"

#include <array>
#include <cstdint>
#include <string_view>

#include "render/html/filters.h"
#include "stackdrag/sha256.h"

namespace stackdrag::html {
namespace {

constexpr std::string_view tokens = R"(
:root{color-scheme:light dark;--page:#faf9f6;--card:#fff;--ink:#1e1d1b;--soft:#5d5953;--line:#e3dfd7;--code:#efece6;--critical:#a3123a;--critical-bg:#f8dae1;--high:#9c3605;--high-bg:#fbe1d0;--medium:#7a5600;--medium-bg:#f7eac4;--low:#2b5f83;--low-bg:#dce9f2;--good:#2a6a4c;--accent:#27406b;--A:#2c8a5f;--B:#6aa338;--C:#c9a50a;--D:#dd8a10;--E:#d1581b;--F:#a3123a}
@media screen and (prefers-color-scheme:dark){:root{--page:#161513;--card:#1f1d1b;--ink:#ece9e3;--soft:#aba59d;--line:#393630;--code:#2a2825;--critical:#ff8fa8;--critical-bg:#571a2b;--high:#ffa673;--high-bg:#54280f;--medium:#efc65a;--medium-bg:#453608;--low:#90c3e6;--low-bg:#1c3a4e;--good:#86d0ab;--accent:#a9c3f2;--F:#d8345f}}
)";

constexpr std::string_view page = R"(
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 Inter,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
.wrap{max-width:1128px;margin:0 auto;padding:0 24px}
header{border-bottom:1px solid var(--line)}
header .wrap{display:flex;justify-content:space-between;gap:16px}
header p{margin:12px 0;color:var(--soft);font-size:14px}
header .brand{font-weight:700;color:var(--ink)}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;background:var(--card);padding:8px 12px;z-index:2}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
h1{font-size:40px;line-height:1.1;margin:0 0 14px;letter-spacing:-.02em}
h2{font-size:24px;line-height:1.25;letter-spacing:-.01em;margin:56px 0 6px}
.sub{color:var(--soft);font-size:14.5px;margin:0 0 14px}
.hero{display:grid;grid-template-columns:320px 1fr;gap:44px;align-items:start;padding:40px 0 0}
.dialbox{text-align:center}
.grade{margin:8px 0 0;color:var(--soft)}
.grade b{display:inline-block;min-width:40px;padding:2px 12px;margin-left:4px;border-radius:6px;color:#fff;font-size:22px}
.gA b{background:#24724e}.gB b{background:#4c7a24}.gC b{background:#7a6404}.gD b{background:#8f560a}.gE b{background:#a8440f}.gF b{background:#a3123a}.g0 b{background:#5d5953;font-size:18px}
.lead{font-size:22px;line-height:1.38;margin:0 0 12px}
.lead2{color:var(--soft);margin:0 0 12px}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(140px,1fr));gap:12px;list-style:none;margin:20px 0 0;padding:0}
.tiles li{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:12px 14px}
.tiles b{display:block;font-size:26px;line-height:1.2}
.tiles span{font-size:13.5px;color:var(--soft);line-height:1.3;display:block}
.c-critical b{color:var(--critical)}.c-high b{color:var(--high)}
.dec{list-style:none;margin:10px 0 0;padding:0;border-top:1px solid var(--line)}
.dec li{display:grid;grid-template-columns:118px 1fr 250px;gap:18px;padding:10px 0;border-bottom:1px solid var(--line);align-items:baseline}
.dec .d{font-weight:600}.dec .now{color:var(--critical)}
.dec .stake{text-align:right;font-weight:600}
.buys{margin:18px 0 4px}
.gains{margin:0;padding-left:22px}
.key{display:inline-block;padding:0 8px;border-radius:4px;white-space:nowrap;font-size:13px}
.k-critical,.m-critical{background:var(--critical-bg);color:var(--critical)}.k-high,.m-high{background:var(--high-bg);color:var(--high)}.k-medium,.m-medium{background:var(--medium-bg);color:var(--medium)}.k-low,.m-low{background:var(--low-bg);color:var(--low)}.k-info,.m-info{color:var(--soft)}
.k-left{background:var(--critical-bg);color:var(--critical)}.k-none{background:var(--high-bg);color:var(--high)}
.k-good{border:1px solid var(--good);color:var(--good)}.k-ghost{border:1px dashed var(--soft)}.k-plain{border:1px solid var(--soft)}
.m{display:inline-block;width:22px;text-align:center;border-radius:4px}
.two{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:44px}
table{border-collapse:collapse;width:100%;font-size:14.5px;background:var(--card)}
th{text-align:left;font-weight:600;font-size:13px;color:var(--soft);border-bottom:2px solid var(--line);padding:8px 10px;vertical-align:bottom}
td{border-bottom:1px solid var(--line);padding:8px 10px;vertical-align:top}
.num{text-align:right;white-space:nowrap}
.sv{white-space:nowrap}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:8px}
.bare{border:0;border-radius:0}
.fin td:nth-child(2){min-width:340px}
code{font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;background:var(--code);padding:0 4px;border-radius:3px}
.also{font-size:13px;color:var(--soft)}
strong.also{color:var(--ink)}
.r{font-size:13px}
.filters,.count{display:none}
main:has(.filters) .filters{display:flex}
main:has(.filters) .count{display:block}
.filters{gap:20px;flex-wrap:wrap;margin:8px 0 12px;font-size:14px}
select{font:inherit;padding:4px 8px;border:1px solid var(--soft);border-radius:6px;background:var(--card);color:var(--ink);max-width:260px}
main{counter-reset:shown}
.fi{counter-increment:shown}
.count{color:var(--soft);font-size:14px;margin:8px 0}
.count::after{content:counter(shown) " shown"}
.order{columns:3;margin:0;padding-left:22px}
.rules dt{font-weight:600;margin-top:12px}
.rules dd{margin:2px 0 0;color:var(--soft);font-size:14.5px}
.rules dt:target{background:var(--medium-bg)}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.narrow{display:none}
footer{border-top:1px solid var(--line);color:var(--soft);font-size:13.5px}
footer.wrap{margin-top:56px}
footer p{margin:16px 0 32px}
)";

constexpr std::string_view drawings = R"(
svg{font-family:inherit;display:block;height:auto}
svg:not(.graph){width:100%}
.graph{max-width:100%;margin:0 auto}
.bars,.curve{max-width:560px}
.gA{stroke:var(--A)}.gB{stroke:var(--B)}.gC{stroke:var(--C)}.gD{stroke:var(--D)}.gE{stroke:var(--E)}.gF{stroke:var(--F)}
.dial .dim{opacity:.28}
.dial text{text-anchor:middle}
.letter{fill:var(--soft);font-size:13px}.letter.own{fill:var(--ink);font-weight:700;font-size:16px}
.band{stroke:var(--ink)}.band.open{stroke:var(--soft);stroke-dasharray:3 3}
.tick{stroke:var(--ink);stroke-width:2}
.big{font-size:46px;font-weight:700;fill:var(--ink);letter-spacing:-.02em}
.cap{font-size:13px;fill:var(--soft)}
.fam{fill:var(--card);stroke:var(--line)}
.famt{font-size:12px;font-weight:600;fill:var(--ink)}
.tree text{font-size:11.5px}
.cell rect{stroke:var(--page)}
.tree .s-critical{fill:#a3123a}.tree .s-high{fill:#b0400b}.tree .s-medium{fill:var(--medium-bg)}.tree .s-low{fill:var(--low-bg)}.tree .s-info{fill:var(--line)}
.t-critical,.t-high{fill:#fff}.t-medium{fill:var(--medium)}.t-low{fill:var(--low)}.t-info{fill:var(--ink)}
.cell:hover rect{opacity:.86}
.bl{font-size:13.5px;fill:var(--ink)}
.note{fill:var(--soft);font-size:12px}
.b-in{fill:var(--accent)}.b-left{fill:var(--critical)}.b-none{fill:var(--high)}
.grid{stroke:var(--line)}
.ax{font-size:12px;fill:var(--soft)}
.end{text-anchor:end}.mid{text-anchor:middle}
.area{fill:var(--accent);opacity:.12}
.ln{fill:none;stroke:var(--accent);stroke-width:2.5}
.mark{stroke:var(--ink);stroke-dasharray:3 3}
.dot{fill:var(--ink)}
.mk{font-size:13px;fill:var(--ink)}.mk.strong{font-weight:700}
.e{fill:none;stroke-width:1.4}
.e-good{stroke:var(--good);opacity:.6}
.e-plain{stroke:var(--soft);opacity:.7}
.e-paper{stroke:var(--soft);opacity:.4;stroke-width:1}.e-use{stroke:var(--soft);opacity:.5;stroke-width:1;stroke-dasharray:4 3}
.e-critical{stroke:var(--critical);stroke-width:3}.e-high{stroke:var(--high);stroke-width:2.6}.e-medium{stroke:var(--medium);stroke-width:2}.e-low{stroke:var(--low);stroke-width:1.6}
.e:hover{stroke-width:4;opacity:1}
.n rect,.n path{fill:var(--card);stroke-width:1.2}
.n-good rect,.n-good path{stroke:var(--good)}
.n text{text-anchor:middle}
.n .nm{font-size:11.5px;font-weight:600;fill:var(--ink)}.n .sb{font-size:10.5px;fill:var(--soft)}
.n-critical rect,.n-critical path{fill:var(--critical-bg);stroke:var(--critical);stroke-width:2}.n-critical .sb{fill:var(--critical)}
.n-high rect,.n-high path{fill:var(--high-bg);stroke:var(--high);stroke-width:1.6}.n-high .sb{fill:var(--high)}
.n-medium rect,.n-medium path{fill:var(--medium-bg);stroke:var(--medium)}.n-medium .sb{fill:var(--medium)}
.n-low rect,.n-low path{fill:var(--low-bg);stroke:var(--low)}.n-low .sb{fill:var(--low)}
.n-plain rect,.n-plain path{stroke:var(--soft)}
.n-ghost rect,.n-ghost path{stroke:var(--soft);stroke-dasharray:4 3}
)";

constexpr std::string_view media = R"(
@media screen and (max-width:860px){.hero,.two{grid-template-columns:minmax(0,1fr);gap:12px}.dial{max-width:340px;margin:0 auto}.tiles{grid-template-columns:1fr 1fr}.dec li{grid-template-columns:1fr;gap:2px}.dec .stake{text-align:left}.order{columns:1}.tree,.trend{min-width:1000px}.graph{max-width:none}.bars{min-width:430px}.curve{min-width:480px}.narrow{display:block}.scroll table{min-width:720px}header .wrap{flex-wrap:wrap;gap:0 16px}h1{font-size:32px}.lead{font-size:19px}}
@page{size:A4;margin:14mm}
@media print{body{font-size:11px;background:#fff}main:has(.filters) .filters,.skip,main:has(.filters) .count{display:none}li,tr,.tiles,svg,section:has(svg){break-inside:avoid}.wrap{padding:0}h2{margin-top:22px;font-size:16px;break-after:avoid}h1{font-size:26px}.hero{grid-template-columns:220px 1fr;gap:20px;padding-top:8px}.lead{font-size:14px}.lead2{font-size:11.5px;margin-bottom:6px}.tiles b{font-size:18px}.tiles span{font-size:10px}.dec li{grid-template-columns:80px 1fr 150px;padding:5px 0}table{font-size:10px}td,th{padding:3px 5px}code,.also,.r,.key,.rules dd{font-size:9px}.rules dt{font-size:10px;margin-top:6px}.sub{font-size:10px}.fin{table-layout:fixed}.fin th:nth-child(1){width:11%}.fin th:nth-child(3){width:20%}.fin th:nth-child(4){width:14%}.scroll{overflow:visible;border:0}.two{gap:20px}thead{display:table-header-group}.fin td:nth-child(2){min-width:0}a{color:inherit;text-decoration:none}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)";

std::uint32_t nibble(char digit) { return static_cast<std::uint32_t>(digit <= '9' ? digit - '0' : digit - 'a' + 10); }

/// The base64 of bytes that are given in hexadecimal digits.
std::string base64_of(std::string_view digits) {
  constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  // Three digits are twelve bits: two letters.
  std::string out;
  for (std::size_t at = 0; at < digits.size(); at += 3) {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) bits = bits << 4 | (at + i < digits.size() ? nibble(digits[at + i]) : 0);
    out += letters[bits >> 6];
    if (at + 2 <= digits.size()) out += letters[bits & 63];
  }
  while (out.size() % 4 != 0) out += '=';
  return out;
}

}  // namespace

const std::string& style() {
  static const std::string whole = std::string(tokens) + std::string(page) + std::string(drawings) + filter_rules() + std::string(media);
  return whole;
}

const std::string& style_hash() {
  static const std::string hash = base64_of(sha256(style()));
  return hash;
}

}  // namespace stackdrag::html
