import { newId } from '@postrider/testing';

import { onlyDelivery } from '../support/api.js';
import type { Postrider } from '../support/postrider.js';

/** What there is to be named in requests, and whose keys they may carry. */
export interface World {
  readonly keys: { readonly management: string; readonly project: string };
  /** Ids by the name of the parameter or field that takes them. */
  readonly ids: Readonly<Record<string, readonly string[]>>;
}

/**
 * A customer, an active endpoint with a delivery, a bulk operation and an event type, and the same of another organization.
 * Further ids, by name, are of what takes longer to be made.
 */
export async function createWorld(
  postrider: Postrider,
  stranger: Postrider['manage'],
  further: World['ids'] = {},
): Promise<World> {
  const [own, others] = await Promise.all([resources(postrider.manage), resources(stranger)]);
  const { management_key: management, project_key: project } = postrider.keys;
  // Most of the time an id that is there.
  const ids = Object.entries(own).map(([name, id]) => [
    name,
    [id, id, id, id, others[name] ?? id, ...(further[name] ?? [])],
  ]);
  return { keys: { management, project }, ids: { ...further, ...(Object.fromEntries(ids) as World['ids']) } };
}

async function resources(api: Postrider['manage']): Promise<Record<string, string>> {
  const endpoint = await api.createEndpoint({ url: `https://example.com/${newId('endpoint')}`, event_types: ['*'] });
  const type = `fuzz.${newId('event')}`;
  await api.createEventType({ type, description: 'Made up.', example: { n: 1 }, schema: { required: ['n'] } });
  const event = await api.publish('budget.exceeded', { budget_id: 'bud_1' });
  const operation = await api.replayAll({ endpoint_id: newId('endpoint') });
  const customer = await api.putCustomer(newId('customer').replace('cus_', 'fuzz-'));
  const session = (await api.expect(201, 'POST', `/customers/${customer.id}/portal-sessions`, { json: {} })) as {
    id: string;
  };
  const key = (await api.expect(201, 'POST', '/keys', { json: { kind: 'project', name: 'fuzz' } })) as { id: string };
  const contact = (await api.expect(201, 'POST', '/contacts', {
    json: { channel: 'slack', url: 'https://example.com/slack', customer: customer.uid },
  })) as { id: string };
  return {
    contact_id: contact.id,
    customer: customer.uid,
    endpoint_id: endpoint.id,
    event_id: event.id,
    delivery_id: onlyDelivery(event),
    operation_id: operation.id,
    event_type: type,
    session_id: session.id,
    key_id: key.id,
  };
}
