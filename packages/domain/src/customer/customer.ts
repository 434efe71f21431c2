import type { CustomerEvent, CustomerSettings, RecordedEvent } from '@postrider/contracts';

/** The fold of a customer's stream. A deleted customer keeps its state, since its events and deliveries name it. */
export interface CustomerState extends CustomerSettings {
  id: string;
  organization_id: string;
  version: number;
  /** The platform's own id. It never changes. */
  uid: string;
  active: boolean;
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
}

export function evolveCustomer(
  state: CustomerState | undefined,
  { stream_id, organization_id, version, occurred_at, event }: RecordedEvent<CustomerEvent>,
): CustomerState {
  if (event.type === 'CustomerCreated') {
    return {
      id: stream_id,
      organization_id,
      version,
      ...event.data,
      created_at: occurred_at,
      updated_at: occurred_at,
      deleted_at: null,
    };
  }
  if (!state) throw new Error(`stream ${stream_id} does not begin with CustomerCreated`);
  const next = { ...state, version, updated_at: occurred_at };
  switch (event.type) {
    case 'CustomerUpdated':
      return { ...next, ...event.data };
    case 'CustomerActivated':
      return { ...next, active: true };
    case 'CustomerDeactivated':
      return { ...next, active: false };
    case 'CustomerDeleted':
      return { ...next, deleted_at: occurred_at };
  }
}
