import { describe, expect, it } from '@jest/globals';
import { formatOf } from './slack-url.js';

describe('the format of an endpoint', () => {
  it.each([
    'https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
    'https://hooks.slack.com/workflows/T0/A0/1/x',
    'https://hooks.slack.com/triggers/T0/1/x',
    'https://hooks.slack-gov.com/services/T0/B0/x',
    'https://HOOKS.SLACK.COM/services/T0/B0/x?y=z',
    'https://hooks.slack.com:443/services/T0/B0/x',
  ])('is Slack for %s', (url) => {
    expect(formatOf(url)).toBe('slack');
  });

  it.each([
    'https://example.com/hooks.slack.com/services/T0/B0/x',
    'https://hooks.slack.com.example.com/services/T0/B0/x',
    'https://my-hooks.slack.com/services/T0/B0/x',
    'https://slack.com/services/T0/B0/x',
    'https://hooks.slack.com/',
    'https://hooks.slack.com/servicesT0/B0/x',
    'https://hooks.slack.com/x/services/T0/B0/x',
    'https://example.com/?to=https://hooks.slack.com/services/T0/B0/x',
  ])('is JSON for %s', (url) => {
    expect(formatOf(url)).toBe('json');
  });
});
