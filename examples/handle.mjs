/** Ids of the events that are done. In earnest they belong into the database, in the transaction of the work. */
const done = new Set();

/** What the examples do with a genuine event: they print it, and only say so when it comes again. */
export function handle({ id, type, data }) {
  console.log('204 ', type, id, done.has(id) ? 'again' : JSON.stringify(data));
  done.add(id);
}
