/** An event to publish. */
interface BenchEvent {
  type: string;
  data: Record<string, unknown>;
  /** Only for our own system. */
  customer?: string;
}

interface TargetRequest {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** The API of a system. Receiver, load and accounting are shared. */
export interface Target {
  /** Subscribes a receiver's URL to an event type and returns the endpoint's id. */
  createEndpoint: (url: string, eventType: string) => Promise<string>;
  deleteEndpoint: (id: string) => Promise<void>;
  /** Returns the request that publishes these events. Several events require `batches`. */
  publishRequest: (events: readonly BenchEvent[]) => TargetRequest;
  batches: boolean;
}

export const targetKinds = ['postrider', 'svix', 'outpost', 'convoy', 'webhookx'] as const;
export type TargetKind = (typeof targetKinds)[number];

/** Serializable, to be sent to another process. */
export interface TargetConfig {
  kind: TargetKind;
  url: string;
  /** Credentials and ids, by the target's names. */
  secrets: Record<string, string>;
}

/** A running system to measure. */
export interface RunningSystem extends TargetConfig {
  /** Name in the table. */
  name: string;
  /** Its processes by pid or program name. Needed to measure its memory and to kill it. */
  processes: readonly (number | string)[];
  /** Shell command that starts these processes again after they were killed. */
  restart?: string | undefined;
}
