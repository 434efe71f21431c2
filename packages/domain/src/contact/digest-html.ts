import type { DigestContent, DigestSection } from './digest.js';
import { digestSubject, oneLine, titleOf, type DigestFrame } from './digest-text.js';

const defaultAccent = '#1f6feb';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text of others in HTML. */
export const escapeHtml = (text: string): string => oneLine(text).replace(/[&<>"']/g, (found) => entities[found] ?? '');

const styles = `
  body { margin: 0; background: #f4f5f7; color: #1c2128; }
  .card { background: #ffffff; border: 1px solid #d8dee4; }
  .quiet { color: #59636e; }
  .rule { border-top: 1px solid #d8dee4; }
  a { color: #0a58ca; }
  @media (prefers-color-scheme: dark) {
    body { background: #0d1117 !important; color: #e6edf3 !important; }
    .card { background: #161b22 !important; border-right-color: #30363d !important; border-bottom-color: #30363d !important; border-left-color: #30363d !important; }
    .quiet { color: #9aa4af !important; }
    .rule { border-color: #30363d !important; }
    a { color: #6cb0ff !important; }
  }`;

const font =
  "font-family: -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif; font-size: 15px; line-height: 1.5;";

/** A digest as HTML, 600 pixels wide at most. It loads nothing, so that opening it tells nobody. */
export function digestHtml(content: DigestContent, frame: DigestFrame): string {
  const accent = /^#[\da-f]{6}$/i.test(frame.accent ?? '') ? frame.accent : defaultAccent;
  const { words, dashboardUrl, unsubscribeUrl } = frame;
  return `<!doctype html>
<html lang="${escapeHtml(words.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(digestSubject(content, frame))}</title>
<style>${styles}
</style>
</head>
<body>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding: 24px 12px;">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" style="max-width: 600px; border-radius: 8px; border-top: 4px solid ${accent ?? defaultAccent};">
<tr><td style="padding: 24px 24px 8px; ${font} text-align: left;">
<div class="quiet" style="font-size: 13px;">${escapeHtml(frame.name)}</div>
<h1 style="margin: 4px 0 8px; font-size: 20px; line-height: 1.3;">${escapeHtml(content.headline)}</h1>
</td></tr>
${content.sections.map(sectionHtml).join('\n')}
${content.more > 0 ? `<tr><td class="quiet rule" style="padding: 12px 24px; ${font}">${escapeHtml(words.say('more', { count: content.more }))}</td></tr>` : ''}
<tr><td class="quiet rule" style="padding: 16px 24px 20px; ${font} font-size: 13px; text-align: left;">
${dashboardUrl === undefined ? '' : `<a href="${escapeHtml(dashboardUrl)}">${escapeHtml(words.say('openDashboard'))}</a><br>`}
${unsubscribeUrl === undefined ? '' : `<a href="${escapeHtml(unsubscribeUrl)}">${escapeHtml(words.say('unsubscribeLink'))}</a>`}
</td></tr>
</table>
</td></tr></table>
</body>
</html>
`;
}

const sectionHtml = (section: DigestSection): string =>
  `<tr><td class="rule" style="padding: 14px 24px; ${font} text-align: left;">
<div style="font-weight: 600; word-break: break-word; overflow-wrap: anywhere;">${escapeHtml(titleOf(section))}</div>
${section.lines.map((line) => `<div style="overflow-wrap: anywhere;">${escapeHtml(line)}</div>`).join('\n')}
</td></tr>`;
