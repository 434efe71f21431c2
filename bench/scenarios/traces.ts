import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bestInTurn, endToEndWith } from './cost.ts';
import type { Context, Scenario } from './scenario.ts';

/** Compares end to end with traces that are exported to a collector with traces that are switched off, in turn. */
export const traces: Scenario = {
  needs: [],
  run: async (context) => {
    const { tenth, all, off } = await bestInTurn(context, {
      tenth: () => withTraces(context, '0.1'),
      all: () => withTraces(context, '1'),
      off: () => endToEndWith(context, {}),
    });
    return { figures: { 'traces.cost_ratio': tenth / off, 'traces.cost_ratio_all': all / off } };
  },
};

/** `share` of the calls are sampled. */
async function withTraces(context: Context, share: string): Promise<number> {
  let exports = 0;
  const collector = createServer((request, response) => {
    exports++;
    request.resume().once('end', () => response.end());
  }).listen(0, '127.0.0.1');
  await once(collector, 'listening');
  const { port } = collector.address() as AddressInfo;
  try {
    const perSecond = await endToEndWith(context, {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${String(port)}`,
      OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
      OTEL_TRACES_SAMPLER_ARG: share,
    });
    if (exports === 0) throw new Error('no spans were exported');
    return perSecond;
  } finally {
    collector.closeAllConnections();
    collector.close();
  }
}
