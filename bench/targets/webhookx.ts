import { waitUntil } from '@postrider/testing';
import { jsonApi } from './json-api.ts';
import type { Target, TargetConfig } from './target.ts';

const notFound = 404;
const source = 'postrider-bench';
const path = `/${source}`;

/** WebhookX. The URL is that of its proxy. Secret: `admin_url`, the URL of its Admin API. It creates a source, and keeps it. */
export function webhookxTarget({ url, secrets }: TargetConfig): Target {
  const call = jsonApi(`${secrets.admin_url ?? ''}/workspaces/default`);
  const headers = { 'content-type': 'application/json' };
  const createSource = async (): Promise<void> => {
    const { data } = (await call('GET', `/sources?name=${source}`)) as { data: unknown[] };
    if (data.length > 0) return;
    await call('POST', '/sources', { name: source, type: 'http', config: { http: { path, methods: ['POST'] } } });
    // The proxy learns of it later. Then it refuses the empty body instead of the path.
    const refused = (): Promise<boolean> =>
      fetch(`${url}${path}`, { method: 'POST', headers }).then(({ status }) => status !== notFound);
    await waitUntil(refused, { what: 'the source to be known to the proxy' });
  };
  return {
    batches: false,
    createEndpoint: async (receiver, eventType) => {
      await createSource();
      const endpoint = { request: { url: receiver, method: 'POST' }, events: [eventType] };
      const { id } = (await call('POST', '/endpoints', endpoint)) as { id: string };
      // It signs only with this plugin. Without a secret, the plugin makes one.
      await call('POST', '/plugins', { name: 'webhookx-signature', endpoint_id: id, config: {} });
      return id;
    },
    deleteEndpoint: async (id) => {
      await call('DELETE', `/endpoints/${id}`);
    },
    publishRequest: ([event]) => ({
      path,
      headers,
      body: JSON.stringify({ event_type: event?.type, data: event?.data }),
    }),
  };
}
