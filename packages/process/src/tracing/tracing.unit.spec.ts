import { readSettings } from '@postrider/contracts';
import { describe, expect, it } from '@jest/globals';
import { Tracing } from './tracing.js';

/** To which nothing is exported while the tests run. */
const collector = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_BSP_SCHEDULE_DELAY: '600000' };
const parent = (flags: string): string => `00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-${flags}`;

function tracingOf(env: Record<string, string>): Promise<Tracing> {
  const key = Buffer.alloc(32).toString('base64');
  const { traces } = readSettings({
    DATABASE_URL: 'postgres://db',
    REDIS_URL: 'redis://redis',
    POSTRIDER_ENCRYPTION_KEYS: `k1:${key}`,
    ...env,
  });
  return Tracing.of(traces, { process: 'test', version: '1', logger: { warn: () => undefined } });
}

describe('traces', () => {
  it.each([
    ['without a collector', {}],
    ['with OTEL_SDK_DISABLED', { ...collector, OTEL_SDK_DISABLED: 'TRUE' }],
    ['with OTEL_TRACES_EXPORTER=none', { ...collector, OTEL_TRACES_EXPORTER: 'none' }],
  ])('%s are off, and a trace context is passed on as it is', async (_, env) => {
    const tracing = await tracingOf(env);
    expect(tracing.isEnabled).toBe(false);
    expect(tracing.start('a')).toBeUndefined();
    expect(await tracing.run('a', { parent: parent('01') }, (context) => Promise.resolve(context))).toBe(parent('01'));
    await tracing.stop();
  });

  it.each([
    ['always_on', '', [true, true, true]],
    ['always_off', '', [false, false, false]],
    ['traceidratio', '1', [true, true, true]],
    ['traceidratio', '0', [false, false, false]],
    ['parentbased_always_on', '', [true, true, false]],
    ['parentbased_always_off', '', [false, true, false]],
    ['parentbased_traceidratio', '0', [false, true, false]],
  ])('sampled by %s (%s) begin or continue as that says', async (sampler, ratio, sampled) => {
    const tracing = await tracingOf({ ...collector, OTEL_TRACES_SAMPLER: sampler, OTEL_TRACES_SAMPLER_ARG: ratio });
    const spans = [
      tracing.start('new'),
      tracing.continue('of a sampled parent', parent('01')),
      tracing.continue('of another parent', parent('00')),
    ];
    expect(spans.map((span) => span !== undefined)).toEqual(sampled);
  });

  it('continue with the id of the trace and an id of the span', async () => {
    const tracing = await tracingOf(collector);
    const [, traceId, parentId] = parent('01').split('-');
    const context = await tracing.run('a', { parent: parent('01') }, (own) => Promise.resolve(own));
    expect(context).toMatch(new RegExp(`^00-${String(traceId)}-(?!${String(parentId)})[0-9a-f]{16}-01$`));
    expect(tracing.continue('nothing to continue', undefined)).toBeUndefined();
    const failure = new Error('failed');
    await expect(tracing.run('a', {}, () => Promise.reject(failure))).rejects.toBe(failure);
  });
});
