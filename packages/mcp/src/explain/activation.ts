import type { Endpoint } from '@postrider/contracts';

/** The call that activates an endpoint: that of its customer, if the customer is inactive. */
export const activation = ({ id, customer, disabled_reason }: Endpoint): string =>
  customer && disabled_reason === 'customer_inactive'
    ? `update_webhook_customer ${JSON.stringify({ customer: customer.id, active: true })}`
    : `update_webhook_endpoint ${JSON.stringify({ endpoint_id: id, active: true })}`;
