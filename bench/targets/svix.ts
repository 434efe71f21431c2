import type { Target, TargetConfig } from './target.ts';

/**
 * A system that speaks Svix's HTTP API. Secrets: `token`, and `app_id` of an application that exists. It takes one message a
 * request. Start it with private addresses allowed, since the receiver is on loopback.
 */
export function svixTarget({ url, secrets }: TargetConfig): Target {
  const headers = { authorization: `Bearer ${secrets.token ?? ''}`, 'content-type': 'application/json' };
  const app = `/api/v1/app/${secrets.app_id ?? ''}`;
  return {
    batches: false,
    createEndpoint: async (receiver, eventType) => {
      const response = await fetch(`${url}${app}/endpoint/`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ url: receiver, filterTypes: [eventType] }),
      });
      if (!response.ok) throw new Error(`endpoint: ${String(response.status)} ${await response.text()}`);
    },
    publishRequest: ([event]) => ({
      path: `${app}/msg/`,
      headers,
      body: JSON.stringify({ eventType: event?.type, payload: event?.data }),
    }),
  };
}
