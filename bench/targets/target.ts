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

/** How another system is driven: everything else (receiver, load, accounting) is shared. */
export interface Target {
  /** Subscribes a receiver's URL to one event type. */
  createEndpoint: (url: string, eventType: string) => Promise<void>;
  /** The request that publishes these events; several only if `batches`. */
  publishRequest: (events: readonly BenchEvent[]) => TargetRequest;
  batches: boolean;
}

/** What a target is made from; it can be sent to another process. */
export interface TargetConfig {
  kind: 'postrider' | 'svix';
  url: string;
  /** Credentials and ids, by the target's own names. */
  secrets: Record<string, string>;
}
