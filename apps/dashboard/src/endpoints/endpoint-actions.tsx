import type { Endpoint } from '@postrider/contracts';
import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconHistory, IconKey, IconPencil, IconPlayerPause, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { can } from '../api/permissions.js';
import { t } from '../texts/texts.js';
import { DeactivateDialog } from './deactivate-dialog.js';
import { DeleteDialog } from './delete-dialog.js';
import { EditDialog } from './edit-dialog.js';
import { RecoverDialog } from './recover-dialog.js';
import { RotateDialog } from './rotate-dialog.js';

type Action = 'edit' | 'rotate' | 'recover' | 'deactivate' | 'delete';

interface EndpointActionsProps {
  endpoint: Endpoint;
  /** A link has opened the form. */
  isEdited: boolean;
  onEdited: () => void;
}

/** The actions on an endpoint, each in a dialog. */
export function EndpointActions({ endpoint, isEdited, onEdited }: EndpointActionsProps) {
  const [chosen, setAction] = useState<Action>();
  const action = isEdited && can('manage') ? 'edit' : chosen;
  const open = (name: Action) => (): void => {
    setAction(name);
  };
  const close = (): void => {
    setAction(undefined);
    if (isEdited) onEdited();
  };
  const icon = { size: 16, 'aria-hidden': true } as const;

  return (
    <>
      {can('manage') && (
        <Button variant="default" leftSection={<IconPencil {...icon} />} onClick={open('edit')}>
          {t(($) => $.endpoints.actions.edit)}
        </Button>
      )}
      {can('replay') && (
        <Button variant="default" leftSection={<IconHistory {...icon} />} onClick={open('recover')}>
          {t(($) => $.endpoints.actions.recover)}
        </Button>
      )}
      {(can('manage') || can('secrets')) && (
        <Menu position="bottom-end" transitionProps={{ duration: 0 }}>
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={t(($) => $.endpoints.actions.more)}>
              <IconDots {...icon} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {can('secrets') && (
              <Menu.Item leftSection={<IconKey {...icon} />} onClick={open('rotate')}>
                {t(($) => $.endpoints.actions.rotate)}
              </Menu.Item>
            )}
            {can('manage') && endpoint.active && (
              <Menu.Item leftSection={<IconPlayerPause {...icon} />} onClick={open('deactivate')}>
                {t(($) => $.endpoints.actions.deactivate)}
              </Menu.Item>
            )}
            {can('manage') && (
              <Menu.Item leftSection={<IconTrash {...icon} />} onClick={open('delete')} c="var(--mantine-color-error)">
                {t(($) => $.endpoints.actions.delete)}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      {action === 'edit' && <EditDialog endpoint={endpoint} onClose={close} />}
      {action === 'rotate' && <RotateDialog endpoint={endpoint} onClose={close} />}
      {action === 'recover' && <RecoverDialog endpoint={endpoint} onClose={close} />}
      {action === 'deactivate' && <DeactivateDialog endpoint={endpoint} onClose={close} />}
      {action === 'delete' && <DeleteDialog endpoint={endpoint} onClose={close} />}
    </>
  );
}
