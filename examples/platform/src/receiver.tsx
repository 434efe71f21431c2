import { useEffect, useState } from 'react';
import { getReceiver, toggleReceiver, type ReceiverState } from './api';

/** Stands for the customer's own server, which would be elsewhere. */
export function Receiver() {
  const [receiver, setReceiver] = useState<ReceiverState>();
  useEffect(() => {
    const look = () => void getReceiver().then(setReceiver, () => undefined);
    look();
    const timer = setInterval(look, 1_000);
    return () => {
      clearInterval(timer);
    };
  }, []);
  if (!receiver) return null;
  const { url, isBroken, received } = receiver;
  return (
    <section>
      <h2>Your receiver</h2>
      <p>
        <code>{url}</code> {isBroken ? 'is broken: it responds with 500.' : 'works.'}
      </p>
      <button type="button" onClick={() => void toggleReceiver().then(setReceiver)}>
        {isBroken ? 'Repair the receiver' : 'Break the receiver'}
      </button>
      {received.length === 0 ? (
        <p>Nothing received.</p>
      ) : (
        <ul aria-label="Received">
          {received.map(({ type, id, at }) => (
            <li key={id + at}>
              {new Date(at).toLocaleTimeString()} {type} <code>{id}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
