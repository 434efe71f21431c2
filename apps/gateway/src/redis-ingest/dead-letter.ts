import { deadLetterFields } from '@postrider/contracts';
import type { ApiError } from '../http/api-error.js';

/** The fields, names and values in turn, that say which entry was refused, when, and why. */
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
