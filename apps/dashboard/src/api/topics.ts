/** Topics of /live. The first part of every query's key is a topic, or `session`. */
export const topics = ['deliveries', 'events', 'endpoints', 'event_types', 'keys', 'bulk'] as const;
export type Topic = (typeof topics)[number];

const isTopic = (value: unknown): value is Topic => topics.some((topic) => topic === value);

/** The topics that the data of a `change` names; those that this page does not know are left out. */
export function topicsOf(data: string): Topic[] {
  try {
    const message: unknown = JSON.parse(data);
    if (typeof message !== 'object' || message === null || !('topics' in message)) return [];
    return Array.isArray(message.topics) ? message.topics.filter(isTopic) : [];
  } catch {
    return [];
  }
}
