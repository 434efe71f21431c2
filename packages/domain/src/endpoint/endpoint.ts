import type {
  DisabledReason,
  EndpointEvent,
  EndpointFormat,
  Metadata,
  Envelope,
  RecordedEvent,
  SealedSecret,
} from '@postrider/contracts';

/** A signing secret. `expires_at` is null for the current one; a rotation sets it. */
export interface EndpointSecret {
  sealed: SealedSecret;
  expires_at: string | null;
}

/** The fold of an endpoint's stream. A deleted endpoint keeps its state for its pending deliveries. */
export interface EndpointState {
  id: string;
  organization_id: string;
  version: number;
  /** The owner; null for an endpoint of the organization itself. */
  customer_id: string | null;
  url: string;
  event_types: string[];
  name: string | null;
  description: string | null;
  /** The caller's own id. */
  uid: string | null;
  metadata: Metadata;
  /** Whether an endpoint of the organization also gets the events of every customer. */
  all_customers: boolean;
  active: boolean;
  disabled_reason: DisabledReason | null;
  format: EndpointFormat;
  /** Does not apply to the format `slack`. */
  envelope: Envelope;
  /** Maximum requests per second; null means no limit. */
  rate_limit: number | null;
  /** Newest first. */
  secrets: EndpointSecret[];
  created_at: Date;
  updated_at: Date;
  deleted_at: Date | null;
}

export function evolveEndpoint(
  state: EndpointState | undefined,
  recorded: RecordedEvent<EndpointEvent>,
): EndpointState {
  const { event, occurred_at, version } = recorded;
  if (event.type === 'EndpointCreated') {
    const { secret, ...data } = event.data;
    return {
      id: recorded.stream_id,
      organization_id: recorded.organization_id,
      version,
      ...data,
      customer_id: data.customer_id ?? null,
      name: data.name ?? null,
      uid: data.uid ?? null,
      metadata: data.metadata ?? {},
      all_customers: data.all_customers ?? false,
      rate_limit: data.rate_limit ?? null,
      envelope: data.envelope ?? 'default',
      disabled_reason: null,
      secrets: [{ sealed: secret, expires_at: null }],
      created_at: occurred_at,
      updated_at: occurred_at,
      deleted_at: null,
    };
  }
  if (!state) throw new Error(`stream ${recorded.stream_id} does not begin with EndpointCreated`);
  const next = { ...state, version, updated_at: occurred_at };
  switch (event.type) {
    case 'EndpointUpdated':
      return { ...next, ...event.data };
    case 'EndpointActivated':
      return { ...next, active: true, disabled_reason: null };
    case 'EndpointDeactivated':
      return { ...next, active: false, disabled_reason: event.data.reason };
    case 'EndpointSecretRotated':
      return { ...next, secrets: rotated(state.secrets, event.data, occurred_at) };
    case 'EndpointPreviousSecretsExpired':
      return { ...next, secrets: state.secrets.filter(({ expires_at }) => expires_at === null) };
    case 'EndpointDeleted':
      return { ...next, deleted_at: occurred_at };
  }
}

function rotated(
  secrets: EndpointSecret[],
  { secret, previous_secret_expires_at }: { secret: SealedSecret; previous_secret_expires_at: string },
  now: Date,
): EndpointSecret[] {
  const previous = unexpired(secrets, now).map(({ sealed, expires_at }) => ({
    sealed,
    expires_at: expires_at ?? previous_secret_expires_at,
  }));
  return [{ sealed: secret, expires_at: null }, ...previous];
}

/** Returns the secrets that sign at `now`, newest first. */
export function unexpired(secrets: readonly EndpointSecret[], now: Date): EndpointSecret[] {
  return secrets.filter(({ expires_at }) => expires_at === null || Date.parse(expires_at) > now.getTime());
}
