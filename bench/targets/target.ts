/** One event to publish. `type` is one of the catalogue that the target was given. */
interface BenchEvent {
  type: string;
  data: Record<string, unknown>;
}

interface TargetRequest {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** How a system is driven: everything else (receiver, load, accounting) is shared. */
export interface Target {
  /** Subscribes a receiver's URL to one event type; answers the endpoint's id. */
  createEndpoint: (url: string, eventType: string) => Promise<string>;
  deleteEndpoint: (id: string) => Promise<void>;
  /** The request that publishes these events; several only if `batches`. */
  publishRequest: (events: readonly BenchEvent[]) => TargetRequest;
  batches: boolean;
}

export const targetKinds = ['postrider', 'svix'] as const;
export type TargetKind = (typeof targetKinds)[number];

/** What a target is made from; it can be sent to another process. */
export interface TargetConfig {
  kind: TargetKind;
  url: string;
  /** Credentials and ids, by the target's own names. */
  secrets: Record<string, string>;
}
