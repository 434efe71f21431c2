import type {
  AttemptTrigger,
  DeliveryEvent,
  DeliveryStatus,
  DeliveryScheduled,
  FailureReason,
  QueueName,
  RecordedEvent,
} from '@postrider/contracts';

/** The fold of a delivery's stream. The details of its attempts are in the stream alone. */
export interface DeliveryState {
  id: string;
  organization_id: string;
  version: number;
  endpoint_id: string;
  event_id: string;
  event_stream_id: string;
  event_type: string;
  test: boolean;
  /** The request body is not the event's: the delivery's stream has it (Slack), or names its envelope. */
  own_payload: boolean;
  status: DeliveryStatus;
  attempt_count: number;
  response_status: number | null;
  /** Duration of the last attempt; null before the first one. */
  last_duration_ms: number | null;
  failure_reason: FailureReason | null;
  created_at: Date;
  next_attempt_at: Date | null;
  completed_at: Date | null;
  /** The queue that the job of the next attempt belongs to. */
  queue: QueueName;
  /** The retry budget: its start and the number of attempts since. A replay starts a new budget. */
  budget_started_at: Date;
  budget_attempts: number;
}

export function evolveDelivery(
  state: DeliveryState | undefined,
  recorded: RecordedEvent<DeliveryEvent>,
): DeliveryState {
  const { event, occurred_at } = recorded;
  if (event.type === 'DeliveryScheduled') return scheduled({ ...recorded, event });
  if (!state) throw new Error(`stream ${recorded.stream_id} does not begin with DeliveryScheduled`);
  const next = { ...state, version: recorded.version };
  switch (event.type) {
    case 'AttemptSucceeded':
      return {
        ...next,
        status: 'delivered',
        attempt_count: event.data.number,
        response_status: event.data.response_status,
        last_duration_ms: event.data.duration_ms,
        failure_reason: null,
        next_attempt_at: null,
        completed_at: occurred_at,
        budget_attempts: state.budget_attempts + 1,
      };
    case 'AttemptFailed':
      return {
        ...next,
        attempt_count: event.data.number,
        response_status: event.data.response_status,
        last_duration_ms: event.data.duration_ms,
        failure_reason: event.data.failure_reason,
        budget_attempts: state.budget_attempts + (isOvertaken(state, event.data.trigger) ? 0 : 1),
      };
    case 'RetryScheduled':
      return { ...next, next_attempt_at: new Date(event.data.next_attempt_at), queue: event.data.queue };
    case 'DeliveryFailed':
      return {
        ...next,
        status: 'failed',
        failure_reason: event.data.failure_reason,
        next_attempt_at: null,
        completed_at: occurred_at,
      };
    case 'ReplayRequested':
      return {
        ...next,
        status: 'pending',
        next_attempt_at: occurred_at,
        completed_at: null,
        queue: event.data.queue,
        budget_started_at: occurred_at,
        budget_attempts: 0,
      };
  }
}

/** The trigger that the next attempt is recorded with. Until a first attempt or a replay, the stream has one event. */
export function nextTrigger({ version, queue }: Pick<DeliveryState, 'version' | 'queue'>): AttemptTrigger {
  if (version === 1) return 'initial';
  return queue === 'replay' ? 'replay' : 'retry';
}

/** Returns whether a replay was requested while an attempt with this trigger was in progress. That attempt is not the replay. */
export function isOvertaken(state: DeliveryState, trigger: AttemptTrigger): boolean {
  return state.status === 'pending' && nextTrigger(state) === 'replay' && trigger !== 'replay';
}

function scheduled(recorded: RecordedEvent<DeliveryScheduled>): DeliveryState {
  const { event, occurred_at } = recorded;
  return {
    id: recorded.stream_id,
    organization_id: recorded.organization_id,
    version: recorded.version,
    endpoint_id: event.data.endpoint_id,
    event_id: event.data.event_id,
    event_stream_id: event.data.event_stream_id,
    event_type: event.data.event_type,
    test: event.data.test,
    own_payload: event.data.payload !== undefined || event.data.envelope !== undefined,
    status: 'pending',
    attempt_count: 0,
    response_status: null,
    last_duration_ms: null,
    failure_reason: null,
    created_at: occurred_at,
    next_attempt_at: occurred_at,
    completed_at: null,
    queue: event.data.queue,
    budget_started_at: occurred_at,
    budget_attempts: 0,
  };
}
