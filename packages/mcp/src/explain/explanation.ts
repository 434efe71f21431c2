/** What happened to a delivery, and what to do, for a model. */
export interface Explanation {
  readonly delivery: {
    readonly id: string;
    readonly status: string;
    readonly event_id: string;
    readonly event_type: string;
    readonly customer?: string | undefined;
  };
  readonly endpoint: { readonly id: string; readonly url?: string; readonly state: string };
  readonly timeline: readonly string[];
  readonly why: string;
  /** Text of the receiver. */
  readonly last_response?: string;
  readonly todo: readonly string[];
}
