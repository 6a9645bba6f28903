import { browser } from 'wxt/browser';

/** ms: browsers fire no alarm sooner. */
const alarmFloor = 30_000;

/** An alarm outlives the worker but comes half a minute away at the earliest; a timer covers what is due before. */
export function createAlarm(name: string, ring: () => void) {
  let soon: ReturnType<typeof setTimeout> | undefined;

  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === name) ring();
  });

  /** `at` is epoch ms; null: no need. */
  return function set(at: number | null): void {
    clearTimeout(soon);
    if (at === null) {
      void browser.alarms.clear(name);
      return;
    }
    void browser.alarms.create(name, { when: at });
    if (at - Date.now() < alarmFloor) soon = setTimeout(ring, Math.max(0, at - Date.now()));
  };
}
