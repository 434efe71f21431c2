import { CustomerSelect } from '../shared/customer-select.js';
import { t } from '../texts/texts.js';

interface CustomerFilterProps {
  value: string | undefined;
  onChange: (customer: string | undefined) => void;
}

/** Loaded after the overview, where there are customers: no other part of it needs a list of options. */
export function CustomerFilter({ value, onChange }: CustomerFilterProps) {
  return (
    <CustomerSelect
      aria-label={t(($) => $.endpoints.page.customer)}
      placeholder={t(($) => $.endpoints.page.anyCustomer)}
      size="xs"
      w={180}
      value={value}
      onChange={onChange}
    />
  );
}
