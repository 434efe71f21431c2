import type { Customer } from '@postrider/contracts';
import { StatusBadge } from '../parts/status-badge.js';
import { t } from '../texts/texts.js';

export function CustomerBadge({ customer: { active } }: { customer: Pick<Customer, 'active'> }) {
  return (
    <StatusBadge tone={active ? 'good' : 'idle'}>
      {active ? t(($) => $.customers.states.active) : t(($) => $.customers.states.inactive)}
    </StatusBadge>
  );
}
