/** The events that follow from a command, or the reason for refusing it. */
export type Decision<Event, Reason extends string = never> = Event[] | Refusal<Reason>;

export interface Refusal<Reason extends string> {
  refused: Reason;
}
