import { encodeCursor, type BulkOperation, type ExportFile, type OwnerCustomer } from '@postrider/contracts';
import type { BulkOperationRow, ExportFileRow } from '@postrider/event-store';

/** What a view adds to the row of an operation. */
export interface BulkExtras {
  /** Of the keys that started operations, by id. */
  keyNames: ReadonlyMap<string, string | null>;
  /** The customers of operations, by the operation's id. */
  owners: ReadonlyMap<string, OwnerCustomer>;
  /** Of exports, by the id of the operation. */
  files?: ReadonlyMap<string, ExportFileRow>;
  /** A customer does not see who else started an operation. */
  isPortal: boolean;
}

export function bulkView(row: BulkOperationRow, { keyNames, owners, files, isPortal }: BulkExtras): BulkOperation {
  const file = files?.get(row.id);
  const customer = owners.get(row.id);
  const { id, kind, status, total, processed, skipped, request, created_at, completed_at } = row;
  return {
    id,
    kind,
    status,
    total,
    processed,
    skipped,
    request,
    actor: actorOf(row, isPortal, keyNames),
    ...(customer && { customer }),
    created_at: created_at.toISOString(),
    completed_at: completed_at?.toISOString() ?? null,
    ...(file && { file: fileView(file) }),
  };
}

/** The keys that started operations. */
export const keysOf = (rows: readonly Pick<BulkOperationRow, 'actor'>[]): string[] => [
  ...new Set(rows.flatMap(({ actor }) => actor?.key_id ?? [])),
];

function actorOf(
  { actor }: BulkOperationRow,
  isPortal: boolean,
  keyNames: BulkExtras['keyNames'],
): BulkOperation['actor'] {
  if (actor === null || (isPortal && actor.via !== 'portal')) return null;
  return { ...actor, key_name: actor.key_id === null ? null : (keyNames.get(actor.key_id) ?? null) };
}

const fileView = ({ format, bytes, is_cut, position, expires_at }: ExportFileRow): ExportFile => ({
  format,
  bytes,
  next_cursor: is_cut && position !== null ? encodeCursor(position) : null,
  expires_at: expires_at?.toISOString() ?? null,
});
