import { CustomerUid } from '@postrider/contracts';
import { validationFailed, type ApiError } from '../http/api-error.js';
import type { NewEvent } from './new-event.js';
import type { PublishRequest } from './publish-request.js';
import type { CustomerKey } from '../customers/customer-store.js';
import type { DecisionData } from './subscriptions.js';

/** Maximum number of problems that the error of one call lists. */
const maxProblems = 100;

const none: readonly CustomerKey[] = [];

export const namesCustomer = (events: readonly NewEvent[]): boolean =>
  events.some(({ customer }) => customer !== undefined);

/** The customers that the call names, each once. */
export function customersOf({ caller, events }: PublishRequest): readonly CustomerKey[] {
  if (!namesCustomer(events)) return none;
  const references = new Set<string>();
  for (const { customer } of events) if (customer !== undefined) references.add(customer);
  return Array.from(references, (reference) => ({ organization_id: caller.organization_id, reference }));
}

/** The uid with which the event's customer is created if it is unknown. */
export const uidToCreate = ({ customer, createCustomer }: NewEvent): string | undefined =>
  createCustomer === true && CustomerUid.safeParse(customer).success ? customer : undefined;

/** Whether the call wants a customer to be created that is not known. */
export const missesCustomer = ({ caller, events }: PublishRequest, knows: (key: CustomerKey) => unknown): boolean =>
  events.some((event) => {
    const reference = uidToCreate(event);
    return reference !== undefined && !knows({ organization_id: caller.organization_id, reference });
  });

/** Returns a 422 if a customer is unknown, and no event of the call wants it to be created. */
export function unknownCustomers(
  { caller, events }: PublishRequest,
  find: DecisionData['customer'],
): ApiError | undefined {
  if (!namesCustomer(events)) return undefined;
  const unknown = events.filter(({ customer }) => customer !== undefined && !find(caller.organization_id, customer));
  if (unknown.length === 0) return undefined;
  const created = new Set(unknown.map(uidToCreate));
  const refused = [...new Set(unknown)].filter(({ customer }) => !created.has(customer));
  const message = 'expected the id or the uid of a customer; with create_customer: true, one with this uid is created';
  const problems = refused.map(({ field }) => ({ field: field.replace(/data$/, 'customer'), message }));
  return problems.length === 0 ? undefined : validationFailed(problems.slice(0, maxProblems));
}
