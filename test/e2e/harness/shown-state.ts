/** Two looks at the panel's document, to be run in it. */

/** Whether it shows this state in its words, and a customer of this name where one is given. */
export function showsState(state: string, name: string | null): boolean {
  const main = document.querySelector('main');
  if (main?.dataset.state !== state) return false;
  // What most states say is fetched right after the first paint.
  const body = main.querySelector('.panel-body > fieldset');
  const isBare = body && !body.querySelector(':scope > :not(.below-name, .connection)');
  if (isBare && state !== 'aside') return false;
  return name === null || main.querySelector('h1')?.textContent === name;
}

/** For the report of a failure. */
export function shownInstead() {
  return {
    state: document.querySelector('main')?.dataset.state,
    text: document.body.textContent?.slice(0, 400),
  };
}
