/** Ids of handled events. In production, store them in your database, in the same transaction as the work. */
const done = new Set();

/** Prints a verified event, or that it was repeated. */
export function handle({ id, type, data }) {
  console.log('204 ', type, id, done.has(id) ? 'again' : JSON.stringify(data));
  done.add(id);
}
