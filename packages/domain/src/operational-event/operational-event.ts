import type { OperationalData, OperationalType } from '@postrider/contracts';

/** An event that Postrider publishes about itself. */
export type OperationalEvent = {
  [T in OperationalType]: {
    /** Derived from the cause, so that a repetition finds the earlier event. */
    event_id: string;
    type: T;
    data: OperationalData[T];
  };
}[OperationalType];

/** The id of an event: what happened, to what, and which time it was. */
export const operationalEventId = (
  type: OperationalType,
  subject: string,
  ...occurrence: readonly (string | number)[]
): string => [type.replaceAll('.', '_'), subject, ...occurrence].join(':');
