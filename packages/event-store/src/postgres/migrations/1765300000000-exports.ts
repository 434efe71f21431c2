import type { MigrationInterface, QueryRunner } from 'typeorm';
import { id } from './initial/types.js';
import { creating, type Table } from './table.js';

const files: Table = {
  name: 'export_files',
  comment: 'Files that export operations write. Deleted when they expire, and with a cancelled operation.',
  columns: {
    operation_id: [`${id} PRIMARY KEY REFERENCES bulk_operations (id) ON DELETE CASCADE`, 'The export.'],
    format: ['text NOT NULL', 'ndjson or csv.'],
    position: [id, 'The last delivery that was read. The next page begins before it; null at the start.'],
    chunks: ['int NOT NULL DEFAULT 0', 'Number of chunks so far.'],
    bytes: ['bigint NOT NULL DEFAULT 0', 'Size of the file so far.'],
    stored_bytes: ['bigint NOT NULL DEFAULT 0', 'Size of its chunks so far.'],
    is_cut: [
      'boolean NOT NULL DEFAULT false',
      'Whether it ended at a limit, so that deliveries after position are missing.',
    ],
    expires_at: ['timestamptz', 'When it is deleted; null while it is written.'],
  },
  indexes: { export_files_expiring: ['(expires_at) WHERE expires_at IS NOT NULL', 'Files to delete.'] },
};

const chunks: Table = {
  name: 'export_chunks',
  comment: 'The content of export files: the deliveries of one page each.',
  columns: {
    operation_id: [`${id} NOT NULL REFERENCES export_files (operation_id) ON DELETE CASCADE`, 'The export.'],
    number: ['int NOT NULL', 'Position in the file, from 0.'],
    body: ['bytea STORAGE EXTERNAL NOT NULL', 'Part of the file, compressed with gzip.'],
  },
  primaryKey: 'operation_id, number',
};

const kinds = (allowed: string): string[] => [
  'ALTER TABLE bulk_operations DROP CONSTRAINT bulk_operations_kind_check',
  `ALTER TABLE bulk_operations ADD CONSTRAINT bulk_operations_kind_check CHECK (kind IN (${allowed})) NOT VALID`,
];

export class Exports1765300000000 implements MigrationInterface {
  name = 'Exports1765300000000';

  async up(runner: QueryRunner): Promise<void> {
    const statements = [
      ...[files, chunks].flatMap(creating),
      ...kinds(`'replay', 'recover', 'export'`),
      `COMMENT ON TABLE bulk_operations IS 'Replays, recoveries and exports of many deliveries, done page by page.'`,
      `COMMENT ON COLUMN bulk_operations.kind IS 'replay, recover or export.'`,
      `COMMENT ON COLUMN bulk_operations.position IS
       'The last processed stream. The next page begins after it. Of an export, the first stream of its range.'`,
    ];
    for (const statement of statements) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DELETE FROM bulk_operations WHERE kind = 'export'`);
    for (const { name } of [chunks, files]) await runner.query(`DROP TABLE ${name}`);
    for (const statement of kinds(`'replay', 'recover'`)) await runner.query(statement);
  }
}
