// npm run docs:schema: writes docs/schema.md from the catalog of a migrated database. With `-- --measure`, it also fills the
// database and measures the sizes of rows.

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const intro = `<!-- Written by \`npm run docs:schema\`. -->

# Schema

Every table, column and index of the database. psql shows the same texts: \`\\d+ deliveries\`. Ids sort by time, so a
range of ids is a range of time: partitions are days or weeks.

The log is the only source of truth. \`endpoints\`, \`published_events\`, \`event_values\`, \`deliveries\` and \`pending_deliveries\` are read
models: \`rebuild\` creates them from the log. [Decision 5](adr/0005-ids-and-partitions.md) explains ids and partitions,
[decision 35](adr/0035-schema-and-code.md) how the schema changes.`;

const sizesTitle = '## Measured sizes';

const tablesQuery = `
  SELECT c.oid::int, c.relname AS name, obj_description(c.oid, 'pg_class') AS comment,
         pg_get_partkeydef(c.oid) AS partitioned, array_to_string(c.reloptions, ', ') AS storage
    FROM pg_class c
   WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     AND c.relname <> 'schema_migrations' ORDER BY c.oid`;

const columnsQuery = `
  SELECT a.attrelid::int AS oid, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS required,
         col_description(a.attrelid, a.attnum) AS comment
    FROM pg_attribute a WHERE a.attrelid = ANY($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attrelid, a.attnum`;

/** Primary keys first. */
const indexesQuery = `
  SELECT i.indrelid::int AS oid, c.relname AS name, pg_get_indexdef(c.oid) AS definition, i.indisunique AS is_unique,
         i.indisprimary AS is_primary, obj_description(c.oid, 'pg_class') AS comment
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
   WHERE i.indrelid = ANY($1) ORDER BY i.indrelid, NOT i.indisprimary, c.oid`;

/** The page for a migrated database, without the sizes. */
export async function schemaPage(sql) {
  const { rows: tables } = await sql.query(tablesQuery);
  const oids = [tables.map(({ oid }) => oid)];
  const { rows: columns } = await sql.query(columnsQuery, oids);
  const { rows: indexes } = await sql.query(indexesQuery, oids);
  const sections = tables.map((each) => {
    const isOwn = ({ oid }) => oid === each.oid;
    return section(each, columns.filter(isOwn), indexes.filter(isOwn));
  });
  return `${[intro, ...sections].join('\n\n')}\n`;
}

/** A page without its sizes, which are not reproducible. */
export const withoutSizes = (page) => page.split(`\n${sizesTitle}`)[0];

function section({ name, comment, partitioned, storage }, columns, indexes) {
  const facts = [partitioned && `Partitioned by ${partitioned}.`, storage && `Storage: ${storage}.`].filter(Boolean);
  return [
    `## ${name}`,
    [comment, ...facts].join(' '),
    table(
      ['Column', 'Type', 'Meaning'],
      columns.map(({ name: column, type, required, comment: meaning }) => [
        `\`${column}\``,
        required ? type : `${type}, or null`,
        meaning,
      ]),
    ),
    ...(indexes.length === 0
      ? []
      : [
          table(
            ['Index', 'Of', 'Purpose'],
            indexes.map(({ name: index, definition, ...index_ }) => [
              `\`${index}\``,
              `\`${definition.replace(/^.* USING (btree )?/, '')}\``,
              purposeOf(index_),
            ]),
          ),
        ]),
  ].join('\n\n');
}

const purposeOf = ({ comment, is_primary, is_unique }) =>
  comment ?? (is_primary ? 'Primary key.' : is_unique ? 'Unique.' : '');

/** Prettier would pad each cell to the longest of its column. */
function table(head, rows) {
  const lines = [head, head.map(() => '---'), ...rows.map((cells) => cells.map((cell) => cell.replaceAll('|', '\\|')))];
  return ['<!-- prettier-ignore -->', ...lines.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}

const sizesQuery = `
  SELECT t.name, sum(pg_relation_size(l.relid))::float8 AS heap, sum(pg_indexes_size(l.relid))::float8 AS indexes,
         (SELECT count(*)::int FROM pg_index i WHERE i.indrelid = t.name::regclass) AS count
    FROM unnest($1::text[]) WITH ORDINALITY AS t (name, position), pg_partition_tree(t.name::regclass) l
   WHERE l.isleaf GROUP BY t.name, t.position ORDER BY t.position`;

const measured = ['domain_events', 'published_events', 'deliveries', 'publish_keys'];

/** Fills a database with events of about 1 KB, one delivery each, and returns the section with the sizes of rows. */
async function sizes(database) {
  const { newId } = await import('@postrider/testing');
  const { storeDeliveries } = await import('../test/support/stored-deliveries.ts');
  const count = 100_000;
  const now = new Date();
  const organization_id = newId('organization');
  const endpoints = Array.from({ length: 20 }, () => ({ id: newId('endpoint'), organization_id }));
  await storeDeliveries(database, { endpoints, count, since: new Date(now.getTime() - 86_400_000), until: now });
  await database.query(
    `INSERT INTO publish_keys (organization_id, kind, key, generation, fingerprint, event_stream_ids)
     SELECT organization_id, 'event_id', gen_random_uuid(), 1, sha256(id::bytea), ARRAY[id] FROM published_events`,
  );
  await database.query('VACUUM (ANALYZE)');
  const { rows } = await database.query(sizesQuery, [measured]);
  const counted = [];
  for (const { name, heap, indexes, count: indexCount } of rows) {
    const { rows: found } = await database.query(`SELECT count(*)::int AS count FROM ${name}`);
    const per = (bytes) => String(Math.round(bytes / found[0].count));
    counted.push([`\`${name}\``, per(heap), `${per(indexes)} in ${String(indexCount)}`, per(heap + indexes)]);
  }
  const perEvent = Math.round(rows.reduce((sum, { heap, indexes }) => sum + heap + indexes, 0) / count);
  return `${sizesTitle}

Bytes per row, with ${count.toLocaleString('en')} events of about 1 KB and one delivery each, made with their own ids.
\`domain_events\` has the event with its body, and two or three rows for each delivery. All together take ${perEvent.toLocaleString('en')}
bytes per event. Measure again with \`npm run docs:schema -- --measure\`.

${table(['Table', 'Row', 'Entries in indexes', 'Together'], counted)}
`;
}

if (import.meta.main) {
  const { Database, migrate } = await import('@postrider/event-store');
  const { startPostgres } = await import('@postrider/testing');
  const file = new URL('schema.md', import.meta.url);
  const dir = await mkdtemp(join(tmpdir(), 'postrider-schema-'));
  const postgres = await startPostgres({ dataDir: join(dir, 'postgres'), settings: { fsync: 'off' } });
  try {
    await migrate(postgres.url);
    const database = new Database({ url: postgres.url, size: 1, timeoutMs: 600_000, name: 'schema' });
    const page = await schemaPage(database);
    const before = await readFile(file, 'utf8').catch(() => '');
    const kept = before.slice(withoutSizes(before).length).trimStart();
    const ending = process.argv.includes('--measure') ? await sizes(database) : kept;
    await writeFile(file, `${page}\n${ending}`.trimEnd() + '\n');
    await database.end();
  } finally {
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  }
}
