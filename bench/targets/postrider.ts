import type { Target, TargetConfig } from './target.ts';

const base = '/manage/v1/webhooks';

/** Postrider's own API. Secrets: `management_key`, `project_key`. */
export function postriderTarget({ url, secrets }: TargetConfig): Target {
  const headers = (key: string): Record<string, string> => ({
    authorization: `Bearer ${secrets[key] ?? ''}`,
    'content-type': 'application/json',
  });
  return {
    batches: true,
    createEndpoint: async (receiver, eventType) => {
      const response = await fetch(`${url}${base}/endpoints`, {
        method: 'POST',
        headers: headers('management_key'),
        body: JSON.stringify({ url: receiver, event_types: [eventType] }),
      });
      if (response.status !== 201) throw new Error(`endpoint: ${String(response.status)} ${await response.text()}`);
    },
    publishRequest: (events) =>
      events.length === 1
        ? { path: `${base}/events`, headers: headers('project_key'), body: JSON.stringify(events[0]) }
        : { path: `${base}/events/batch`, headers: headers('project_key'), body: JSON.stringify({ events }) },
  };
}
