type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

export interface SpanOptions {
  /** The trace context that the span continues, as a `traceparent`. Without it the span begins a trace. */
  parent?: string | undefined;
  /** Adds a link to the parent, as the semantic conventions for messaging ask of the consumer of a message. */
  linked?: boolean;
  kind?: 'server' | 'client' | 'consumer';
  /** Default: now. */
  startedAt?: Date;
  attributes?: Attributes;
}

/** A span that is sampled. It is exported once it ends. */
export interface Span {
  /** Its trace context, for spans that continue it. */
  readonly traceparent: string;
  end: (attributes?: Attributes, error?: unknown) => void;
}

/** Starts and exports spans. */
export interface Spans {
  /** Returns undefined if the span is not sampled. */
  start: (name: string, options: SpanOptions) => Span | undefined;
  stop: () => Promise<void>;
}
