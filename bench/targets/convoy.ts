import { jsonApi } from './json-api.ts';
import type { Target, TargetConfig } from './target.ts';

const owner = 'postrider-bench';

/** Convoy. Secrets: `api_key`, and `project_id` of an existing outgoing project. Its events go to all endpoints of an owner. */
export function convoyTarget({ url, secrets }: TargetConfig): Target {
  const { api_key = '', project_id = '' } = secrets;
  const project = `/api/v1/projects/${project_id}`;
  const call = jsonApi(`${url}${project}`, api_key);
  const headers = { authorization: `Bearer ${api_key}`, 'content-type': 'application/json' };
  return {
    batches: false,
    createEndpoint: async (receiver, eventType) => {
      const name = `${owner} ${eventType} ${receiver}`;
      const created = await call('POST', '/endpoints', { name, url: receiver, owner_id: owner });
      const { uid } = (created as { data: { uid: string } }).data;
      const filter_config = { event_types: [eventType] };
      await call('POST', '/subscriptions', { name, endpoint_id: uid, filter_config });
      return uid;
    },
    deleteEndpoint: async (id) => {
      await call('DELETE', `/endpoints/${id}`);
    },
    publishRequest: ([event]) => ({
      path: `${project}/events/fanout`,
      headers,
      body: JSON.stringify({ owner_id: owner, event_type: event?.type, data: event?.data }),
    }),
  };
}
