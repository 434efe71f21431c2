import { jsonApi } from './json-api.ts';
import type { Target, TargetConfig } from './target.ts';

const base = '/manage/v1/webhooks';

/** Postrider's API. Secrets: `management_key`, `project_key`. */
export function postriderTarget({ url, secrets }: TargetConfig): Target {
  const manage = jsonApi(`${url}${base}`, secrets.management_key);
  const headers = { authorization: `Bearer ${secrets.project_key ?? ''}`, 'content-type': 'application/json' };
  return {
    batches: true,
    createEndpoint: async (receiver, eventType) => {
      const created = await manage('POST', '/endpoints', { url: receiver, event_types: [eventType] });
      return (created as { id: string }).id;
    },
    deleteEndpoint: async (id) => {
      await manage('DELETE', `/endpoints/${id}`);
    },
    publishRequest: (events) =>
      events.length === 1
        ? { path: `${base}/events`, headers, body: JSON.stringify(events[0]) }
        : { path: `${base}/events/batch`, headers, body: JSON.stringify({ events }) },
  };
}
