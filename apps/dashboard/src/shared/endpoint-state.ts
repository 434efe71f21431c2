import type { Endpoint, EndpointActivity, EndpointCondition } from '@postrider/contracts';
import type { Tone } from '../parts/status-badge.js';
import { t } from '../texts/texts.js';

export interface EndpointState {
  key: EndpointCondition;
  tone: Tone;
  name: string;
}

/** The state of an endpoint, in one word. */
export function endpointState(
  { active, disabled_reason }: Pick<Endpoint, 'active' | 'disabled_reason'>,
  activity: Pick<EndpointActivity, 'state'> | undefined,
): EndpointState {
  if (!active)
    return {
      key: 'inactive',
      // Somebody did it, or deactivated the customer.
      tone: disabled_reason === null || disabled_reason === 'customer_inactive' ? 'idle' : 'bad',
      name: t(($) => $.shared.endpointState.inactive),
    };
  if (activity?.state === 'failing')
    return { key: 'failing', tone: 'bad', name: t(($) => $.shared.endpointState.failing) };
  if (activity?.state === 'degraded') {
    return { key: 'degraded', tone: 'wait', name: t(($) => $.shared.endpointState.degraded) };
  }
  return { key: 'active', tone: 'good', name: t(($) => $.shared.endpointState.active) };
}

/** Why an inactive endpoint is inactive. */
export const reasonInWords: Record<NonNullable<Endpoint['disabled_reason']> | 'by_hand', string> = {
  gone: t(($) => $.shared.endpointState.gone),
  failing: t(($) => $.shared.endpointState.failedForDays),
  customer_inactive: t(($) => $.shared.endpointState.customerInactive),
  by_hand: t(($) => $.shared.endpointState.byHand),
};

/** The subscriptions of an endpoint, in few words. */
export function subscriptionsInBrief(eventTypes: readonly string[]): string {
  if (eventTypes.includes('*')) return t(($) => $.shared.endpointState.allEvents);
  const [first = '', ...others] = eventTypes;
  return others.length === 0 ? first : t(($) => $.shared.endpointState.more, { type: first, others: others.length });
}

/** Whether a part of a name, an id, the URL, the description or the subscriptions matches. */
export function matches(endpoint: Endpoint, query: string): boolean {
  const { id, uid, url, name, description, customer, event_types } = endpoint;
  const wanted = query.trim().toLowerCase();
  return [id, uid, url, name, description, customer?.uid, ...event_types].some(
    (text) => text?.toLowerCase().includes(wanted) === true,
  );
}
