import { deadLetterFields } from '@postrider/contracts';
import type { ApiError } from '../http/api-error.js';

/** The first fields of a dead letter: names and values alternate. */
export function deadLetterReason(entryId: string, { code, message, details }: ApiError, at: Date): string[] {
  const values = {
    dead_entry_id: entryId,
    dead_at: at.toISOString(),
    dead_code: code,
    dead_message: message,
    dead_field: details.field ?? '',
  };
  return deadLetterFields.flatMap((name) => [name, values[name]]);
}
