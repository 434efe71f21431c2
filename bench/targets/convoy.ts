import { jsonApi } from './json-api.ts';
import type { Target, TargetConfig } from './target.ts';

/** An event goes to all endpoints of an owner. Without a license, Convoy ignores event types in subscriptions. */
const ownerOf = (eventType: string): string => `postrider-bench ${eventType}`;

/** Convoy. Secrets: `api_key`, and `project_id` of an existing outgoing project. */
export function convoyTarget({ url, secrets }: TargetConfig): Target {
  const { api_key = '', project_id = '' } = secrets;
  const project = `/api/v1/projects/${project_id}`;
  const call = jsonApi(`${url}${project}`, api_key);
  const headers = { authorization: `Bearer ${api_key}`, 'content-type': 'application/json' };
  return {
    batches: false,
    createEndpoint: async (receiver, eventType) => {
      const name = ownerOf(eventType);
      const created = await call('POST', '/endpoints', { name, url: receiver, owner_id: name });
      const { uid } = (created as { data: { uid: string } }).data;
      await call('POST', '/subscriptions', { name, endpoint_id: uid });
      return uid;
    },
    deleteEndpoint: async (id) => {
      await call('DELETE', `/endpoints/${id}`);
    },
    publishRequest: ([event]) => ({
      path: `${project}/events/fanout`,
      headers,
      body: JSON.stringify({ owner_id: ownerOf(event?.type ?? ''), event_type: event?.type, data: event?.data }),
    }),
  };
}
