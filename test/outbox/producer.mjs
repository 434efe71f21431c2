/** Commits and rolls back orders, each with its event in the same transaction, until it is stopped or killed. */
import pg from 'pg';

const [, , connectionString = '', seed = '1'] = process.argv;

let state = Number(seed);
const random = () => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
  return state / 2 ** 32;
};

let isStopped = false;
process.once('SIGTERM', () => {
  isStopped = true;
});

/** @param {pg.Client} client */
async function order(client) {
  await client.query('BEGIN');
  const events = 1 + Math.floor(random() * 3);
  for (let n = 0; n < events; n += 1) {
    // Some ids are the producer's own, others those of the rows.
    const { rows } = await client.query('INSERT INTO orders (event_id) VALUES (NULL) RETURNING id');
    const [{ id }] = rows;
    const given = random() < 0.5 ? `order-${id}` : null;
    const data = `{"order": ${id}, "total": 10.50}`;
    const published = await client.query('SELECT postrider_publish($1, $2, $3) AS id', [
      'budget.exceeded',
      data,
      given,
    ]);
    await client.query('UPDATE orders SET event_id = $1 WHERE id = $2', [published.rows[0].id, id]);
  }
  await client.query(random() < 0.3 ? 'ROLLBACK' : 'COMMIT');
}

while (!isStopped) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    while (!isStopped) {
      await order(client);
      await new Promise((resolve) => setTimeout(resolve, random() * 20));
    }
  } catch {
    // Postgres was killed: what was not committed is gone.
    await new Promise((resolve) => setTimeout(resolve, 100));
  } finally {
    // The end of a connection that was lost while it was made may never come.
    void client.end().catch(() => undefined);
  }
}
process.exit(0);
