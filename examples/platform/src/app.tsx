import { PostriderPortal } from '@postrider/portal/react';
import { useEffect, useState } from 'react';
import { createWebhooksSession, getAccount, signIn, signOut, type Account } from './api';
import { Receiver } from './receiver';
import { Spend } from './spend';
import { useTheme } from './theme';

export function App() {
  const [account, setAccount] = useState<Account | null>();
  const [theme, setTheme] = useTheme();
  useEffect(() => {
    void getAccount().then(setAccount);
  }, []);
  if (account === undefined) return null;
  return (
    <>
      <header aria-label="Platform">
        <strong>Example platform</strong>
        <button
          type="button"
          onClick={() => {
            setTheme(theme === 'dark' ? 'light' : 'dark');
          }}
        >
          {theme === 'dark' ? 'Light theme' : 'Dark theme'}
        </button>
        {account && (
          <button
            type="button"
            onClick={() =>
              void signOut().then(() => {
                setAccount(null);
              })
            }
          >
            Sign out
          </button>
        )}
      </header>
      <main aria-label="Settings">
        {account ? <Settings account={account} theme={theme} /> : <SignIn onSignedIn={setAccount} />}
      </main>
    </>
  );
}

function Settings({ account: { name, customer }, theme }: { account: Account; theme: 'light' | 'dark' }) {
  return (
    <>
      <h1>{customer.name}</h1>
      <p>Signed in as {name}.</p>
      <div className="cards">
        <Spend />
        <Receiver />
      </div>
      <h2>Webhooks</h2>
      {/* The key: another customer gets another portal. */}
      <PostriderPortal key={customer.uid} fetchToken={createWebhooksSession} theme={theme} className="portal" />
    </>
  );
}

function SignIn({ onSignedIn }: { onSignedIn: (account: Account) => void }) {
  return (
    <>
      <h1>Sign in</h1>
      <p className="row">
        {['Ada', 'Grace'].map((name) => (
          <button key={name} type="button" onClick={() => void signIn(name.toLowerCase()).then(onSignedIn)}>
            Sign in as {name}
          </button>
        ))}
      </p>
    </>
  );
}
