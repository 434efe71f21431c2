import type { DomainEvent, RecordedEvent } from '@postrider/contracts';

/** The part of a state that identifies its stream and version. A new stream has version 0. */
export interface StreamState {
  id: string;
  organization_id: string;
  version: number;
}

/** The change that a command makes to one stream. */
export interface Change<State, Event extends DomainEvent> {
  /** The version that the decision was made on. */
  expectedVersion: number;
  /** The state after the events. */
  next: State;
  events: RecordedEvent<Event>[];
}

/** Numbers events after the state's version, ready to append and to fold. */
export function toRecorded<E extends DomainEvent>(
  { id, organization_id, version }: StreamState,
  events: readonly E[],
  occurred_at: Date,
): RecordedEvent<E>[] {
  return events.map((event, i) => ({ stream_id: id, organization_id, version: version + 1 + i, occurred_at, event }));
}

export function changeOf<S extends StreamState, E extends DomainEvent>(
  state: S,
  events: readonly E[],
  evolve: (state: S, recorded: RecordedEvent<E>) => S,
  now: Date,
): Change<S, E> {
  const recorded = toRecorded(state, events, now);
  return { expectedVersion: state.version, next: recorded.reduce<S>(evolve, state), events: recorded };
}
