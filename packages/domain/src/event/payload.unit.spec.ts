import { describe, expect, it } from '@jest/globals';
import { eventBody } from './event-body.js';
import { payloadFor } from './payload.js';

const timestamp = new Date('2026-11-23T10:00:00.000Z');
const body = eventBody({
  id: 'order-17',
  type: 'budget.exceeded',
  timestamp,
  test: true,
  dataJson: '{"10":1.0,"9":"a"}',
});

describe('the payload for an endpoint', () => {
  it('of format JSON is the body, byte for byte', () => {
    expect(payloadFor({ body }, 'json')).toBe(body);
  });

  it('of format Slack is a message about the event', () => {
    const { text, blocks } = JSON.parse(payloadFor({ body }, 'slack')) as { text: string; blocks: unknown[] };
    expect(text).toBe('[test] budget.exceeded · 9: a · 10: 1');
    expect(JSON.stringify(blocks.at(-1))).toContain('order-17 · 2026-11-23T10:00:00.000Z');
  });
});
