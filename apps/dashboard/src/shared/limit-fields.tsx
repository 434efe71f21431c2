import { NumberInput } from '@mantine/core';
import type { CustomerLimits } from '@postrider/contracts';
import { t } from '../texts/texts.js';

/** Their labels. */
const names = { rate_limit: 'rateLimit', publish_limit: 'publishLimit', max_endpoints: 'maxEndpoints' } as const;
type Name = keyof typeof names;
export type Limits = Pick<CustomerLimits, Name>;

interface LimitFieldsProps {
  value: Limits;
  onChange: (value: Limits) => void;
  errors: Partial<Record<Name, string>>;
  /** What an empty field means. */
  hints: Record<Name, string>;
}

/** The limits of a customer, or those of all customers without their own. Null is an empty field. */
export function LimitFields({ value, onChange, errors, hints }: LimitFieldsProps) {
  return (Object.keys(names) as Name[]).map((name) => (
    <NumberInput
      key={name}
      label={t(($) => $.customers.facts[names[name]])}
      description={hints[name]}
      value={value[name] ?? ''}
      onChange={(amount) => {
        onChange({ ...value, [name]: amount === '' ? null : Number(amount) });
      }}
      error={errors[name]}
      styles={{ wrapper: { maxWidth: 220 } }}
      allowNegative={false}
    />
  ));
}
