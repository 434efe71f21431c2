import type { Target, TargetConfig } from './target.ts';

const base = '/manage/v1/webhooks';

/** Postrider's API. Secrets: `management_key`, `project_key`. */
export function postriderTarget({ url, secrets }: TargetConfig): Target {
  const manage = managing(`${url}${base}`, secrets.management_key ?? '');
  const headers = { authorization: `Bearer ${secrets.project_key ?? ''}`, 'content-type': 'application/json' };
  return {
    batches: true,
    createEndpoint: async (receiver, eventType) => {
      const body = JSON.stringify({ url: receiver, event_types: [eventType] });
      const created = await manage('/endpoints', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return String((JSON.parse(created) as { id: unknown }).id);
    },
    deleteEndpoint: async (id) => {
      await manage(`/endpoints/${id}`, { method: 'DELETE' });
    },
    publishRequest: (events) =>
      events.length === 1
        ? { path: `${base}/events`, headers, body: JSON.stringify(events[0]) }
        : { path: `${base}/events/batch`, headers, body: JSON.stringify({ events }) },
  };
}

function managing(url: string, key: string): (path: string, init: RequestInit) => Promise<string> {
  return async (path, init) => {
    const headers = { ...(init.headers as Record<string, string> | undefined), authorization: `Bearer ${key}` };
    const response = await fetch(`${url}${path}`, { ...init, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${init.method ?? 'GET'} ${path}: ${response.status} ${text}`);
    return text;
  };
}
