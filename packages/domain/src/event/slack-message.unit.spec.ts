import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { slackMessage } from './slack-message.js';

interface Text {
  type: string;
  text: string;
}
interface Message {
  text: string;
  blocks: { type: string; text?: Text; fields?: Text[]; elements?: Text[] }[];
}

const event = {
  id: 'order-17',
  type: 'budget.exceeded',
  timestamp: '2026-11-23T10:00:00.000Z',
};

const messageOf = (data: Record<string, unknown>, test = false): Message =>
  JSON.parse(slackMessage({ ...event, data, ...(test && { test }) })) as Message;
const fieldsOf = ({ blocks }: Message): string[] => blocks.flatMap(({ fields = [] }) => fields.map(({ text }) => text));
const contextOf = ({ blocks }: Message): string => blocks.at(-1)?.elements?.[0]?.text ?? '';

describe('the Slack message', () => {
  it('has a line for notifications, a heading, the fields, and the id and time of the event', () => {
    const data = { name: 'Production', spend_usd: 1003.17, over: true, cap: null };
    expect(messageOf(data)).toEqual({
      text: 'budget.exceeded · name: Production · spend_usd: 1003.17 · over: true',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'budget.exceeded' } },
        {
          type: 'section',
          fields: [
            { type: 'mrkdwn', text: '*name*\nProduction' },
            { type: 'mrkdwn', text: '*spend_usd*\n1003.17' },
            { type: 'mrkdwn', text: '*over*\ntrue' },
            { type: 'mrkdwn', text: '*cap*\nnull' },
          ],
        },
        { type: 'context', elements: [{ type: 'mrkdwn', text: 'order-17 · 2026-11-23T10:00:00.000Z' }] },
      ],
    });
  });

  it('marks a test', () => {
    const message = messageOf({}, true);
    expect(message.text).toBe('[test] budget.exceeded');
    expect(message.blocks[0]?.text?.text).toBe('[test] budget.exceeded');
  });

  it('has no empty section when there is no data', () => {
    expect(messageOf({}).blocks.map(({ type }) => type)).toEqual(['header', 'context']);
  });

  it('shows nested values as JSON, and an empty text as “(empty)”', () => {
    expect(fieldsOf(messageOf({ changed: ['fallbacks'], limits: { cost: 1 }, note: '' }))).toEqual([
      '*changed*\n["fallbacks"]',
      '*limits*\n{"cost":1}',
      '*note*\n(empty)',
    ]);
  });

  it('contains no mentions and links from the data', () => {
    const message = messageOf({ '<!here>': '<@U1> & <https://evil.example|click>' });
    expect(fieldsOf(message)).toEqual(['*&lt;!here&gt;*\n&lt;@U1&gt; &amp; &lt;https://evil.example|click&gt;']);
    expect(message.text).not.toMatch(/[<>]/);
  });

  it('shows ten fields and the number of the others', () => {
    const message = messageOf(Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`field_${String(i)}`, i])));
    expect(fieldsOf(message)).toHaveLength(10);
    expect(contextOf(message)).toContain('and 15 more fields');
  });

  it('does not mention other fields if there are exactly ten', () => {
    const message = messageOf(Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`field_${String(i)}`, i])));
    expect(fieldsOf(message)).toHaveLength(10);
    expect(contextOf(message)).not.toContain('more');
  });

  it('cuts long texts and adds an ellipsis', () => {
    const [field] = fieldsOf(messageOf({ note: 'a'.repeat(301) }));
    expect(field).toBe(`*note*\n${'a'.repeat(299)}…`);
    expect(fieldsOf(messageOf({ note: 'a'.repeat(300) }))).toEqual([`*note*\n${'a'.repeat(300)}`]);
  });

  it('shows deeply nested data', () => {
    const deep = `${'[{"a":'.repeat(30)}1${'}]'.repeat(30)}`;
    expect(fieldsOf(messageOf({ deep: JSON.parse(deep) as unknown }))).toEqual([`*deep*\n${deep}`]);
  });

  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 1_000 }),
    fc.string({ unit: fc.constantFrom('&', '<', '>'), maxLength: 400 }),
    fc.constantFrom(
      '&'.repeat(300),
      '&'.repeat(80),
      '😀'.repeat(200),
      `a${'😀'.repeat(200)}`,
      '\ud800',
      'k'.repeat(50_000),
    ),
  );
  const anyData = fc.dictionary(hostile, fc.oneof(hostile, fc.jsonValue()), { maxKeys: 30 });

  it('stays within what Slack accepts, whatever the data', () => {
    fc.assert(
      fc.property(anyData, fc.boolean(), (data, test) => {
        const { text, blocks } = messageOf(data, test);
        expect(text.length).toBeLessThanOrEqual(40_000);
        expect(blocks.length).toBeLessThanOrEqual(50);
        for (const { type, text: heading, fields = [], elements = [] } of blocks) {
          if (type === 'header') expect(heading?.text.length).toBeLessThanOrEqual(150);
          expect(fields.length).toBeLessThanOrEqual(10);
          expect(elements.length).toBeLessThanOrEqual(10);
          for (const part of [...fields, ...elements]) {
            expect(part.text.length).toBeGreaterThan(0);
            expect(part.text.length).toBeLessThanOrEqual(2_000);
          }
        }
      }),
    );
  });

  it('is well-formed Unicode, whatever the data and wherever it is cut', () => {
    fc.assert(
      fc.property(anyData, (data) => {
        const message = messageOf(data);
        for (const text of [message.text, ...fieldsOf(message)]) expect(text.isWellFormed()).toBe(true);
      }),
    );
  });
});
