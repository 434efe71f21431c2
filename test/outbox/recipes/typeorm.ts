import { type DataSource, EntitySchema } from 'typeorm';

interface Order {
  id: number;
  customer: string;
  total_cents: number;
}

export const OrderEntity = new EntitySchema<Order>({
  name: 'orders',
  columns: {
    id: { type: 'int', primary: true, generated: 'increment' },
    customer: { type: 'text' },
    total_cents: { type: 'int' },
  },
});

export async function placeOrder(dataSource: DataSource, customer: string, totalCents: number): Promise<Order> {
  return dataSource.transaction(async (manager) => {
    const order = await manager.save(OrderEntity, { customer, total_cents: totalCents });
    const data = JSON.stringify({ order_id: order.id, total_cents: order.total_cents });
    await manager.query('SELECT postrider_publish($1, $2)', ['shop.order_placed', data]);
    return order;
  });
}
