import type { DigestContent } from './digest.js';
import { digestSubject, oneLine, titleOf, type DigestFrame } from './digest-text.js';

/** Limits of Slack. */
const maxText = 3_000;
const maxBlocks = 50;

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Text of others in Slack: without mentions and links. */
const escapeSlack = (text: string): string => oneLine(text).replace(/[&<>]/g, (found) => entities[found] ?? '');

/** An escape sequence that is cut would be text. */
const cut = (text: string): string =>
  text.length <= maxText ? text : `${text.slice(0, maxText - 1).replace(/&[a-z]*$/, '')}…`;

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text: cut(text) } });

/** A digest as the body of a Slack incoming webhook. */
export function digestSlack(content: DigestContent, frame: DigestFrame): string {
  const headline = escapeSlack(digestSubject(content, frame));
  const shown = content.sections.slice(0, maxBlocks - 3);
  const more = content.more + content.sections.length - shown.length;
  const blocks = [
    section(`*${headline}*`),
    ...shown.map((each) => section([`*${escapeSlack(titleOf(each))}*`, ...each.lines.map(escapeSlack)].join('\n'))),
    ...(more > 0 ? [section(escapeSlack(frame.words.say('more', { count: more })))] : []),
    ...(frame.dashboardUrl === undefined
      ? []
      : [section(`<${escapeSlack(frame.dashboardUrl)}|${escapeSlack(frame.words.say('openDashboard'))}>`)]),
  ];
  return JSON.stringify({ text: headline, blocks });
}
