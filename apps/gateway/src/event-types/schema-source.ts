import { createHash } from 'node:crypto';

/** A schema with the hash of its content. */
export class SchemaSource {
  readonly hash: string;
  /** Approximate size of its JSON text. */
  readonly bytes: number;

  constructor(readonly schema: Record<string, unknown>) {
    const text = JSON.stringify(schema);
    this.hash = createHash('sha256').update(text).digest('base64');
    this.bytes = text.length;
  }
}
