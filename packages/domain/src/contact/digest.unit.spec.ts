import { describe, expect, it } from '@jest/globals';
import { operationalEventTypes } from '@postrider/contracts';
import { composeDigest, type DigestEvent } from './digest.js';
import { digestHtml } from './digest-html.js';
import { digestSlack } from './digest-slack.js';
import { digestSubject, digestText, type DigestFrame } from './digest-text.js';
import { MessageWords } from './texts/message-words.js';

const about = (n: number, url = `https://example.com/${String(n)}`) => ({ endpoint_id: `whe_${String(n)}`, url });

const failing = (n: number, url?: string): DigestEvent => ({
  type: 'postrider.endpoint.failing',
  data: {
    ...about(n, url),
    failing_since: '2026-11-23T12:36:02.118Z',
    failed_attempts: 41,
    last_failure: { reason: 'http_error', response_status: 503, at: '2026-11-23T12:51:48.751Z' },
  },
});
const recovered = (n: number): DigestEvent => ({
  type: 'postrider.endpoint.recovered',
  data: { ...about(n), failing_since: '2026-11-23T12:36:02.118Z', failed_attempts: 52 },
});
const failed = (n: number, count: number): DigestEvent => ({
  type: 'postrider.delivery.failed',
  data: {
    ...about(n),
    count,
    first_delivery_id: 'whd_1',
    first_failed_at: '2026-11-23T12:42:10.020Z',
    last_delivery_id: 'whd_2',
    last_failed_at: '2026-11-23T12:51:48.751Z',
    event_type: 'budget.exceeded',
    failure_reason: 'timeout',
  },
});

const words = new MessageWords({ language: null, texts: null });
const frame: DigestFrame = {
  words,
  name: 'Acme',
  accent: null,
  dashboardUrl: 'https://hooks.example.com/settings',
  unsubscribeUrl: 'https://hooks.example.com/unsubscribe/x',
};

describe('a digest', () => {
  it('says the essential in its subject', () => {
    const content = composeDigest([failing(1), failing(2), recovered(3), failed(4, 2)], 0, words);
    expect(digestSubject(content, frame)).toBe('2 endpoints failing, 2 deliveries failed, Acme');
  });

  it('groups events by endpoint, those that fail first, and adds up failed deliveries', () => {
    const { sections } = composeDigest([recovered(1), failed(2, 1), failing(2), failed(2, 3)], 0, words);
    expect(sections).toEqual([
      {
        title: 'https://example.com/2',
        customer: undefined,
        lines: [
          'Failing since 23 Nov 2026, 12:36 UTC: 41 failed attempts, the last with HTTP 503.',
          '4 deliveries failed and are not retried any more, the last at 23 Nov 2026, 12:51 UTC: budget.exceeded (timeout).',
        ],
      },
      {
        title: 'https://example.com/1',
        customer: undefined,
        lines: ['Recovered. It had failed since 23 Nov 2026, 12:36 UTC, with 52 failed attempts.'],
      },
    ]);
  });

  it('names an endpoint by its name, and says its URL below', () => {
    const event = failing(1);
    const [section] = composeDigest(
      [{ ...event, data: { ...event.data, name: 'Billing' } } as DigestEvent],
      0,
      words,
    ).sections;
    expect([section?.title, section?.lines[0]]).toEqual(['Billing', 'https://example.com/1']);
  });

  it('says only that an endpoint recovered that had failed before', () => {
    const content = composeDigest([failing(1), recovered(1)], 0, words);
    expect(content.headline).toBe('1 endpoint recovered');
    expect(content.sections[0]?.lines).toHaveLength(1);
  });

  it('has at most 50 sections, and the number of the others', () => {
    const content = composeDigest(
      Array.from({ length: 60 }, (_, n) => failing(n)),
      7,
      words,
    );
    expect([content.sections.length, content.more]).toEqual([50, 17]);
    expect(digestText(content, frame)).toContain('and 17 more');
    const { blocks } = JSON.parse(digestSlack(content, frame)) as { blocks: unknown[] };
    expect(blocks.length).toBeLessThanOrEqual(50);
  });

  it.each(Object.values(operationalEventTypes))('has words for $type', ({ type, example }) => {
    const content = composeDigest([{ type, data: example } as DigestEvent], 0, words);
    expect(content.headline).not.toBe('');
    expect(content.sections[0]?.lines.join('\n')).not.toMatch(/undefined|NaN|Invalid/);
  });
});

describe('a digest in another language', () => {
  const german = new MessageWords({ language: 'de-AT', texts: null });

  it('is in German, with its plurals and dates', () => {
    const content = composeDigest([failing(1), failed(2, 1), failed(2, 3)], 0, german);
    const text = digestText(content, { ...frame, words: german });
    expect(content.headline).toBe('1 Endpunkt schlägt fehl, 4 Zustellungen fehlgeschlagen');
    expect(text).toContain(
      'Schlägt fehl seit 23. Nov. 2026, 12:36 UTC: 41 fehlgeschlagene Versuche, der letzte mit HTTP 503.',
    );
    expect(text).toContain('Abmelden: https://hooks.example.com/unsubscribe/x');
    const html = digestHtml(content, { ...frame, words: german });
    expect(html).toContain('<html lang="de-AT">');
    expect(html).not.toMatch(/Unsubscribe|Open the/);
    expect(digestSlack(content, { ...frame, words: german })).toContain('Dashboard öffnen');
  });

  it('has the texts and the forms of the plural that are given, and English ones otherwise', () => {
    const texts = {
      endpointsFailing_few: '{{count}} endpointy nie działają',
      more: '<b>{{count}} więcej</b> {{name}}',
    };
    const polish = new MessageWords({ language: 'pl', texts });
    const content = composeDigest([failing(1), failing(2), recovered(3)], 3, polish);
    expect(content.headline).toBe('2 endpointy nie działają, 1 endpoint recovered');
    expect(digestHtml(content, { ...frame, words: polish })).toContain('&lt;b&gt;3 więcej&lt;/b&gt;');
  });

  it.each(Object.values(operationalEventTypes))('has German words for $type', ({ type, example }) => {
    const of = (given: MessageWords) => composeDigest([{ type, data: example } as DigestEvent], 0, given);
    expect(of(german).headline).not.toBe(of(words).headline);
    expect(of(german).sections[0]?.lines.join('\n')).not.toMatch(/undefined|NaN|Invalid|\{\{/);
  });
});

describe('text of others', () => {
  const hostile = 'https://example.com/<b>&"\'\r\nBcc: a@example.com\u202e';
  const content = composeDigest([failing(1, hostile)], 0, words);

  it('begins no header and no line', () => {
    const subject = digestSubject(content, { ...frame, name: 'Acme\r\nBcc: a@example.com\u2028x' });
    expect(subject).toBe('1 endpoint failing, Acme Bcc: a@example.com x');
    expect(digestText(content, frame)).not.toMatch(/^Bcc/m);
  });

  it('is escaped in HTML and in Slack', () => {
    const html = digestHtml(content, { ...frame, name: '<i>Acme</i>' });
    expect(html).toContain('&lt;b&gt;&amp;&quot;&#39;');
    expect(html).not.toMatch(/<[bi]>/);
    const slack = digestSlack(composeDigest([failing(1, 'https://example.com/<!channel>&')], 0, words), frame);
    expect(slack).toContain('&lt;!channel&gt;&amp;');
    expect(slack).not.toContain('<!channel>');
  });

  it('cannot be a style: an accent that is no color is left out', () => {
    expect(digestHtml(content, { ...frame, accent: 'red; background: url(//x)' })).not.toContain('url(');
  });
});

describe('a message without a dashboard', () => {
  it('has no link to it', () => {
    const content = composeDigest([failing(1)], 0, words);
    const withoutDashboard = { ...frame, dashboardUrl: undefined };
    for (const message of [digestText, digestHtml, digestSlack].map((write) => write(content, withoutDashboard))) {
      expect(message).not.toContain('/settings');
    }
  });
});
