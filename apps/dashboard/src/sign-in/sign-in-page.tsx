import { Button, Group, Loader, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { getRouteApi, useLocation, useNavigate, useRouter } from '@tanstack/react-router';
import { type SubmitEvent, useEffect, useRef, useState } from 'react';
import { errorsByField } from '../api/api-error.js';
import { type Credential, useSignIn } from '../api/session.js';
import { Logo } from '../shell/logo.js';
import classes from './sign-in.module.css';
import { Trans } from 'react-i18next';
import { t } from '../texts/texts.js';

const route = getRouteApi('/sign-in');

/** Sign-in with a management key, or with a one-time link that has a token in its fragment. */
export function SignInPage() {
  const [key, setKey] = useState('');
  const { signIn, submit } = useSignInAndGo();
  useLinkToken(submit);
  const byLink = signIn.variables !== undefined && 'token' in signIn.variables;
  useEffect(() => {
    document.title = `${t(($) => $.signIn.title)} · Postrider`;
  }, []);

  const { fields, rest } = signIn.isError ? errorsByField(signIn.error, ['key']) : { fields: {}, rest: undefined };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    submit({ key: key.trim() });
  };

  return (
    <main className={classes.page}>
      <Paper withBorder radius="lg" p="xl" className={classes.box}>
        <Stack gap="lg">
          <Logo />
          <div>
            <Title order={1}>{t(($) => $.signIn.title)}</Title>
            <Text size="sm" c="dimmed" mt={4}>
              <Trans i18nKey={($) => $.signIn.use} components={{ code: <code /> }} />
            </Text>
          </div>
          {byLink && signIn.isPending ? (
            <Group gap="sm" role="status">
              <Loader size="xs" />
              <Text size="sm">{t(($) => $.signIn.byLink)}</Text>
            </Group>
          ) : (
            <form onSubmit={onSubmit}>
              <Stack gap="md">
                <PasswordInput
                  label={t(($) => $.signIn.key)}
                  value={key}
                  onChange={(event) => {
                    setKey(event.currentTarget.value);
                  }}
                  error={fields.key ?? rest}
                  autoComplete="off"
                  spellCheck={false}
                  data-autofocus
                  required
                  withAsterisk={false}
                />
                <Button type="submit" loading={signIn.isPending} disabled={key.trim() === ''} fullWidth>
                  {t(($) => $.signIn.title)}
                </Button>
              </Stack>
            </form>
          )}
          <Text size="xs" c="dimmed">
            <Trans i18nKey={($) => $.signIn.note} components={{ code: <code /> }} />
          </Text>
        </Stack>
      </Paper>
    </main>
  );
}

function useSignInAndGo() {
  const router = useRouter();
  const signIn = useSignIn();
  const { back } = route.useSearch();
  const submit = (credential: Credential): void => {
    signIn.mutate(credential, {
      onSuccess: () => {
        router.history.replace(back ?? '/');
      },
    });
  };
  return { signIn, submit };
}

/**
 * Signs in with the token of a one-time link from the URL's fragment. The token is removed from the URL at once: out of
 * sight, and out of the browser's history.
 */
function useLinkToken(submit: (credential: Credential) => void): void {
  const token = useLocation({ select: ({ hash }) => hash });
  const navigate = useNavigate();
  const used = useRef('');
  useEffect(() => {
    if (token === '' || token === used.current) return;
    used.current = token;
    void navigate({ to: '/sign-in', search: true, hash: '', replace: true });
    submit({ token });
  });
}
