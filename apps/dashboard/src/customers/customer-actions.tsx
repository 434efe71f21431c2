import type { Customer } from '@postrider/contracts';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconPencil, IconPlayerPause, IconPlayerPlay, IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { RouterButton } from '../parts/router-anchor.js';
import { t } from '../texts/texts.js';
import { CustomerActivityDialog } from './customer-activity-dialog.js';
import { DeleteCustomerDialog } from './delete-customer-dialog.js';
import { EditCustomerDialog } from './edit-customer-dialog.js';

type Action = 'edit' | 'activity' | 'delete';

/** The actions on a customer, each in a dialog. */
export function CustomerActions({ customer }: { customer: Customer }) {
  const [action, setAction] = useState<Action>();
  const open = (name: Action) => (): void => {
    setAction(name);
  };
  const close = (): void => {
    setAction(undefined);
  };
  const icon = { size: 16, 'aria-hidden': true } as const;

  return (
    <>
      <Button variant="default" leftSection={<IconPencil {...icon} />} onClick={open('edit')}>
        {t(($) => $.customers.actions.edit)}
      </Button>
      <RouterButton to="/endpoints/new" search={{ customer: customer.uid }} leftSection={<IconPlus {...icon} />}>
        {t(($) => $.customers.customer.addEndpoint)}
      </RouterButton>
      <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t(($) => $.customers.actions.more)}>
            <IconDots {...icon} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={customer.active ? <IconPlayerPause {...icon} /> : <IconPlayerPlay {...icon} />}
            onClick={open('activity')}
          >
            {customer.active ? t(($) => $.customers.actions.deactivate) : t(($) => $.customers.actions.activate)}
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash {...icon} />} onClick={open('delete')} c="var(--mantine-color-error)">
            {t(($) => $.customers.actions.delete)}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {action === 'edit' && <EditCustomerDialog customer={customer} onClose={close} />}
      {action === 'activity' && <CustomerActivityDialog customer={customer} onClose={close} />}
      {action === 'delete' && <DeleteCustomerDialog customer={customer} onClose={close} />}
    </>
  );
}
