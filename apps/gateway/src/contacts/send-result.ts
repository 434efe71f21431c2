/** What came of a message to a contact. */
export type SendResult =
  | { kind: 'sent' }
  /** The address or the URL takes nothing any more. */
  | { kind: 'refused'; reason: string }
  | {
      kind: 'failed';
      reason: string;
      /** It may have been accepted. */
      isUnknown: boolean;
      /** When the server wants it again. */
      retryAfterMs?: number | undefined;
    };
