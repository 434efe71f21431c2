import { Text, UnstyledButton } from '@mantine/core';
import { IconBook2, IconExternalLink, IconLogout } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { Session } from '@postrider/contracts';
import { useSignOut } from '../api/session.js';
import { messageOf } from '../api/api-error.js';
import { announce } from '../parts/announcer.js';
import { QueuesLink } from './queues-link.js';
import classes from './shell.module.css';

/** The foot of the navigation: other pages of this server, the session, and sign-out. */
export function Account({ session }: { session: Session }) {
  const signOut = useSignOut();
  const navigate = useNavigate();
  const leave = (): void => {
    signOut.mutate(undefined, {
      onSuccess: () => {
        announce('Signed out');
        void navigate({ to: '/sign-in' });
      },
    });
  };

  return (
    <div className={classes.account}>
      {session.operator !== null && <QueuesLink isOperator={session.operator} />}
      <a href="/docs" className={classes.page} target="_blank" rel="noreferrer">
        <IconBook2 size={18} stroke={1.6} aria-hidden />
        API reference
        <IconExternalLink size={13} className={classes.away} aria-label="(opens in a new tab)" />
      </a>
      <UnstyledButton className={classes.page} onClick={leave} disabled={signOut.isPending}>
        <IconLogout size={18} stroke={1.6} aria-hidden />
        Sign out
      </UnstyledButton>
      {signOut.isError && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert" px="sm">
          {messageOf(signOut.error)}
        </Text>
      )}
      {session.key !== null && (
        <Text size="xs" c="dimmed" px="sm" pt="xs">
          Signed in with {nameOf(session.key)}
        </Text>
      )}
    </div>
  );
}

/** A key need not have a name. */
/** Keeps what stands before and after it on one line. */
const wordJoiner = '\u2060';

const nameOf = ({ name, last_four }: NonNullable<Session['key']>): string => {
  const end = `…${wordJoiner}${last_four}`;
  return name ? `“${name}”, ${end}` : `the key ${end}`;
};
