import { useState } from 'react';
import { spend } from './api';

/** Something that happens on the platform, and that customers want to know. */
export function Spend() {
  const [state, setState] = useState('');
  const exceed = async () => {
    setState('Publishing …');
    await spend().then(
      () => {
        setState('Published budget.exceeded.');
      },
      () => {
        setState('Not published: please try again.');
      },
    );
  };
  return (
    <section>
      <h2>Budget</h2>
      <p className="row">
        <button type="button" onClick={() => void exceed()}>
          Exceed the budget
        </button>
        <span role="status">{state}</span>
      </p>
    </section>
  );
}
