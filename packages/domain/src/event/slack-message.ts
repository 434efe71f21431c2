import type { WebhookPayload } from '@postrider/contracts';

const maxFields = 10;
const maxKeyText = 80;
const maxFieldText = 300;
const maxHeaderText = 150;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Returns well-formed text, also where the cut splits a surrogate pair or the producer's text was not well-formed. */
const cut = (text: string, length: number): string =>
  (text.length > length ? `${text.slice(0, length - 1)}…` : text).toWellFormed();

/**
 * The request body for a Slack incoming webhook: `text` for notifications, blocks for reading. Slack refuses longer texts
 * and more than ten fields, so both are cut.
 */
export function slackMessage({ id, type, timestamp, data, test }: WebhookPayload): string {
  const title = `${test ? '[test] ' : ''}${type}`;
  const entries = Object.entries(data);
  const shown = entries
    .slice(0, maxFields)
    .map(([key, value]) => ({ key: cut(key, maxKeyText), value: readable(value) }));
  const summary = shown.slice(0, 3).map(({ key, value }) => `${key}: ${cut(value, 80)}`);
  const more = entries.length > maxFields ? [`and ${String(entries.length - maxFields)} more fields`] : [];
  return JSON.stringify({
    text: escape([title, ...summary].join(' · ')),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: cut(title, maxHeaderText) } },
      ...(shown.length === 0
        ? []
        : [
            {
              type: 'section',
              fields: shown.map(({ key, value }) => ({
                type: 'mrkdwn',
                text: `*${escape(key)}*\n${escape(cut(value, maxFieldText))}`,
              })),
            },
          ]),
      {
        type: 'context',
        elements: [{ type: 'mrkdwn', text: escape([id, timestamp, ...more].join(' · ')) }],
      },
    ],
  });
}

function readable(value: unknown): string {
  if (typeof value === 'string') return value === '' ? '(empty)' : value;
  return JSON.stringify(value);
}
