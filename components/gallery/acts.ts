/** What somebody does in a sample before it is looked at. By selectors, so that it is the same in every language. */

/** Each waits for what it is done to. */
export type Act = { press: string } | { type: string; into: string } | { enter: string } | { until: string };

export async function perform(acts: readonly Act[]): Promise<void> {
  for (const act of acts) {
    if ('press' in act) (await appeared(act.press)).click();
    else if ('until' in act) await appeared(act.until);
    else if ('enter' in act) {
      const key = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
      (await appeared(act.enter)).dispatchEvent(key);
    } else {
      const box = await appeared(act.into);
      if (box instanceof HTMLInputElement) box.value = act.type;
      box.dispatchEvent(new Event('input', { bubbles: true }));
    }
    await drawn();
  }
}

/** What follows from an act is drawn a turn later. */
const drawn = () => new Promise((resolve) => setTimeout(resolve));

function appeared(selector: string): Promise<HTMLElement> {
  const find = () => document.querySelector<HTMLElement>(selector);
  return new Promise((resolve) => {
    const found = find();
    if (found) return resolve(found);
    const watch = new MutationObserver(() => {
      const come = find();
      if (!come) return;
      watch.disconnect();
      resolve(come);
    });
    watch.observe(document, { childList: true, subtree: true, attributes: true });
  });
}
