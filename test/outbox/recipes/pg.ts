import type { Pool } from 'pg';

export async function placeOrder(pool: Pool, customer: string, totalCents: number): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const order = await client.query<{ id: number }>(
      'INSERT INTO orders (customer, total_cents) VALUES ($1, $2) RETURNING id',
      [customer, totalCents],
    );
    const data = JSON.stringify({ order_id: order.rows[0]?.id, total_cents: totalCents });
    const event = await client.query<{ id: string }>('SELECT postrider_publish($1, $2) AS id', [
      'shop.order_placed',
      data,
    ]);
    await client.query('COMMIT');
    return event.rows[0]?.id ?? '';
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}
