import { jsonApi } from './json-api.ts';
import type { Target, TargetConfig } from './target.ts';

const base = '/api/v1';
const tenant = 'postrider-bench';

/** Outpost. Secret: `api_key`. Its setting `TOPICS` must contain the event types. */
export function outpostTarget({ url, secrets }: TargetConfig): Target {
  const call = jsonApi(`${url}${base}`, secrets.api_key);
  const headers = { authorization: `Bearer ${secrets.api_key ?? ''}`, 'content-type': 'application/json' };
  return {
    batches: false,
    createEndpoint: async (receiver, eventType) => {
      await call('PUT', `/tenants/${tenant}`);
      const destination = { type: 'webhook', topics: [eventType], config: { url: receiver } };
      return ((await call('POST', `/tenants/${tenant}/destinations`, destination)) as { id: string }).id;
    },
    deleteEndpoint: async (id) => {
      await call('DELETE', `/tenants/${tenant}/destinations/${id}`);
    },
    publishRequest: ([event]) => ({
      path: `${base}/publish`,
      headers,
      body: JSON.stringify({ tenant_id: tenant, topic: event?.type, data: event?.data }),
    }),
  };
}
