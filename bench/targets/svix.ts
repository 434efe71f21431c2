import { ApiException, Svix } from 'svix';
import type { Target, TargetConfig } from './target.ts';

const conflict = 409;

/**
 * A system with Svix's HTTP API. Secrets: `token`, and `app_id` of an existing application. It accepts one message per
 * request. Start it with private addresses allowed, since the receiver is on loopback.
 */
export function svixTarget({ url, secrets }: TargetConfig): Target {
  const { token = '', app_id = '' } = secrets;
  const svix = new Svix(token, { serverUrl: url });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    batches: false,
    createEndpoint: async (receiver, eventType) => {
      await svix.eventType.create({ name: eventType, description: 'of the bench' }).catch(unlessItExists);
      return (await svix.endpoint.create(app_id, { url: receiver, eventTypes: [eventType] })).id;
    },
    deleteEndpoint: (id) => svix.endpoint.delete(app_id, id),
    publishRequest: ([event]) => ({
      path: `/api/v1/app/${app_id}/msg`,
      headers,
      body: JSON.stringify({ eventType: event?.type, payload: event?.data }),
    }),
  };
}

function unlessItExists(error: unknown): void {
  if (!(error instanceof ApiException && error.code === conflict)) throw error;
}
