import type { Endpoint, EndpointActivity } from '@postrider/contracts';
import type { Tone } from '../parts/status-badge.js';

export interface EndpointState {
  key: 'active' | 'failing' | 'inactive';
  tone: Tone;
  name: string;
}

/** The state of an endpoint, in one word. */
export function endpointState(
  { active, disabled_reason }: Pick<Endpoint, 'active' | 'disabled_reason'>,
  activity: Pick<EndpointActivity, 'failing_since'> | undefined,
): EndpointState {
  if (!active) return { key: 'inactive', tone: disabled_reason === null ? 'idle' : 'bad', name: 'Deactivated' };
  if (activity?.failing_since != null) return { key: 'failing', tone: 'bad', name: 'Failing' };
  return { key: 'active', tone: 'good', name: 'Active' };
}

/** Why an inactive endpoint is inactive. */
export const reasonInWords: Record<NonNullable<Endpoint['disabled_reason']> | 'by_hand', string> = {
  gone: 'It responded with 410 Gone.',
  failing: 'Every attempt failed for five days.',
  by_hand: 'Deactivated by a user.',
};

/** The subscriptions of an endpoint, in few words. */
export function subscriptionsInBrief(eventTypes: readonly string[]): string {
  if (eventTypes.includes('*')) return 'All events';
  const [first = '', ...others] = eventTypes;
  return others.length === 0 ? first : `${first} and ${others.length} more`;
}

/** Whether a part of the URL, description, id or subscriptions matches. */
export function matches({ id, url, description, event_types }: Endpoint, query: string): boolean {
  const wanted = query.trim().toLowerCase();
  return [id, url, description ?? '', ...event_types].some((text) => text.toLowerCase().includes(wanted));
}
